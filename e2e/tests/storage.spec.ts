import { application } from "./support/application.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";

const SAVED = "Saved on this device";

test("one application in two pages at once loses nothing that either said was saved", async ({ page, context }) => {
  const id = await seed(page, application("insight"), "your-details");
  const other = await context.newPage();
  await other.goto(`./#/application/${id}/school-contacts`);
  await drawnAtStart(other);

  await page.getByLabel("Your full name").fill("Typed in the first page");
  await expect(page.getByText(SAVED, { exact: true })).toBeVisible();
  await other.getByLabel("Name of the school's designated safeguarding lead").fill("Typed in the other page");
  await expect(other.getByText(SAVED, { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Your full name")).toHaveValue("Typed in the first page");
  await page.goto(`./#/application/${id}/school-contacts`);
  await expect(page.getByLabel("Name of the school's designated safeguarding lead")).toHaveValue("Typed in the other page");
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
