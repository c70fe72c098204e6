import type { Locator, Page } from "@playwright/test";
import { application } from "./support/application.js";
import { onDate, startApplication } from "./support/driver.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";

/** The card of an application in the list. */
const card = (page: Page, nickname: string): Locator =>
  page.locator(".govuk-summary-card").filter({ has: page.getByRole("heading", { name: nickname, exact: true }) });

async function openList(page: Page): Promise<void> {
  await page.goto("./#/applications");
  await drawnAtStart(page);
  await expect(page.getByRole("heading", { level: 1, name: "Applications on this device" })).toBeVisible();
}

/** Keys of what local storage holds of applications. */
const stored = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cap/draft/")));

test("a discarded application can be put back until midnight, also after a reload, and is gone for good the next day", async ({
  page,
}) => {
  await onDate(page, "2026-11-22");
  await startApplication(page, "Discarded", "insight");
  await openList(page);
  const discard = card(page, "Discarded").getByRole("button", { name: "Discard Discarded" });
  await discard.click();
  await expect(card(page, "Discarded")).toBeHidden();
  const putBack = page.getByRole("button", { name: "Put back Discarded" });
  await expect(putBack).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Discarded today" })).toBeVisible();
  await putBack.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(card(page, "Discarded")).toBeVisible();
  await expect(putBack).toHaveCount(0);
  await discard.click();
  await expect(putBack).toBeFocused();

  await page.unrouteAll();
  await onDate(page, "2026-11-23");
  await page.reload();
  await expect(page.getByText("There are no applications on this device yet.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Discarded today" })).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
});

test("the list says the deadline and the day of removal, warns a week before, and removes on the day", async ({ page }) => {
  const whole = application("refocus");
  await onDate(page, whole.stated_date);
  await seed(page, whole, "", "Kept");
  await openList(page);
  const row = (key: string): Locator => card(page, "Kept").getByText(key, { exact: true }).locator("~ dd");
  await expect(row("Provision")).toHaveText("Tier 3 Refocus");
  await expect(row("Deadline")).not.toBeEmpty();
  await expect(row("Last changed")).toHaveText("22 November 2026 at 9am");
  await expect(row("Stays on this device")).toHaveText("Until 22 December 2026");

  await page.unrouteAll();
  await onDate(page, "2026-12-15");
  await page.reload();
  const warning = "Removed from this device on 22 December 2026 unless you change it";
  await expect(row("Stays on this device")).toHaveText(warning);
  await card(page, "Kept").getByRole("link", { name: /^Continue/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kept" })).toBeVisible();
  await expect(page.getByText(warning)).toBeVisible();

  await openList(page);
  await page.unrouteAll();
  await onDate(page, "2027-12-15", 365 * 24 * 60);
  await page.reload();
  await expect(page.getByText("nothing has been removed")).toBeVisible();
  await expect(card(page, "Kept")).toBeVisible();

  await page.unrouteAll();
  await onDate(page, "2026-12-22");
  await page.reload();
  await expect(page.getByText("1 application was removed from this device")).toBeVisible();
  expect(await stored(page)).toEqual([]);
});

test("everything is removed from this device, and both stores are read again", async ({ page }) => {
  await startApplication(page, "One", "insight");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  await page.evaluate(() => {
    localStorage.setItem("cap/guesses", "{}");
    localStorage.setItem("of-another-page", "stays");
  });
  await openList(page);
  await page.getByRole("link", { name: "Remove everything from this device" }).click();
  await page.getByRole("button", { name: "Remove everything" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Everything was removed" })).toBeFocused();
  await expect(page.getByText("Nothing of this service is left on this device")).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["of-another-page"]);
  // The keyring went too: who comes next chooses a passphrase.
  await page.goto("./#/applications");
  await expect(page).toHaveTitle(/^Choose a passphrase/);
});

test("what the browser will not remove is said", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.removeItem = () => undefined;
  });
  await startApplication(page, "One", "insight");
  await page.goto("./#/remove-all");
  await page.getByRole("button", { name: "Remove everything" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Not everything could be removed" })).toBeFocused();
  await expect(page.getByText(/The browser kept \d+ of the records/)).toBeVisible();
});

test("what could become of applications in this browser is said in plain words", async ({ page, context }) => {
  await page.goto("./#/storage");
  await expect(page.getByText("it may clear it when the disk is full")).toBeVisible();
  await expect(page.getByText("for 30 days")).toBeVisible();
  const refusing = await context.newPage();
  await refusing.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await refusing.goto("./#/storage");
  await expect(refusing.getByText("Only one of the browser’s two stores works")).toBeVisible();
});

test("a page inside another page says so", async ({ page }) => {
  await page.route("**/around.html", (route) =>
    route.fulfill({ contentType: "text/html", body: '<iframe src="./#/storage" width="800" height="800"></iframe>' }),
  );
  await page.goto("./around.html");
  const words = () => page.evaluate(() => document.querySelector("iframe")?.contentDocument?.body.innerText ?? "");
  await expect.poll(words).toContain("shown inside another website");
});
