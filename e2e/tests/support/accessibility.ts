import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { keepHtml } from "./html.js";
import { WebKitPage } from "./webkit/page.js";

/** The rules of axe-core that are asked. */
export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What is looked at, and by which rules. */
export interface Looked {
  tags: string[];
  /** One element and what is in it, in place of the page. */
  within?: string;
  /** Rules that are not asked. */
  without?: string[];
}

/** What axe-core finds to be wrong. */
export async function findings(page: Page, looked: Looked): Promise<{ id: string; help: string; nodes: { html: string }[] }[]> {
  if (page instanceof WebKitPage) return page.axe(looked);
  const builder = new AxeBuilder({ page }).withTags(looked.tags).disableRules(looked.without ?? []);
  const { violations } = await (looked.within === undefined ? builder : builder.include(looked.within)).analyze();
  return violations;
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
