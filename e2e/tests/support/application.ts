import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

/** An answer as a person types it. */
export type Raw = string | string[] | Record<string, string>;
export type Answers = Record<string, Raw>;

/** A file of `tests/applications`: a whole application. */
export interface Application {
  stated_date: string;
  /** As typed, by question. */
  answers: Answers;
  /** As typed, by group. */
  repeats: Record<string, Answers[]>;
  /** What must arrive at the council. */
  sent: Record<string, unknown>;
}

/** A page of the published form, with what the tests need to know of it. */
export interface FormPage {
  id: string;
  title: string;
  section: string;
  repeat?: { id: string; item: string };
  questions: { id: string; label: string }[];
}

interface FormFile {
  sections: { id: string; title: string; pages: Omit<FormPage, "section">[] }[];
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(resolve(root, path), "utf8")) as T;
}

/** Every provision that can be applied for. */
export const provisions = ["tier1", "insight", "flourish", "supported_transfer", "refocus", "year11_bespoke"] as const;
export type Provision = (typeof provisions)[number];

/** The whole application for a provision. */
export const application = (provision: Provision): Application => read(`tests/applications/${provision}.json`);

const pages: FormPage[] = read<FormFile>("public/form/application.json").sections.flatMap((section) =>
  section.pages.map((page) => ({ ...page, section: section.title })),
);

/** The page with this id. */
export function formPage(id: string): FormPage {
  const page = pages.find((one) => one.id === id);
  if (!page) throw new Error(`the form has no page ${id}`);
  return page;
}
