import { type Locator, type Page } from "@playwright/test";
import { drawn, follow, goOn } from "./support/controls.js";
import { openPage, startApplication } from "./support/driver.js";
import { drawnAtStart } from "./support/seed.js";
import { expect, test } from "./support/test.js";

const WORDS = "Ashby\u2019s na\u00efve “marker” ✓";

/** A new Insight application, open at the page with the student's name, with words typed and a date in part. */
async function midPage(page: Page, nickname: string): Promise<void> {
  await startApplication(page, nickname, "insight");
  await openPage(page, "student-name");
  await page.getByLabel("Legal first name or names").pressSequentially(WORDS);
  await page.getByRole("textbox", { name: "Day", exact: true }).fill("31");
}

async function stillThere(page: Page): Promise<void> {
  await expect(page).toHaveURL(/student-name$/);
  await expect(page.getByLabel("Legal first name or names")).toHaveValue(WORDS);
  await expect(page.getByRole("textbox", { name: "Day", exact: true })).toHaveValue("31");
}

/** The card of an application in the list. */
const card = (page: Page, nickname: string): Locator =>
  page.locator(".govuk-summary-card").filter({ has: page.getByRole("heading", { name: nickname, exact: true }) });

async function openList(page: Page): Promise<void> {
  await page.goto("./#/applications");
  await drawnAtStart(page);
  await expect(page.getByRole("heading", { level: 1, name: "Applications on this device" })).toBeVisible();
}

async function goOnWith(page: Page, nickname: string): Promise<void> {
  await openList(page);
  await card(page, nickname).getByRole("link", { name: `Continue ${nickname}` }).click();
}

test("a reload in the middle of a page keeps every word", async ({ page }) => {
  await midPage(page, "Reloaded");
  await page.reload();
  await stillThere(page);
});

test("a page that was closed is found again through the list of applications", async ({ page, context }) => {
  await midPage(page, "Closed");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  await page.close();
  const later = await context.newPage();
  await later.goto("./");
  await later.getByRole("link", { name: "Carry on with an application on this device" }).click();
  await card(later, "Closed").getByRole("link", { name: "Continue Closed" }).click();
  await stillThere(later);
});

test("a page that crashes loses nothing that was said to be saved", async ({ page, context }) => {
  await midPage(page, "Crashed");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  const crashed = page.waitForEvent("crash");
  const devtools = await context.newCDPSession(page);
  void devtools.send("Page.crash").catch(() => undefined);
  await crashed;
  const later = await context.newPage();
  await goOnWith(later, "Crashed");
  await stillThere(later);
});

test("two applications stand side by side, in two pages at once, and neither disturbs the other", async ({ page, context }) => {
  await midPage(page, "First");
  const other = await context.newPage();
  await startApplication(other, "Second", "tier1");
  await openPage(other, "student-name");
  await other.getByLabel("Legal first name or names").fill("Somebody else");
  await page.getByLabel("Legal last name").fill("Firstname");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  await expect(other.getByText("Saved on this device", { exact: true })).toBeVisible();

  await openList(page);
  await page.reload();
  await expect(card(page, "First")).toContainText("Tier 2 Insight");
  await expect(card(page, "Second")).toContainText("Tier 1");
  await goOnWith(page, "First");
  await stillThere(page);
  await expect(page.getByLabel("Legal last name")).toHaveValue("Firstname");
  await goOnWith(other, "Second");
  await expect(other.getByLabel("Legal first name or names")).toHaveValue("Somebody else");
  await expect(other.getByLabel("Legal last name")).toHaveValue("");
});

test("an application is known by its name, which can be changed in the task list", async ({ page }) => {
  await startApplication(page, "Before", "tier1");
  await goOn(page);
  await expect(page.getByRole("heading", { level: 1, name: "Before" })).toBeVisible();
  await page.getByText("Change the name of this application").click();
  await page.getByLabel("Name for this application").fill("After");
  await expect(page.getByRole("heading", { level: 1, name: "After" })).toBeVisible();
  await follow(page, () => page.getByRole("link", { name: "Applications", exact: true }).click());
  await page.reload();
  await expect(card(page, "After")).toBeVisible();
  await expect(card(page, "Before")).toBeHidden();
});

test("an application into which nothing was typed leaves no trace", async ({ page }) => {
  await page.goto("./#/new");
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  await openList(page);
  await expect(page.getByText("There are no applications on this device yet.")).toBeVisible();
});

test("back and forward keep the place and the words", async ({ page }) => {
  await midPage(page, "There and back");
  await follow(page, () => page.getByRole("link", { name: "All sections of this application" }).click());
  await page.goBack();
  await stillThere(page);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "There and back" })).toBeVisible();
  await page.goBack();
  await drawn(page);
  await stillThere(page);
});
