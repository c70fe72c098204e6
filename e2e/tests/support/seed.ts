import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Application } from "./application.js";
import { drawn, heading } from "./controls.js";

const { version } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../../public/form/application.json"), "utf8"),
) as { version: string };

/** In milliseconds. */
const DAY = 86_400_000;

/** What is kept of an application: what was sent of it is no part of its draft. */
type Answered = Pick<Application, "stated_date" | "answers" | "repeats">;

/** A stored draft, version 1, as `src/draft/stored.rs` writes it. */
function record(id: string, nickname: string, application: Answered, form: string): string {
  const groups = Object.entries(application.repeats).map(([group, items]) => [
    group,
    { next: items.length, items: items.map((answers, at) => ({ id: at, answers })) },
  ]);
  const changed = Date.parse(`${application.stated_date}T09:00:00Z`);
  return JSON.stringify({
    format: 1,
    id,
    version: 1,
    // What was begun with an earlier form is older too: lists have the newest first.
    changed: form === version ? changed : changed - DAY,
    nickname,
    form_version: form,
    answers: { single: application.answers, repeats: Object.fromEntries(groups) },
  });
}

/**
 * Puts a whole application on the device, as if it had been typed there before, and opens it at a page: for tests
 * that begin where a long form is filled in already. Gives its id.
 */
export async function seed(page: Page, application: Application, at = "", nickname = "Seeded"): Promise<string> {
  await page.goto("./settings.json");
  const id = await put(page, application, nickname);
  await page.goto(`./#/application/${id}${at && `/${at}`}`);
  await drawnAtStart(page);
  return id;
}

/** Puts a whole application on the device of a page that is on the app's host. Gives its id. */
export async function put(page: Page, application: Answered, nickname = "Seeded", form = version): Promise<string> {
  const id = randomBytes(16).toString("hex");
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
    `cap/draft/${id}`,
    record(id, nickname, application, form),
  ] as const);
  return id;
}

/** Waits until the page that the program was opened at is drawn: at the start nothing takes the focus. */
export async function drawnAtStart(page: Page): Promise<void> {
  await heading(page).waitFor();
  // Where the passphrase is asked for it is given first.
  await expect(page.locator("#passphrase")).toHaveCount(0);
}

/** Goes to an address of the app, in a page where it runs. */
export async function visit(page: Page, fragment: string): Promise<void> {
  if (new URL(page.url()).hash === fragment) return;
  await page.goto(`./${fragment}`);
  await drawn(page);
}
