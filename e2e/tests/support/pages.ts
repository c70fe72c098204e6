import { type Page } from "@playwright/test";
import { application, type Application } from "./application.js";
import { onDate } from "./driver.js";
import { seed, visit } from "./seed.js";

/** A page of every type, by its address within the app; `*` stands for the draft. */
const TYPES: Record<string, string> = {
  start: "#/",
  applications: "#/applications",
  about: "#/about",
  provisions: "#/provisions",
  deadlines: "#/deadlines",
  "Early Help": "#/early-help",
  panels: "#/panels",
  missing: "#/nowhere",
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
  const id = await seed(page, whole, "your-school", "Every page");
  for (const [type, address] of Object.entries(TYPES)) {
    await visit(page, address.replace("*", id));
    await look(type);
  }
}

/** Shows pages without answers after "Continue", so that each has its errors. */
export async function everyError(page: Page, look: Look): Promise<void> {
  const whole = application("supported_transfer");
  await onDate(page, whole.stated_date);
  const id = await seed(page, { ...whole, answers: { provision: "supported_transfer" }, repeats: {} });
  for (const name of WITH_ERRORS) {
    await visit(page, `#/application/${id}/${name}`);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.locator("#error-summary").waitFor();
    await look(`${name} with errors`);
  }
}
