import { expect, type Page } from "@playwright/test";
import { application, type Application } from "./application.js";
import { onDate } from "./driver.js";
import { fixture, give } from "./passphrase.js";
import { put, seed, visit } from "./seed.js";

/** A page of every type, by its address within the app; `*` stands for the draft, `+` for one of an
 * earlier form. */
const TYPES: Record<string, string> = {
  start: "#/",
  applications: "#/applications",
  about: "#/about",
  provisions: "#/provisions",
  deadlines: "#/deadlines",
  "Early Help": "#/early-help",
  panels: "#/panels",
  missing: "#/nowhere",
  "is it safe here": "#/storage",
  "remove everything": "#/remove-all",
  "open a file": "#/open-file",
  "change the passphrase": "#/passphrase",
  "a new recovery code": "#/recovery-code",
  "save as a file": "#/application/*/hand-over",
  "what changed": "#/application/+/changes",
  "what the student needs": "#/checker",
  "what is in place": "#/checker/questions",
  "side by side": "#/checker/compare",
  "a provision": "#/checker/refocus",
  "another date": "#/stated-date",
  readiness: "#/application/*/readiness",
  "task list": "#/application/*",
  "provision and name": "#/application/*/provision",
  suggestions: "#/application/*/your-school",
  "one-line boxes": "#/application/*/your-details",
  date: "#/application/*/student-name",
  "year group": "#/application/*/student-school-record",
  address: "#/application/*/student-address",
  "items of a group": "#/application/*/suspension-record",
  "an item with radios and a long answer": "#/application/*/suspension-record/0",
  "an item with a revealed date": "#/application/*/interventions/0",
  "revealed questions": "#/application/*/consent",
  "long answers": "#/application/*/another-school",
  checkboxes: "#/application/*/keeping-safe",
  numbers: "#/application/*/timetable",
  declaration: "#/application/*/declaration",
  "check your answers": "#/application/*/check-answers",
};

const WITH_ERRORS = ["your-school", "your-details", "student-name", "student-address", "carers", "consent", "keeping-safe", "declaration"];

type Look = (type: string) => Promise<void>;

/** Shows a page of every type, with answers, and gives each to `look`. Ends at the check page. */
export async function everyPage(page: Page, whole: Application, look: Look): Promise<void> {
  await onDate(page, whole.stated_date);
  await page.goto("./settings.json");
  const older = await put(page, whole, "An earlier form", "an earlier form");
  const id = await seed(page, whole, "your-school", "Every page");
  for (const [type, address] of Object.entries(TYPES)) {
    await visit(page, address.replace("*", id).replace("+", older));
    await look(type);
  }
}

/** Shows what stands before the pages on a device without a passphrase, on a locked one, and where the keyring is unusable. */
export async function everyGate(page: Page, look: Look): Promise<void> {
  await page.goto("./#/new");
  const box = page.getByLabel("Passphrase", { exact: true });
  await box.waitFor();
  await look("choose a passphrase");
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.locator("#error-summary").waitFor();
  await look("choose a passphrase with an error");
  await box.fill(fixture.passphrase);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.locator("#recovery-code").waitFor();
  await look("the recovery code");
  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.reload();
  await box.waitFor();
  await look("unlock");
  await give(page, "not this one at all");
  await page.locator("#error-summary").waitFor();
  await look("unlock with an error");
  await page.getByRole("button", { name: "Use the recovery code instead" }).click();
  await page.getByLabel("Recovery code", { exact: true }).waitFor();
  await look("unlock with the recovery code");
  await page.goto("./settings.json");
  await page.evaluate(() => void indexedDB.deleteDatabase("cap-application"));
  await page.evaluate(() => localStorage.setItem("cap/keyring", "damaged"));
  await page.goto("./#/applications");
  await page.getByRole("button", { name: "Choose a new passphrase" }).waitFor();
  await look("an unusable keyring");
}

/** Shows pages without answers after "Continue", so that each has its errors. */
export async function everyError(page: Page, look: Look): Promise<void> {
  const whole = application("supported_transfer");
  await onDate(page, whole.stated_date);
  const id = await seed(page, { ...whole, answers: { provision: "supported_transfer" }, repeats: {} });
  for (const name of WITH_ERRORS) {
    await visit(page, `#/application/${id}/${name}`);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    // It takes the focus a frame after it is there.
    await expect(page.locator("#error-summary")).toBeFocused();
    await look(`${name} with errors`);
  }
}
