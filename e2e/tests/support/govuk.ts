// govuk-frontend as it is installed for the style sheet: its fixtures, its script, and what we say about both.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { type Tree, trees } from "./markup.js";

const root = resolve(import.meta.dirname, "../../..");
const library = join(root, "style/node_modules/govuk-frontend/dist/govuk");

export type Options = Record<string, unknown>;

/** An example of a component: what it was made from, and its HTML. */
export interface Fixture {
  component: string;
  name: string;
  options: Options;
  html: string;
}

/** A difference that is meant. */
interface Listed {
  /** Its line, as a comparison says it; `*` stands for any text. */
  line: string;
  /** In which fixtures it must be; absent: in at least one, and it may be in any. */
  fixtures?: string[];
  reason: string;
}

/** What we say about a component. */
interface Component {
  /** Options that we do not use, with the reason: `prefix`, `items[].label`, or for one value only `type=number`. */
  unused?: Record<string, string>;
  /** Options without which we never use it, with the reason. */
  needs?: Record<string, string>;
  /** Fixtures that no page of ours is like, with the reason. */
  absent?: Record<string, string>;
  differences?: Listed[];
}

/** Differences and what does not apply, by component; `*`: in any. */
export const said = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/govuk-differences.json"), "utf8"),
) as Record<string, Component>;

const folders = readdirSync(join(library, "components"), { withFileTypes: true }).filter((one) => one.isDirectory());

/** Classes that are of a component by another name. */
const ALSO: Record<string, string> = { "summary-card": "summary-list" };

/** Components whose classes are in these texts. */
export function used(texts: string[]): string[] {
  const blocks = texts.flatMap((text) => [...text.matchAll(/\bgovuk-([a-z]+(?:-[a-z]+)*)/g)].map(([, block]) => block ?? ""));
  const names = new Set(blocks.map((block) => ALSO[block] ?? block));
  return folders.map(({ name }) => name).filter((name) => names.has(name));
}

/** Components whose classes the app uses: in what draws it, and in the page before it is live. */
export function usedByApp(): string[] {
  const folder = join(root, "src");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
  return used([...files.map((name) => join(folder, name)), join(root, "index.html")].map((file) => readFileSync(file, "utf8")));
}

/** Components whose styles the style sheet takes in. */
export function styled(): string[] {
  const sheet = readFileSync(join(root, "style/main.scss"), "utf8");
  return [...sheet.matchAll(/govuk\/components\/([a-z-]+)"/g)].map(([, name]) => name ?? "").sort();
}

/** Every fixture of a component. */
export function fixtures(component: string): Fixture[] {
  const text = readFileSync(join(library, "components", component, "fixtures.json"), "utf8");
  const { fixtures: found } = JSON.parse(text) as { fixtures: Omit<Fixture, "component">[] };
  return found.map(({ name, options, html }) => ({ component, name, options, html }));
}

/** Every option with its value: `items[].hint.text`, and the length of each list. */
export function flat(value: unknown, path = ""): [path: string, value: unknown][] {
  if (Array.isArray(value)) {
    const inside = value.flatMap((one) => flat(one, `${path}[]`));
    return [[`${path}.length`, value.length], ...inside];
  }
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, one]) => flat(one, path ? `${path}.${key}` : key));
}

/** Whether a line or option is one of those that an entry of the list means; `*` stands for any text. */
export function fits(entry: string, text: string): boolean {
  const parts = entry.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

/** Why a fixture does not apply: entries of the list. None where it applies. */
export function reasonsFor({ component, name, options }: Fixture): string[] {
  const given = flat(options).flatMap(([path, value]) => [path, `${path}=${String(value)}`]);
  const uses = (option: string): boolean =>
    given.some((one) => fits(option, one) || one.startsWith(`${option}.`) || one.startsWith(`${option}[`));
  return [component, "*"].flatMap((key) => {
    const { unused = {}, needs = {}, absent = {} } = said[key] ?? {};
    return [
      ...Object.keys(unused).filter(uses).map((option) => `${key}: uses ${option}`),
      ...Object.keys(needs).filter((option) => !uses(option)).map((option) => `${key}: has no ${option}`),
      ...(name in absent ? [`${key}: ${name}`] : []),
    ];
  });
}

/** Every entry of the list by which a fixture may not apply. */
export const reasons = (): string[] =>
  Object.entries(said).flatMap(([component, { unused = {}, needs = {}, absent = {} }]) => [
    ...Object.keys(unused).map((option) => `${component}: uses ${option}`),
    ...Object.keys(needs).map((option) => `${component}: has no ${option}`),
    ...Object.keys(absent).map((name) => `${component}: ${name}`),
  ]);

/** A page with govuk-frontend's own script, which turns a fixture into what a browser makes of it. */
export class Reference {
  private constructor(private readonly page: Page) {}

  static async open(page: Page): Promise<Reference> {
    await page.setContent('<!doctype html><html lang="en"><body class="govuk-frontend-supported"><main></main></body></html>');
    await page.addScriptTag({ content: readFileSync(join(library, "all.bundle.js"), "utf8") });
    return new Reference(page);
  }

  /** What stands on the page once the script has run on it. */
  async tree({ component, name, html }: Fixture): Promise<Tree> {
    await this.page.evaluate((markup) => {
      const main = document.querySelector("main");
      if (!main) throw new Error("the page has no main");
      main.innerHTML = markup;
      (window as unknown as { GOVUKFrontend: { initAll: (o: object) => void } }).GOVUKFrontend.initAll({ scope: main });
    }, html);
    const [tree, ...more] = await this.page.locator("main > *").evaluateAll(trees);
    if (!tree || more.length > 0) throw new Error(`${component}: ${name} is not one element`);
    return tree;
  }
}
