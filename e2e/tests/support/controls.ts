import { expect, type Locator, type Page } from "@playwright/test";
import type { Answers, FormPage, Raw } from "./application.js";

/** Answers one question whose control is on the page; `id` is the element id: `upn`, or `carer_name-0` in an item. */
export async function answer(page: Page, id: string, raw: Raw): Promise<void> {
  if (Array.isArray(raw)) {
    for (const value of raw) await page.locator(`input[name="${id}"][value="${value}"]`).check();
  } else if (typeof raw === "object") {
    for (const [box, text] of Object.entries(raw)) await page.locator(`[id="${id}-${box}"]`).fill(text);
  } else {
    await answerText(page, id, raw);
  }
}

async function answerText(page: Page, id: string, text: string): Promise<void> {
  const control = page.locator(`[name="${id}"]`);
  const type = await control.first().getAttribute("type");
  if (type === "radio" || type === "checkbox") {
    await page.locator(`[name="${id}"][value="${text}"]`).check();
  } else if (text.length < 15) {
    await control.pressSequentially(text);
  } else {
    await control.fill(text);
  }
}

/** Answers every question of the page that there is an answer for, in order, so that what is revealed is there. */
export async function answerPage(page: Page, definition: FormPage, answers: Answers, item?: number): Promise<void> {
  for (const question of definition.questions) {
    const raw = answers[question.id];
    if (raw !== undefined) await answer(page, item === undefined ? question.id : `${question.id}-${item}`, raw);
  }
}

/** Presses "Continue", and waits for the next page to be drawn. */
export async function goOn(page: Page): Promise<void> {
  await follow(page, () => page.getByRole("button", { name: "Continue", exact: true }).click());
}

/** Does what leads to another page, and waits until it is drawn: its heading has the focus. */
export async function follow(page: Page, press: () => Promise<void>): Promise<void> {
  const before = page.url();
  await press();
  await expect(page, "the page stays, perhaps for an error").not.toHaveURL(before);
  await drawn(page);
}

/** The heading of a page that is there. The page shown meanwhile has a heading too. */
export const heading = (page: Page): Locator =>
  page.getByRole("main").filter({ hasNotText: "Getting the questions ready" }).locator("#main-heading");

/** Waits for a new page to be drawn: its heading has the focus. */
export async function drawn(page: Page): Promise<void> {
  await expect(heading(page)).toBeFocused();
}
