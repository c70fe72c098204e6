import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application, type Answers } from "./support/application.js";
import { answer } from "./support/controls.js";
import { onDate } from "./support/driver.js";
import { seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";

const TODAY = "2026-11-22";
const summary = (page: Page) => page.locator("#error-summary");
const press = (page: Page) => page.getByRole("button", { name: "Continue", exact: true }).click();

/** A page of an Insight application that has these answers and no others. */
async function open(page: Page, at: string, answers: Answers = {}): Promise<void> {
  await onDate(page, TODAY);
  const whole = application("insight");
  await seed(page, { ...whole, answers: { provision: "insight", ...answers }, repeats: {} }, at);
}

test("an empty page says everything that is missing, and each line leads to its box", async ({ page }) => {
  await open(page, "your-details");
  await press(page);
  await expect(summary(page)).toBeFocused();
  await expect(page).toHaveTitle(/^Error: Your details – /);
  await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  const lines = [
    ["Enter your full name", "applicant_name"],
    ["Enter your role", "applicant_role"],
    ["Enter your telephone number", "applicant_telephone"],
    ["Enter your email address", "applicant_email"],
  ] as const;
  await expect(summary(page).getByRole("link")).toHaveText(lines.map(([words]) => words));
  for (const [words, id] of lines) {
    await summary(page).getByRole("link", { name: words }).click();
    const box = page.locator(`#${id}`);
    await expect(box).toBeFocused();
    await expect(box).toHaveAccessibleDescription(new RegExp(`Error:\\s+${words}`));
  }
  await expect(page, "the place is kept").toHaveURL(/your-details$/);
  await accessible(page);
});

test("what is mended is no longer complained of", async ({ page }) => {
  await open(page, "your-details");
  await press(page);
  await page.getByLabel("Your full name").fill("Ruth Examplewood");
  await press(page);
  await expect(summary(page).getByRole("link")).toHaveCount(3);
  await expect(summary(page).getByText("Enter your full name")).toHaveCount(0);
  await page.getByLabel("Your role at the school").fill("Teacher");
  await page.getByLabel("Your work telephone number").fill("024 7600 0000");
  await page.getByLabel("Your work email address").fill("r@school.example");
  await press(page);
  await expect(page).toHaveURL(/school-contacts$/);
  await expect(summary(page)).toHaveCount(0);
  await expect(page).toHaveTitle(/^Other people to contact – /);
});

test("a choice that is missing leads to its first radio or checkbox", async ({ page }) => {
  await open(page, "early-help-offer");
  await press(page);
  const links = summary(page).getByRole("link");
  await links.first().click();
  await expect(page.locator('input[name="early_help_offer"]').first()).toBeFocused();
  await links.last().click();
  await expect(page.locator('input[name="early_help_consent"]').first()).toBeFocused();
  await accessible(page);
});

const CALLED = "The student's date of birth";
for (const [[day, month, year], words, box] of [
  [["", "", ""], "Enter the student's date of birth", "day"],
  [["27", "", "2011"], `${CALLED} must include a month`, "month"],
  [["", "3", ""], `${CALLED} must include a day and year`, "day"],
  [["31", "2", "2011"], `${CALLED} must be a real date`, "day"],
  [["1", "13", "2011"], `${CALLED} must be a real date`, "month"],
  [["1", "1", "11"], "The year in the student's date of birth must have 4 numbers, like 2012", "year"],
  [["23", "11", "2026"], `${CALLED} must be on or before 22 November 2026`, "day"],
] as const) {
  test(`of the date “${day}/${month}/${year}” it says what is wrong, at the ${box}`, async ({ page }) => {
    await open(page, "student-name", { student_forenames: "Sam", student_surname: "Sample" });
    await answer(page, "date_of_birth", { day, month, year });
    await press(page);
    await expect(summary(page).getByRole("link")).toHaveText([words]);
    await summary(page).getByRole("link").click();
    await expect(page.locator(`#date_of_birth-${box}`)).toBeFocused();
    await expect(page.getByRole("group", { name: "Date of birth" })).toHaveAccessibleDescription(
      new RegExp(words.replace(/[/]/g, ".")),
    );
    await expect(page.locator(`#date_of_birth-${box}`)).toHaveClass(/govuk-input--error/);
  });
}

const UPN = "The student's unique pupil number";
for (const [upn, words] of [
  ["A801200005001", "Check the student's unique pupil number against the school’s records"],
  ["B80120000500", `${UPN} must be 13 characters`],
  ["X80120000A001", `${UPN} must be a letter, then 12 numbers`],
] as const) {
  test(`the UPN ${upn} is not taken, and stays as it was typed`, async ({ page }) => {
    await open(page, "student-school-record", { date_of_birth: { day: "5", month: "1", year: "2014" } });
    await page.getByLabel("Unique pupil number (UPN)").pressSequentially(upn);
    await press(page);
    const link = summary(page).getByRole("link");
    await expect(link).toContainText(words);
    await link.click();
    await expect(page.locator("#upn")).toBeFocused();
    await expect(page.locator("#upn")).toHaveValue(upn);
  });
}

test("a temporary UPN is taken, with advice", async ({ page }) => {
  await open(page, "student-school-record", { date_of_birth: { day: "5", month: "1", year: "2014" } });
  await page.getByLabel("Unique pupil number (UPN)").pressSequentially("K33199992600A");
  await expect(page.locator("#upn")).toHaveAccessibleDescription(/This is a temporary UPN/);
  await press(page);
  await expect(page).toHaveURL(/student-address$/);
});

for (const [box, text, words] of [
  ["line1", "", "Enter the building and street of the student's home address"],
  ["town", "", "Enter the town or city of the student's home address"],
  ["postcode", "CV1", "The postcode of the student's home address must be a full UK postcode"],
  ["line2", "x".repeat(101), "Each line of the student's home address must be 100 characters or less"],
] as const) {
  test(`a wrong ${box} of the address is said at the address and leads to that box`, async ({ page }) => {
    await open(page, "student-address");
    await answer(page, "home_address", { line1: "1 Example Road", line2: "", town: "Coventry", postcode: "CV1 2GN", [box]: text });
    await press(page);
    await summary(page).getByRole("link", { name: words }).click();
    await expect(page.locator(`#home_address-${box}`)).toBeFocused();
    await expect(page.locator(`#home_address-${box}`)).toHaveClass(/govuk-input--error/);
    await expect(page.getByRole("group", { name: "Home address" })).toHaveAccessibleDescription(new RegExp(words));
  });
}
