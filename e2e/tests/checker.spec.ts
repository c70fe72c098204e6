import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { drawn, follow, goOn } from "./support/controls.js";
import { onDate } from "./support/driver.js";
import { drawnAtStart } from "./support/seed.js";
import { expect, test } from "./support/test.js";

type Answers = Record<string, string>;

const READY_FOR_REFOCUS: Answers = {
  school_in_coventry: "yes",
  sla: "yes",
  on_roll: "yes",
  year_group: "9",
  childrens_services_plan: "none",
  eha_completed: "yes",
  early_help_plan: "yes",
  eha_on_ehm: "yes",
  panel_consent: "yes",
  dual_registration: "yes",
};

const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** The result so far of a provision, beside the questions. */
const soFar = (page: Page, name: string) => page.locator(".app-fit").getByRole("listitem").filter({ hasText: name });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`./#/${address}`);
  await drawnAtStart(page);
}

async function say(page: Page, answers: Answers): Promise<void> {
  for (const [question, answer] of Object.entries(answers)) {
    const box = page.locator(`[name="${question}"]`);
    if ((await box.first().getAttribute("type")) === "radio") {
      await page.locator(`[name="${question}"][value="${answer}"]`).check();
    } else {
      await box.fill(answer);
    }
  }
}

test("a need leads to the questions that matter, the reasons, a change, and an application with the answers", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator("#app-start"), "the program is live").toHaveCount(0);
  await follow(page, () => link(page, "Check which provision fits").click());
  await accessible(page);
  await page.getByLabel(/Time away from school/).check();
  await goOn(page);
  await accessible(page);
  await expect(page.getByRole("group", { name: "Are the assessment and the plan recorded on EHM?" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Will the school attend the regular review meetings?" })).toBeHidden();

  await say(page, { ...READY_FOR_REFOCUS, early_help_plan: "no" });
  await expect(soFar(page, "Tier 3 Refocus")).toContainText("Not ready: 1 thing to do");
  await goOn(page);
  await accessible(page);
  await expect(page.getByRole("row")).toHaveCount(7);
  await expect(page.getByRole("row", { name: /Tier 3 Refocus/ })).toContainText("What you looked for");
  await follow(page, () => link(page, "Tier 3 Refocus").click());
  await accessible(page);
  const main = page.getByRole("main");
  await expect(main.getByText("Has an Early Help plan been completed? Yes")).toBeVisible();
  await expect(main.getByText(/Source: 2025-26, .*R131/).first()).toBeVisible();

  await follow(page, () => link(page, "Back").click());
  await follow(page, () => link(page, "Change your answers").click());
  await say(page, { early_help_plan: "yes" });
  await expect(soFar(page, "Tier 3 Refocus")).toContainText("Ready to apply");
  await follow(page, () => link(page, "Tier 3 Refocus").click());
  const drafts = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cap/draft/")));
  expect(drafts, "the checker keeps nothing").toEqual([]);

  await follow(page, () => button(page, "Start an application for Tier 3 Refocus").click());
  await accessible(page);
  await expect(soFar(page, "Tier 3 Refocus")).toContainText("Ready to apply");
  await follow(page, () => link(page, "School and contacts").click());
  await expect(page.locator('[name="sla"][value="yes"]')).toBeChecked();
  await page.locator('[name="sla"][value="no"]').check();
  await expect(soFar(page, "Tier 3 Refocus")).toContainText("speak to CAP");
  await follow(page, () => link(page, "Tier 3 Refocus").click());
  await expect(page).toHaveURL(/readiness$/);
  await accessible(page);
});

test("the result is told politely, by itself, and the focus stays where the answer was given", async ({ page }) => {
  await open(page, "checker/questions");
  const yes = page.locator('[name="on_roll"][value="yes"]');
  const no = page.locator('[name="on_roll"][value="no"]');
  await yes.check();
  const region = page.locator(".app-fit [aria-live]");
  await expect(region).toHaveAttribute("aria-live", "polite");
  await expect(region.locator("[aria-atomic=true]")).toHaveCount(6);
  await yes.focus();
  await page.keyboard.press("ArrowDown");
  await expect(no).toBeFocused();
  await expect(soFar(page, "Tier 1 courses")).toContainText("speak to CAP");
  await expect(no).toBeFocused();
});

test("the checker is gone through by keyboard alone", async ({ page }) => {
  await open(page, "checker");
  const tabTo = async (id: string): Promise<void> => {
    for (let stops = 0; stops < 90; stops += 1) {
      await page.keyboard.press("Tab");
      const here = page.locator(":focus");
      await expect(here).toBeInViewport();
      if (await here.evaluate((one, id) => one.id === id || one.textContent === id, id)) return;
    }
    throw new Error(`Tab does not lead to ${id}`);
  };
  await tabTo("checker-need");
  await page.keyboard.press("Space");
  await tabTo("Continue");
  await page.keyboard.press("Enter");
  await drawn(page);
  await tabTo("on_roll");
  await page.keyboard.press("Space");
  await tabTo("Continue");
  await page.keyboard.press("Enter");
  await drawn(page);
  await expect(page).toHaveURL(/compare$/);
  await tabTo("Tier 1 courses");
  await page.keyboard.press("Enter");
  await drawn(page);
  await tabTo("Start an application for Tier 1 courses");
  await page.keyboard.press("Enter");
  await drawn(page);
  await expect(page.getByRole("heading", { level: 1, name: "Application without a name" })).toBeVisible();
});

const WORDS: Record<string, RegExp> = {
  ReadyToApply: /^Ready to apply$/,
  MoreAnswersNeeded: /^More answers needed$/,
  NotReady: /^Not ready: \d+ things? to do$/,
  SpeakToCap: /speak to CAP$/,
};

/** What the rules say natively, of the same answers in an application for each provision. */
function natively(answers: Answers, on: string): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "cap-evaluate-"));
  const file = join(folder, "answers.json");
  const outcomes = new Map<string, string>();
  for (const provision of ["tier1", "insight", "flourish", "supported_transfer", "refocus", "year11_bespoke"]) {
    writeFileSync(file, JSON.stringify({ single: { ...answers, provision }, repeats: {} }));
    const text = execFileSync(process.env["CAP_XTASK"] ?? "", ["evaluate", "--edition", "2024-25", "--on", on, file], {
      cwd: resolve(import.meta.dirname, "../.."),
      encoding: "utf8",
    });
    const { provisions } = JSON.parse(text) as { provisions: { provision: string; outcome: string }[] };
    outcomes.set(provision, provisions.find((one) => one.provision === provision)?.outcome ?? "none");
  }
  rmSync(folder, { recursive: true });
  return outcomes;
}

const { sla: _, ...WITHOUT_AGREEMENT } = READY_FOR_REFOCUS;
const SETS: Record<string, Answers> = {
  "no answers": {},
  "ready for Refocus": READY_FOR_REFOCUS,
  "an open plan in place of an assessment": { ...READY_FOR_REFOCUS, childrens_services_plan: "child_in_need", eha_completed: "no", eha_on_ehm: "no" },
  "no agreement known": WITHOUT_AGREEMENT,
  "no agreement, in year 11, outside the city": { ...READY_FOR_REFOCUS, sla: "no", year_group: "11", school_in_coventry: "no" },
  "a case-worker and no reviews": { on_roll: "yes", caseworker_assigned: "yes", review_commitment: "no" },
};

for (const [name, answers] of Object.entries(SETS)) {
  test(`the browser and \`xtask evaluate\` agree: ${name}`, async ({ page }) => {
    const on = "2024-11-20";
    await onDate(page, on);
    await open(page, "checker/questions");
    await say(page, answers);
    await follow(page, () => link(page, "Compare all provisions").click());
    const shown = await page.locator(".app-compare .govuk-tag").allInnerTexts();
    const expected = [...natively(answers, on).values()];
    expect(shown).toHaveLength(expected.length);
    expected.forEach((outcome, at) => {
      const [word = "", number] = outcome.split(/ \{ outstanding: | \{ unknown: | \}/);
      expect(shown[at], `${name}: ${outcome}`).toMatch(WORDS[word] ?? /^$/);
      if (word === "NotReady") expect(shown[at]).toContain(`Not ready: ${number ?? "?"} `);
    });
  });
}
