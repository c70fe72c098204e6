import { test as bare } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { everyGate, everyPage } from "./support/pages.js";
import { test } from "./support/test.js";

test("every type of page breaks no rule of WCAG 2.2 AA that a program can see", async ({ page }) => {
  test.slow();
  await everyPage(page, application("supported_transfer"), () => accessible(page));
});

bare("what stands before the pages breaks none either", async ({ page }) => {
  bare.slow();
  await everyGate(page, () => accessible(page));
});
