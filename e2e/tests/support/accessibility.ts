import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { keepHtml } from "./html.js";
import { WebKitPage } from "./webkit/page.js";

/** The rules of axe-core that are asked. */
export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The address of a page without what is different each time: `#/application/…/upn`. */
export function pattern(url: string): string {
  return new URL(url).hash.replace(/[0-9a-f]{32}/, "…").replace(/\/\d+$/, "/…");
}

/** The page in view breaks no rule of WCAG 2.2 AA that a program can see. Its HTML is kept to be checked. */
export async function accessible(page: Page, name = pattern(page.url())): Promise<void> {
  await keepHtml(page, name);
  const { violations } = page instanceof WebKitPage ? { violations: await page.axe(TAGS) } : await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const told = violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html) }));
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
