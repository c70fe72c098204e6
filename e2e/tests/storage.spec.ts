import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";

const SAVED = "Saved on this device";

test("one application in two pages is changed in one of them, which the other says and can take over", async ({ page, context }) => {
  const id = await seed(page, application("insight"), "your-details");
  const name = "Your full name";
  await page.getByLabel(name).fill("Typed in the first page");
  const other = await context.newPage();
  await other.goto(`./#/application/${id}/your-details`);
  const elsewhere = (where: Page) =>
    where.getByRole("heading", { level: 1, name: "This application is open in another tab or window" });
  await expect(elsewhere(other)).toBeVisible();
  await expect(other.getByLabel(name)).toBeHidden();
  await accessible(other);

  await other.getByRole("button", { name: "Carry on here instead" }).click();
  await expect(other.getByLabel(name)).toHaveValue("Typed in the first page");
  await expect(elsewhere(page)).toBeVisible();
  await expect(elsewhere(page)).toBeFocused();
  await other.getByLabel(name).fill("Typed in the other page");
  await expect(other.getByText(SAVED, { exact: true })).toBeVisible();

  // A page that is closed gives the application back.
  await other.close();
  await page.reload();
  await expect(page.getByLabel(name)).toHaveValue("Typed in the other page");
});

test("a browser that refuses to store is told of at once, and nothing is said to be saved", async ({ page }) => {
  await page.addInitScript(() => {
    const full = (): never => {
      throw new DOMException("full", "QuotaExceededError");
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.put = full;
  });
  await page.goto("./#/new");
  await page.locator('input[name="provision"]').first().check();
  await expect(page.getByRole("alert").filter({ hasText: "not saved on this device" })).toBeVisible();
  await expect(page.getByText(SAVED, { exact: true })).toHaveCount(0);
});

test("a record that cannot be read is said to be there, and is left as it is", async ({ page }) => {
  await page.goto("./settings.json");
  const key = `cap/draft/${"ab".repeat(16)}`;
  await page.evaluate((key) => localStorage.setItem(key, '{"format":99,"shape":"of tomorrow"}'), key);
  await page.goto("./#/applications");
  await expect(page.getByText(/newer version of this service/)).toBeVisible();
  expect(await page.evaluate((key) => localStorage.getItem(key), key)).toBe('{"format":99,"shape":"of tomorrow"}');
});
