import { expect, type Locator, type Page } from "@playwright/test";
import { formPage, type Answers, type Application, type FormPage } from "./application.js";
import { answerPage, drawn, follow, goOn } from "./controls.js";

/** Told of every page before it is left, with its answers in place. */
export type Visit = (page: Page) => Promise<void>;
const nothing: Visit = async () => {};

/**
 * Makes the page believe that it is the stated date, so that a year group stays what it was. The server's clock says the
 * same, or `ahead` minutes less.
 */
export async function onDate(page: Page, stated: string, ahead = 0): Promise<void> {
  const noon = Date.parse(`${stated}T12:00:00Z`);
  await page.clock.setFixedTime(noon);
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    const date = new Date(noon - ahead * 60_000).toUTCString();
    await route.fulfill({ response, headers: { ...response.headers(), date } });
  });
}

/** From the start page to the first page of a new application, with its name typed and its provision chosen. */
export async function startApplication(page: Page, nickname: string, provision: string): Promise<void> {
  await page.goto("./");
  await expect(page.locator("#app-start"), "the program is live").toHaveCount(0);
  await page.getByRole("link", { name: "Start a new application" }).click();
  await drawn(page);
  await page.getByLabel("Name for this application").fill(nickname);
  await page.locator(`input[name="provision"][value="${provision}"]`).check();
}

/** Parts of the address: the draft, the page and the item. */
export function place(page: Page): { draft: string; page: string | undefined; item: number | undefined } {
  const [, , draft = "", name, item] = new URL(page.url()).hash.split("/");
  return { draft, page: name, item: item === undefined ? undefined : Number(item) };
}

/** To the task list of the application in view. */
export async function openTasks(page: Page): Promise<void> {
  if (place(page).page === undefined) return;
  await follow(page, () => page.getByRole("link", { name: "All sections of this application" }).click());
}

/** Rows of the task list, without "Check your answers". */
export const tasks = (page: Page): Locator => page.locator(".govuk-task-list").first().getByRole("listitem");

/** To a page of the application in view, by its address, as a bookmark would lead there. */
export async function openPage(page: Page, name: string): Promise<void> {
  const { draft } = place(page);
  await page.goto(`./#/application/${draft}/${name}`);
  await drawn(page);
}

/**
 * Goes through the task list like a person: opens each task that is not completed, answers its pages, goes on.
 * Ends at the task list, with every task completed.
 */
export async function fillApplication(page: Page, application: Application, visit = nothing): Promise<void> {
  await openTasks(page);
  for (;;) {
    await visit(page);
    const left = tasks(page).filter({ hasNotText: "Completed" });
    if ((await left.count()) === 0) return;
    const before = await left.count();
    await fillTask(page, left.first(), application, visit);
    expect(await left.count(), "one task fewer is left").toBeLessThan(before);
  }
}

async function fillTask(page: Page, task: Locator, application: Application, visit: Visit): Promise<void> {
  await follow(page, () => task.getByRole("link").click());
  for (let name = place(page).page; name !== undefined; name = place(page).page) {
    await fillPage(page, formPage(name), application, visit);
    await visit(page);
    await goOn(page);
  }
}

async function fillPage(page: Page, definition: FormPage, application: Application, visit: Visit): Promise<void> {
  if (!definition.repeat) return answerPage(page, definition, application.answers);
  await visit(page);
  for (const item of application.repeats[definition.repeat.id] ?? []) {
    await addItem(page, definition, item, visit);
  }
}

/** Adds an item to the group in view, fills it in, and comes back to the list. */
export async function addItem(page: Page, definition: FormPage, item: Answers, visit = nothing): Promise<void> {
  const name = definition.repeat?.item ?? "";
  await follow(page, () => page.getByRole("button", { name: new RegExp(`^Add (a|an|another) ${name}$`) }).click());
  await answerPage(page, definition, item, place(page).item);
  await visit(page);
  await goOn(page);
}

/** From the task list to "Check your answers". */
export async function openCheck(page: Page): Promise<void> {
  await openTasks(page);
  await follow(page, () => page.getByRole("link", { name: "Check your answers" }).click());
}

/** Presses "Send application" on the check page. What comes of it is for the test to say. */
export async function pressSend(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send application" }).click();
}

/** Sends from the check page, and gives the reference. */
export async function send(page: Page): Promise<string> {
  await pressSend(page);
  await expect(page.getByRole("heading", { level: 1, name: "Application received" })).toBeVisible();
  return reference(page);
}

/** The reference on the page. */
export async function reference(page: Page): Promise<string> {
  const text = await page.locator(".govuk-panel").innerText();
  return /CAP-[A-Z0-9]{8}/.exec(text)?.[0] ?? `no reference in: ${text}`;
}
