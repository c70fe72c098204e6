import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { follow, goOn } from "./support/controls.js";
import { onDate } from "./support/driver.js";
import { drawnAtStart } from "./support/seed.js";
import { expect, test } from "./support/test.js";

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
  await expect(page.getByText("Apply by Wednesday 4 December 2024: 14 days left (10 school days).")).toBeVisible();
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
    await expect(page.getByText(/^Apply by /)).not.toContainText("4 December 2024");
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
