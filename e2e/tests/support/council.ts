import { execFileSync } from "node:child_process";

/** What the endpoint keeps of an application. */
export interface Kept {
  receipt: { reference: string; digest: string };
  application: {
    application: string;
    provision: string;
    stated_date: string;
    answers: Record<string, unknown>;
  };
}

/** Asks the endpoint's program about its data folder. */
export function council(...words: string[]): string {
  const { CAP_COUNCIL: program, CAP_DATA: data } = process.env;
  if (!program || !data) throw new Error("the configuration names the endpoint's program and data folder");
  return execFileSync(program, [...words, "--data", data], { encoding: "utf8" });
}

/** The application that the council keeps under a reference. */
export const kept = (reference: string): Kept => JSON.parse(council("show", reference, "--json")) as Kept;

/** References of every application the council keeps. */
export const references = (): string[] => council("list").match(/^CAP-[A-Z0-9]{8}\b/gm) ?? [];
