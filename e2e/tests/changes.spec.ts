import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { drawn, follow } from "./support/controls.js";
import { onDate } from "./support/driver.js";
import { put, seed, visit } from "./support/seed.js";
import { expect, test } from "./support/test.js";

interface Question {
  id: string;
  label: string;
}

interface Form {
  version: string;
  sections: { pages: { id: string; questions: Question[] }[] }[];
}

/** From now on another form is served: the role is not asked any more, the name in other words, and something is new. */
async function release(page: Page): Promise<void> {
  await page.route("**/form/application.json", async (route) => {
    const response = await route.fetch();
    const form = (await response.json()) as Form;
    const details = form.sections.flatMap(({ pages }) => pages).find(({ id }) => id === "your-details");
    if (!details) throw new Error("The form has no such page.");
    form.version = "next";
    details.questions = details.questions.filter(({ id }) => id !== "applicant_role");
    for (const question of details.questions) if (question.id === "applicant_name") question.label = "Who are you?";
    const added = { id: "applicant_hours", label: "When can we call?", called: "when we can call", kind: { text: { max_chars: 40 } } };
    details.questions.push(added as Question);
    await route.fulfill({ response, json: form });
  });
}

test("a form that changed while an application was open loses nothing, and says what changed", async ({ page }) => {
  test.slow();
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  const id = await seed(page, whole, "your-details", "Changed");
  await page.getByLabel("Your full name").fill("Ruth Marker");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();

  await release(page);
  await page.reload();
  await expect(page.getByLabel("Who are you?")).toHaveValue("Ruth Marker");
  await visit(page, `#/application/${id}`);
  await follow(page, () => page.getByRole("link", { name: "See what changed" }).click());
  await accessible(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "The questions have changed" })).toBeVisible();
  const list = (name: string) => page.getByRole("heading", { name }).locator("~ ul").first();
  await expect(list("New questions")).toHaveText("When can we call?");
  await expect(list("Changed questions")).toHaveText("Who are you?: before, it was asked as “Your full name”");
  await expect(page.locator(".govuk-summary-list")).toContainText(String(whole.answers["applicant_role"]));

  await visit(page, `#/application/${id}/check-answers`);
  await page.getByRole("button", { name: "Send application" }).click();
  await expect(page).toHaveURL(/changes$/);
  await drawn(page);
  await page.getByRole("button", { name: "I have seen the changes" }).click();
  await drawn(page);
  await expect(page.getByRole("link", { name: "See what changed" })).toHaveCount(0);
  await page.reload();
  await visit(page, `#/application/${id}/check-answers`);
  await expect(page.getByRole("heading", { name: "Answers the form does not take any more" })).toBeVisible();
  const original = () => Object.keys(localStorage).filter((key) => key.startsWith("cap/original/"));
  expect(await page.evaluate(original)).toEqual([]);
});

test("an application of a form that is not on this device says so", async ({ page }) => {
  await page.goto("./settings.json");
  const id = await put(page, application("tier1"), "From elsewhere", "an older form");
  await page.goto(`./#/application/${id}/changes`);
  await expect(page.getByText("The earlier form is not on this device")).toBeVisible();
  await accessible(page);
});
