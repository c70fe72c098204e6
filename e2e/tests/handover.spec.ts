import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { application } from "./support/application.js";
import { drawn, follow, goOn } from "./support/controls.js";
import { openPage, openTasks, place } from "./support/driver.js";
import { keep, unlocking } from "./support/passphrase.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";

const PASSPHRASE = "purple tractor envelope";

/** Saves the application in view as a file, and gives what is in it. */
async function save(page: Page, passphrase = PASSPHRASE): Promise<string> {
  await openTasks(page);
  await follow(page, () => page.getByRole("link", { name: "Save a copy, or hand it over" }).click());
  const box = page.getByLabel("Choose a passphrase for the file", { exact: true });
  await expect(box).toHaveAttribute("type", "password");
  await box.fill(passphrase);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Continue", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^alternative-provision-draft-\d{4}-\d\d-\d\d\.cap$/);
  await expect(page.getByText("The file is with your other downloads")).toBeVisible();
  await expect(box).toHaveValue("");
  return readFileSync(await download.path(), "utf8");
}

/** To the list. The page where a file is opened begins anew only where another was drawn in between. */
async function leave(page: Page): Promise<void> {
  await page.goto("./#/applications");
  await expect(page.getByRole("heading", { level: 1, name: "Applications" })).toBeVisible();
}

async function choose(page: Page, text: string): Promise<void> {
  await page.goto("./#/open-file");
  const file = { name: "draft.cap", mimeType: "application/octet-stream", buffer: Buffer.from(text) };
  await page.getByLabel("Choose the file").setInputFiles(file);
}

/** Chooses a file and types its passphrase. */
async function open(page: Page, text: string, passphrase = PASSPHRASE): Promise<void> {
  await choose(page, text);
  await page.getByLabel("What is the passphrase of the file?", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

/** Another computer. */
async function elsewhere(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  await keep(context);
  const page = await context.newPage();
  await unlocking(page);
  return page;
}

test("an application goes to another computer in one encrypted file", async ({ page, browser }) => {
  const whole = application("insight");
  const id = await seed(page, whole, "", "Handed over");
  const text = await save(page);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(["format", "memory", "passes", "lanes", "salt", "nonce", "sealed"]);
  for (const word of ["Handed over", id, String(whole.answers["student_surname"])]) expect(text).not.toContain(word);

  const other = await elsewhere(browser);
  await open(other, text);
  await drawn(other);
  expect(place(other).draft).toBe(id);
  await expect(other.getByRole("heading", { level: 1, name: "Handed over" })).toBeVisible();
  await openPage(other, "student-name");
  await other.reload();
  await expect(other.getByLabel("Legal last name")).toHaveValue(String(whole.answers["student_surname"]));
  await other.context().close();
});

test("the same application on both sides is put together field by field", async ({ page, browser }) => {
  await seed(page, application("insight"), "your-details", "Both sides");
  const text = await save(page);
  const other = await elsewhere(browser);
  await open(other, text);
  await drawn(other);
  await openPage(other, "your-details");
  await other.getByLabel("Your full name").fill("From the other computer");
  await expect(other.getByText("Saved on this device", { exact: true })).toBeVisible();
  const back = await save(other);
  await other.context().close();

  await openPage(page, "school-contacts");
  await page.getByLabel("Name of the school's designated safeguarding lead").fill("From this computer");
  await open(page, back);
  await expect(page.getByRole("heading", { level: 1, name: "Choose which answers to keep" })).toBeFocused();
  const name = page.getByRole("group", { name: "Your full name" });
  await expect(name).toContainText("From the other computer");
  await name.getByLabel("In the file").check();
  await page.getByRole("group", { name: /designated safeguarding lead/ }).getByLabel("On this device").check();
  await goOn(page);
  await openPage(page, "your-details");
  await page.reload();
  await expect(page.getByLabel("Your full name")).toHaveValue("From the other computer");
  await openPage(page, "school-contacts");
  await expect(page.getByLabel("Name of the school's designated safeguarding lead")).toHaveValue("From this computer");
  await page.goto("./#/applications");
  await drawnAtStart(page);
  await expect(page.locator(".govuk-summary-card")).toHaveCount(1);
});

test("the wrong passphrase, another file and a changed file are told apart", async ({ page }) => {
  await seed(page, application("insight"), "", "Refused");
  const text = await save(page);
  await open(page, text, "another tractor envelope");
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(page.locator("#error-summary")).toContainText("This passphrase does not open the file");
  await page.getByLabel("What is the passphrase of the file?", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("This application is on this device already, with the same answers.")).toBeVisible();

  await leave(page);
  await choose(page, '{"format":9}');
  await expect(page.locator("#error-summary")).toContainText("newer version of this service (format 9)");
  await leave(page);
  await choose(page, "not ours");
  await expect(page.locator("#error-summary")).toContainText("was not saved by this service");
  await leave(page);
  await choose(page, " ".repeat(4_000_001));
  await expect(page.locator("#error-summary")).toContainText("too large");
});

test("words are offered for the passphrase of a file, which can be shown and opens it", async ({ page }) => {
  await seed(page, application("insight"), "hand-over", "Offered words");
  const box = page.getByLabel("Choose a passphrase for the file", { exact: true });
  await box.fill("short");
  await expect(page.getByText("Too short")).toBeVisible();
  await page.getByRole("button", { name: "Offer me three words" }).click();
  await expect(page.getByText("This is a good passphrase.")).toBeVisible();
  await expect(box).toHaveAttribute("type", "text");
  const words = await box.inputValue();
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(box).toHaveAttribute("type", "password");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Continue", exact: true }).click(),
  ]);
  await open(page, readFileSync(await download.path(), "utf8"), words);
  await expect(page.getByText("This application is on this device already, with the same answers.")).toBeVisible();
  // Nothing of it waits on the page where the passphrase of the device is changed.
  await page.goto("./#/passphrase");
  await drawn(page);
  await expect(page.getByLabel("New passphrase", { exact: true })).toHaveValue("");
});
