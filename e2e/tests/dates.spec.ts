import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { follow, goOn } from "./support/controls.js";
import { onDate } from "./support/driver.js";
import { drawnAtStart } from "./support/seed.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`./#/${address}`);
  await drawnAtStart(page);
}

const planning = (page: Page) => page.getByRole("complementary", { name: "Another date is set" });
const clock = (page: Page) => page.getByRole("complementary", { name: "Check this device’s clock" });

async function plan(page: Page, [day, month, year]: [string, string, string]): Promise<void> {
  await page.getByLabel("Day").fill(day);
  await page.getByLabel("Month").fill(month);
  await page.getByLabel("Year").fill(year);
}

test("another date is chosen, shown on every page, and given up again", async ({ page }) => {
  await onDate(page, "2026-11-22");
  await open(page, "checker/refocus");
  await expect(page.getByText("No dates are published here. Ask CAP for the next deadline.")).toBeVisible();
  await follow(page, () => page.getByRole("link", { name: "Plan for another date" }).click());
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("#error-summary")).toContainText("Enter the date you plan to apply");
  await accessible(page);
  await plan(page, ["20", "11", "2024"]);
  await goOn(page);
  await expect(page).toHaveURL(/checker\/refocus$/);
  await expect(page.getByText("Apply by Wednesday 4 December 2024: 14 days left (10 school days).", { exact: true })).toBeVisible();
  await expect(page.getByRole("img", { name: /on a line, to scale/ })).toBeVisible();
  await accessible(page);
  for (const address of ["deadlines", "applications", ""]) {
    await page.goto(`./#/${address}`);
    await expect(planning(page)).toContainText("as if you applied on 20 November 2024, not today");
  }
  await planning(page).getByRole("button", { name: "Use today’s date" }).click();
  await expect(planning(page)).toBeHidden();
});

test("the drawing has a mark for each date of the list and a bar for each week", async ({ page }) => {
  await onDate(page, "2024-11-20");
  await open(page, "checker/refocus");
  const dates = await page.locator(".app-timeline > li").count();
  expect(dates).toBe(8);
  await expect(page.locator(".app-drawing circle")).toHaveCount(dates);
  await expect(page.locator(".app-drawing rect")).toHaveCount(10);
  const places = await page.locator(".app-drawing circle").evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().x));
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test("today is London's, whatever the device's time zone", async ({ browser }) => {
  for (const timezoneId of ["Pacific/Auckland", "America/Los_Angeles"]) {
    const context = await browser.newContext({ timezoneId });
    const page = await context.newPage();
    // 00:30 on 5 December in London, the day after a deadline; 4 December in Los Angeles.
    await page.clock.setFixedTime("2024-12-05T00:30:00Z");
    await open(page, "checker/refocus");
    await expect(page.getByText(/^Apply by /).first()).not.toContainText("4 December 2024");
    await expect(page.locator(".app-timeline > li").first()).toContainText("Thursday 5 December 2024");
    await context.close();
  }
});

test("a clock that differs from the server's is pointed out, and one that does not is not", async ({ page }) => {
  await onDate(page, "2026-11-22", 12);
  await open(page, "");
  await expect(clock(page)).toContainText("12 minutes ahead of the council’s");
  await accessible(page);
  await page.unrouteAll();
  await onDate(page, "2026-11-22", 0);
  await page.reload();
  await drawnAtStart(page);
  await page.goto("./#/deadlines");
  await expect(page.getByRole("heading", { level: 1, name: "Deadlines and panel dates" })).toBeVisible();
  await expect(clock(page)).toBeHidden();
});

/** Presses a button that saves a calendar file, and gives its lines, continued ones joined. */
async function saved(page: Page, press: () => Promise<void>): Promise<string[]> {
  const download = page.waitForEvent("download");
  await press();
  const file = await download;
  expect(file.suggestedFilename()).toBe("alternative-provision-dates.ics");
  await expect(page.getByText("The dates are saved as a file.")).toBeVisible();
  return readFileSync(await file.path(), "utf8").replaceAll("\r\n ", "").split("\r\n");
}

test("each date ahead is saved for a calendar, and a date that has passed is not", async ({ page }) => {
  await onDate(page, "2024-12-05");
  await open(page, "deadlines");
  const button = (name: RegExp) => page.getByRole("button", { name });
  await expect(button(/Deadline, Wednesday 4 December 2024/)).toHaveCount(0);
  await expect(button(/Deadline, Wednesday 18 September 2024/)).toHaveCount(0);
  await expect(button(/Start of Tier 3 Refocus, Monday 27 January 2025/)).toHaveCount(1);
  const one = await saved(page, () => button(/Meeting, Tuesday 17 December 2024/).click());
  expect(one.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
  expect(one).toContain("DTSTART;VALUE=DATE:20241217");
  expect(one).toContain("DTEND;VALUE=DATE:20241218");
  const uid = one.find((line) => line.startsWith("UID:"));
  expect(uid).toMatch(/^UID:2024-25\/\S+@cap-application\.coventry$/);

  // The same meeting, among the dates of a provision and made again, is the same entry.
  await onDate(page, "2024-11-20");
  await page.reload();
  await page.goto("./#/checker/refocus");
  await expect(page.getByRole("heading", { level: 1, name: "Tier 3 Refocus" })).toBeVisible();
  const all = await saved(page, () => page.getByRole("button", { name: "Save these dates for your calendar" }).click());
  expect(all.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(7);
  expect(all).toContain(uid);
  await accessible(page);
});

test.describe("a part that cannot be fetched", () => {
  test.use({ complaints: FAILED });

  test("where the file cannot be made the page says so", async ({ page }) => {
    await onDate(page, "2024-11-20");
    await page.route("**/later/*.wasm", (route) => route.abort());
    await open(page, "checker/refocus");
    await page.getByRole("button", { name: "Save these dates for your calendar" }).click();
    await expect(page.getByText("This browser cannot make the file.")).toBeVisible();
  });
});
