import { type Page } from "@playwright/test";
import { application } from "./support/application.js";
import { accessible } from "./support/accessibility.js";
import { test } from "./support/device.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { visitOnce } from "./support/release.js";
import { expect } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// What has to outlive a browser, in every browser: drafts, the lock over them, and the service itself. The long way round
// is in offline.spec.ts and vault.spec.ts, in Chromium.

test.use({ complaints: FAILED });

const NAME = "Your full name";
const saved = (page: Page) => expect(page.locator("#save-status")).toHaveText("Saved on this device");

test("a draft outlives a reload and the browser, under its passphrase", async ({ device }) => {
  const { page } = device;
  const id = await seed(page, application("insight"), "your-details");
  await page.getByLabel(NAME).fill("Typed before the end");
  await saved(page);
  await page.reload();
  await drawnAtStart(page);
  await expect(page.getByLabel(NAME)).toHaveValue("Typed before the end");
  await page.getByLabel(NAME).fill("Typed after a reload");
  await saved(page);
  await device.restart();
  await device.page.goto(`./#/application/${id}/your-details`);
  await drawnAtStart(device.page);
  await expect(device.page.getByLabel(NAME)).toHaveValue("Typed after a reload");
  const stored = await device.page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).toContain("sealed");
  expect(stored).not.toContain("Typed");
});

test("locked by hand, nothing is shown; unlocked, everything is as it was", async ({ device }) => {
  const { page } = device;
  await seed(page, application("insight"), "your-details");
  await page.getByLabel(NAME).fill("Under lock and key");
  await saved(page);
  await page.getByRole("button", { name: "Lock now" }).click();
  // The passphrase is given as soon as it is asked for.
  await expect(page.getByLabel(NAME)).toHaveValue("Under lock and key");
  await expect(page.getByLabel(NAME)).toBeFocused();
});

test("after one visit it starts without its server, in a browser started anew, and drafts are there", async ({ site, device }) => {
  await visitOnce(device.page);
  const id = await seed(device.page, application("insight"), "your-details");
  await site.stop();
  await device.restart();
  const { page } = device;
  await page.goto("./");
  await expect(page.locator("#app-start"), "the program is live").toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Apply for alternative provision" })).toBeVisible();
  await page.goto(`./#/application/${id}/your-details`);
  await drawnAtStart(page);
  await expect(page.getByLabel(NAME)).toHaveValue(String(application("insight").answers["applicant_name"]));
  await page.getByLabel(NAME).fill("Typed without a server");
  await saved(page);
  await accessible(page);
});
