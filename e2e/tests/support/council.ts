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

/** Asks the endpoint's program about a data folder. */
const ask = (data: string | undefined, words: string[]): string => {
  const { CAP_COUNCIL: program } = process.env;
  if (!program || !data) throw new Error("the configuration names the endpoint's program and data folder");
  return execFileSync(program, [...words, "--data", data], { encoding: "utf8" });
};

/** Asks it about the folder of the endpoint that all tests share. */
export const council = (...words: string[]): string => ask(process.env["CAP_DATA"], words);

/** The application that the council keeps under a reference, in its database. */
export const kept = (reference: string, data = process.env["CAP_DATA"]): Kept =>
  JSON.parse(ask(data, ["show", reference, "--json"])) as Kept;

/** References of every application the council keeps. */
export const references = (data = process.env["CAP_DATA"]): string[] =>
  ask(data, ["list"]).match(/^CAP-[A-Z0-9]{8}\b/gm) ?? [];
