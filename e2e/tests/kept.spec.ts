import { type Page } from "@playwright/test";
import { application, formPage } from "./support/application.js";
import { follow } from "./support/controls.js";
import { kept } from "./support/council.js";
import { addItem, onDate, send } from "./support/driver.js";
import { seed, visit } from "./support/seed.js";
import { expect, test } from "./support/test.js";

// What is on the device and what is sent are two things.

const carer = (page: Page, name: string) =>
  page.locator(".govuk-summary-card").filter({ has: page.getByRole("heading", { name }) });

test("a parent or carer who is removed is put back with every answer", async ({ page }) => {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  const [first] = whole.repeats["carers"] ?? [];
  await seed(page, whole, "carers");
  await addItem(page, formPage("carers"), { ...first, carer_name: "Second Carer", carer_relationship: "father" });
  const names = page.locator(".govuk-summary-card__title");
  await expect(names).toHaveText(["Morgan Samplewick", "Second Carer"]);

  await page.getByRole("button", { name: "Remove Morgan Samplewick" }).click();
  await expect(names).toHaveText(["Second Carer"]);
  await expect(page.getByRole("heading", { name: "Removed today" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Put back Morgan Samplewick" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(names).toHaveText(["Morgan Samplewick", "Second Carer"]);
  await expect(carer(page, "Morgan Samplewick")).toContainText("morgan@family.example");

  await page.getByRole("button", { name: "Remove Second Carer" }).click();
  await page.reload();
  await expect(names).toHaveText(["Morgan Samplewick"]);
});

test("the last parent or carer that is removed is asked for again", async ({ page }) => {
  await seed(page, application("tier1"), "carers");
  await page.getByRole("button", { name: "Remove Morgan Samplewick" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  const summary = page.locator("#error-summary");
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: "Add at least one parent or carer" }).click();
  await expect(page.getByRole("button", { name: "Add a parent or carer" })).toBeFocused();
});

test("an answer that no longer applies is kept, said on the check page, and not sent", async ({ page }) => {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  const id = await seed(page, whole, "special-educational-needs");
  await page.getByLabel("No special educational needs").check();
  await expect(page.getByLabel("What helps the student learn and take part?")).toBeHidden();
  await page.getByRole("radio", { name: "SEN support" }).check();
  await expect(page.getByLabel("What helps the student learn and take part?")).toHaveValue(
    String(whole.answers["sen_support"]),
  );
  await page.getByLabel("No special educational needs").check();

  await visit(page, `#/application/${id}/check-answers`);
  const notSent = page.getByRole("heading", { name: "Not sent" }).locator("~ ul").first();
  await expect(notSent.getByRole("listitem")).toHaveText([
    "What is the main need?",
    "What helps the student learn and take part?",
  ]);
  const { sen_main_need: _need, sen_support: _support, ...sent } = whole.sent;
  expect(kept(await send(page)).application.answers).toEqual({ ...sent, sen_provision: "N" });
});

test("a question that no longer applies takes no room, and neither Tab nor its role leads to it", async ({ page }) => {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  await seed(page, whole, "special-educational-needs");
  const support = page.getByLabel("What helps the student learn and take part?");
  await expect(support).toBeVisible();
  const button = page.getByRole("button", { name: "Continue" });
  const last = page.locator(".govuk-form-group").filter({ has: page.getByRole("radio") }).first();
  const below = async () => {
    const [group, next] = [await last.boundingBox(), await button.boundingBox()];
    return (next?.y ?? 0) - (group?.y ?? 0) - (group?.height ?? 0);
  };
  const far = await below();
  await page.getByLabel("No special educational needs").check();
  await expect(support).toBeHidden();
  await expect(page.getByRole("radio", { name: "On SEN support, not yet" })).toHaveCount(0);
  const near = await below();
  expect(far).toBeGreaterThan(300);
  expect(near, "the margin of the question above it").toBeLessThanOrEqual(30);
  await page.getByLabel("No special educational needs").press("Tab");
  await expect(last.locator("summary")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  // As it would be without them.
  await page.evaluate(() => document.querySelectorAll(".govuk-form-group[hidden]").forEach((group) => group.remove()));
  expect(await below()).toBe(near);
});

test("another provision asks other questions, and the first one's answers wait", async ({ page }) => {
  const whole = application("tier1");
  const id = await seed(page, whole, "provision");
  await page.locator('input[name="provision"][value="insight"]').check();
  await visit(page, `#/application/${id}/check-answers`);
  await expect(page.getByRole("heading", { name: /to do before you can send/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Not sent" }).locator("~ ul").first()).toContainText("Which course?");
  await visit(page, `#/application/${id}/provision`);
  await page.locator('input[name="provision"][value="tier1"]').check();
  await visit(page, `#/application/${id}/check-answers`);
  await expect(page.getByRole("heading", { name: "Not sent" })).toBeHidden();
});

test("an answer changed from the check page leads back to the check page", async ({ page }) => {
  const id = await seed(page, application("tier1"), "check-answers");
  await follow(page, () => page.getByRole("link", { name: "Change Your full name" }).click());
  await page.getByLabel("Your full name").fill("Ruth Changed");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(new RegExp(`${id}/check-answers$`));
  await expect(page.getByText("Ruth Changed")).toBeVisible();
});
