import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { type Page } from "@playwright/test";
import { papers } from "../tests/support/papers.js";
import { test } from "../tests/support/test.js";
import { FAILED } from "../tests/support/watch.js";

// What people print, as PDF files in target/paper, to be looked at page by page.

// One request fails on purpose: what cannot be sent is printed too.
test.use({ complaints: FAILED });

const folder = resolve(import.meta.dirname, "../../target/paper");

test("everything that is printed, on A4", async ({ page }) => {
  test.setTimeout(300_000);
  mkdirSync(folder, { recursive: true });
  await papers(page, async (paper: Page, name: string) => {
    await paper.pdf({ path: resolve(folder, `${name}.pdf`), preferCSSPageSize: true, format: "A4" });
  });
});
