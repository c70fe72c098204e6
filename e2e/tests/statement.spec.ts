import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { type Page } from "@playwright/test";
import { accessible, TAGS } from "./support/accessibility.js";
import { SUPPORT } from "./support/browsers.js";
import { openHost } from "./support/host.js";
import { CHECKS, NARROW, standingOut } from "./support/looks.js";
import { drawnAtStart } from "./support/seed.js";
import { expect, test } from "./support/test.js";

// The accessibility statement says what is tested. It may say no more than that, and no less.

const words = async (page: Page, place: string): Promise<string[]> => (await page.locator(`[${place}]`).innerText()).split(", ");

test("the statement names the very checks, rules, browsers and states that are tested", async ({ page }) => {
  await page.goto("./accessibility.html");
  const checks = await page.locator("[data-check]").evaluateAll((items) => items.map((one) => one.getAttribute("data-check")));
  // The first three are of support/accessibility.ts, support/html.ts and the trees; the others measure what is drawn.
  expect(checks.sort()).toEqual(["axe", "html", "tree", ...Object.keys(CHECKS)].sort());
  expect(await words(page, "data-tags")).toEqual(TAGS);
  expect(await words(page, "data-browsers")).toEqual(Object.keys(SUPPORT));
  const states = readdirSync(resolve(import.meta.dirname, "trees")).length;
  expect(await words(page, "data-states")).toEqual([String(states)]);
});

test("the statement stands the checks that it tells of, and the footer leads there", async ({ page }) => {
  await page.goto("./");
  await drawnAtStart(page);
  await page.getByRole("contentinfo").getByRole("link", { name: "Accessibility statement" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Accessibility statement/ })).toBeVisible();
  await accessible(page, "accessibility statement");
  for (const name of ["tooSmall", "focusLost", "moving"] as const) expect(await CHECKS[name](page), name).toEqual([]);
  await page.setViewportSize(NARROW);
  expect(await standingOut(page)).toEqual([]);
  await page.getByRole("link", { name: "Apply for alternative provision" }).click();
  await drawnAtStart(page);
});

test("within another page the link leads to the statement too", async ({ page }) => {
  const element = await openHost(page);
  const link = element.getByRole("link", { name: "Accessibility statement" });
  await link.focus();
  expect(await link.evaluate((one: HTMLAnchorElement) => one.href)).toBe(new URL("/accessibility.html", page.url()).href);
});
