import { readFileSync } from "node:fs";
import { type Download, type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { council } from "./support/council.js";
import { onDate, pressSend, send } from "./support/driver.js";
import { keepText } from "./support/html.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// Requests fail here on purpose.
test.use({ complaints: FAILED });

/** The file that a press of this button saves. */
async function saved(page: Page, button: RegExp | string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  await expect(page.getByRole("status").filter({ hasText: "with your other downloads" })).toBeVisible();
  return download;
}

test("staff save proof of what was received and when, and the council's program proves it", async ({ page }) => {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  await seed(page, whole, "check-answers");
  const reference = await send(page);
  await expect(page.getByRole("heading", { name: "Proof of receipt" })).toBeVisible();
  await expect(page.getByText("Signature (Ed25519)")).toBeVisible();
  await accessible(page);
  const download = await saved(page, "Save proof of receipt");
  expect(download.suggestedFilename()).toBe(`proof-of-receipt-${reference}.txt`);
  const file = await download.path();
  expect(council("verify", file)).toContain(reference);
  const text = readFileSync(file, "utf8");
  const typed = Object.values(whole.answers).filter((answer) => typeof answer === "string" && answer.length > 5);
  expect(typed.length).toBeGreaterThan(5);
  for (const answer of typed) expect(text).not.toContain(answer);
  await page.goto("./#/applications");
  await drawnAtStart(page);
  const again = await saved(page, /^Save proof of receipt/);
  expect(readFileSync(await again.path(), "utf8")).toBe(text);
});

test("what cannot be sent is taken away as a page that anybody can read and print", async ({ page }) => {
  const whole = application("supported_transfer");
  await onDate(page, whole.stated_date);
  await page.route((url) => url.pathname === "/applications", (route) => route.abort());
  await seed(page, whole, "check-answers");
  await pressSend(page);
  await expect(page.getByRole("heading", { name: "We do not know yet" })).toBeVisible();
  await page.getByText("Take the application to the council in another way").click();
  await accessible(page);
  const download = await saved(page, "Save a copy that is not encrypted");
  expect(download.suggestedFilename()).toMatch(/^alternative-provision-copy-\d{4}-\d\d-\d\d\.html$/);
  const file = await download.path();
  const copy = await page.context().newPage();
  const text = readFileSync(file, "utf8");
  keepText("copy that is not encrypted", text);
  await copy.setContent(text);
  await expect(copy.getByText("This copy is not encrypted.")).toBeVisible();
  await expect(copy.getByText("it is not known whether the council has it")).toBeVisible();
  await accessible(copy);
  const read = await copy.locator("main").innerText();
  for (const answer of Object.values(whole.answers)) {
    // What was typed; a choice stands there in its own words.
    if (typeof answer === "string" && /\S \S/.test(answer)) expect(read.replace(/\s+/g, " ")).toContain(answer.replace(/\s+/g, " "));
  }
  await copy.setViewportSize({ width: 320, height: 600 });
  expect(await copy.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
