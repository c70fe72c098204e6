import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type * as Axe from "axe-core";
import { keepHtml } from "./html.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of axe-core that are asked. */
export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What is looked at, and by which rules. */
export interface Looked {
  /** All that are on by themselves where none are named. */
  tags?: string[];
  /** One element and what is in it, in place of the page. */
  within?: string;
  /** Rules that are not asked. */
  without?: string[];
}

/**
 * What axe-core finds to be wrong. It stays in the page once it is there, and looks at nothing in frames: Playwright's own
 * way to run it puts it there anew each time and opens a second page, which was more than half of a whole journey's time.
 */
export async function findings(page: Page, looked: Looked): Promise<Axe.Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`(() => { ${AXE} })()`);
  return page.evaluate(({ tags, within, without = [] }) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    const only: Axe.RunOptions = tags ? { runOnly: { type: "tag", values: tags } } : {};
    if (within === undefined && frames.length > 0) throw new Error("there is a frame here, which would not be looked at");
    const context = within === undefined ? document : { include: [[within]] };
    return axe.run(context, { ...only, rules, resultTypes: ["violations"], iframes: false }).then(({ violations }) => violations);
  }, looked);
}

/** The address of a page without what is different each time: `#/application/…/upn`. */
export function pattern(url: string): string {
  return new URL(url).hash.replace(/[0-9a-f]{32}/, "…").replace(/\/\d+$/, "/…");
}

/** The page in view breaks no rule of WCAG 2.2 AA that a program can see. Its HTML is kept to be checked. */
export async function accessible(page: Page, name = pattern(page.url())): Promise<void> {
  await keepHtml(page, name);
  const told = (await findings(page, { tags: TAGS })).map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html) }));
  expect(told, pattern(page.url())).toEqual([]);
}

/** Looks at every page it is shown, each address once. */
export function examiner(): (page: Page) => Promise<void> {
  const seen = new Set<string>();
  return async (page) => {
    const here = pattern(page.url());
    if (seen.has(here)) return;
    seen.add(here);
    await accessible(page);
  };
}
