import type { Browser, Page } from "@playwright/test";
import { application } from "./support/application.js";
import { asked, type Asked, comparable, isAsked } from "./support/asked.js";
import { Found, counterpart, ownWords } from "./support/drawn.js";
import { onDate, pressSend } from "./support/driver.js";
import { type Fixture, Reference, fits, fixtures, reasons, reasonsFor, said, styled, used, usedByApp } from "./support/govuk.js";
import { type Tree, differences, trees } from "./support/markup.js";
import { give, keep } from "./support/passphrase.js";
import { put, seed, visit } from "./support/seed.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// Our components against govuk-frontend's own examples: the same options must give the same HTML. What is meant to be
// different, and what does not apply, is listed with its reason in fixtures/govuk-differences.json.

// It draws what the service says where a request fails.
test.use({ complaints: FAILED });

/** Components whose styles are in a sheet of our own, which is smaller. */
const OWN_STYLES = ["footer"];

/** What a comparison found. */
interface Outcome {
  fixture: Fixture;
  lines: string[];
}

const components = usedByApp();
const every = components.flatMap((component) => fixtures(component));
const applicable = every.filter((fixture) => reasonsFor(fixture).length === 0);

test("every component in use is compared and has its styles, and no other has", () => {
  expect(Object.keys(said).filter((name) => name !== "*").sort()).toEqual(components);
  expect(styled()).toEqual(components.filter((name) => !OWN_STYLES.includes(name)));
});

test("every reason for which a fixture does not apply is that of one", () => {
  const given = new Set(every.flatMap(reasonsFor));
  expect(reasons().filter((reason) => !given.has(reason))).toEqual([]);
});

test("a comparison finds each kind of difference, and nothing where two trees mean the same", async ({ page }) => {
  const of = async (html: string): Promise<Tree> => {
    await page.setContent(`<main>${html}</main>`);
    const [tree] = await page.locator("main > *").evaluateAll(trees);
    if (!tree) throw new Error("nothing there");
    return tree;
  };
  const one = (hint: string, input: string): string => `<div class="govuk-form-group"><label for="a">Name</label>${hint}${input}</div>`;
  const hint = '<p id="h" class="govuk-hint">As in <b>the</b> passport</p>';
  const theirs = await of(one(hint, '<input type="text" value="x" id="a" class="govuk-input govuk-input--error" aria-describedby="h" name="a">'));
  const check = async (html: string, lines: string[]) => expect(differences(await of(html), theirs)).toEqual(lines);
  const box = '<input class="govuk-input--error govuk-input" id="b" name="q" type="text" aria-describedby="i" value="x">';
  const same = one(hint.replace('"h"', '"i"').replace(">As", ">\n   As"), box).replace('"a"', '"b"');
  await check(same, []);
  await check(same.replace("govuk-input--error ", ""), ["input.govuk-input − .govuk-input--error"]);
  await check(same.replace('"govuk-hint"', '"govuk-hint x"'), ["p.govuk-hint + .x"]);
  await check(same.replace('value="x"', "disabled"), ['input.govuk-input@disabled + ""', 'input.govuk-input@value − "x"']);
  await check(same.replace('"text"', '"tel"'), ['input.govuk-input@type "tel" ≠ "text"']);
  await check(same.replace('for="b"', 'for="i"'), ['label@for "#p.govuk-hint" ≠ "#input.govuk-input"']);
  await check(same.replace('for="b"', 'for="gone"'), ['label@for "#elsewhere" ≠ "#input.govuk-input"']);
  await check(same.replace(' aria-describedby="i"', ""), ['input.govuk-input@aria-describedby − "#p.govuk-hint"']);
  await check(same.replace("<b>the</b> ", ""), ['p.govuk-hint "As in passport" ≠ "As in"', "p.govuk-hint − b", "p.govuk-hint − text"]);
  await check(same.replace("passport", "letter"), ['p.govuk-hint "letter" ≠ "passport"']);
  await check(same.replace(/<p.*p>/s, ""), ["div.govuk-form-group − p.govuk-hint"]);
  await check(same.replace("<p", "<div").replace("</p>", "</div>"), ["p.govuk-hint as div"]);
  await check(same.replace("</div>", "<i></i></div>"), ["div.govuk-form-group + i"]);
});

test("a class of a component that is not listed is seen", () => {
  expect(used(['el("nav", "govuk-pagination")', '"govuk-summary-card__title govuk-body"'])).toEqual(["pagination", "summary-list"]);
});

test("every component gives the HTML of every fixture that applies", async ({ page, context, browser }) => {
  test.setTimeout(300_000);
  const reference = await Reference.open(await context.newPage());
  const questions = applicable.filter(({ component }) => isAsked(component)).map((fixture, at) => asked(fixture, `fixture_${at}`));
  const outcomes = await compareAsked(page, questions, reference);
  outcomes.push(...(await compareDrawn(browser, page, reference)));
  tell(outcomes);
  expect(unlisted(outcomes)).toEqual([]);
  expect(stale(outcomes)).toEqual([]);
  expect(outcomes.length, "every fixture is compared, or listed as one that does not apply").toBe(applicable.length);
});

/** Asks every fixture's question in a form of ours, and compares what is drawn. */
async function compareAsked(page: Page, questions: Asked[], reference: Reference): Promise<Outcome[]> {
  const pages = grouped(questions);
  await serve(page, pages);
  const whole = application("supported_transfer");
  await onDate(page, whole.stated_date);
  const given = questions.flatMap(({ id, answer }) => (answer === undefined ? [] : [[id, answer] as const]));
  const answers = { ...whole.answers, ...Object.fromEntries(given) };
  const id = await seed(page, { ...whole, answers }, "", "Fixtures");
  const outcomes: Outcome[] = [];
  for (const [at, group] of pages.entries()) {
    await visit(page, `#/application/${id}/fixtures-${at}`);
    if (group.some(({ error }) => error !== undefined)) {
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await page.locator("#error-summary").waitFor();
    }
    for (const one of group) {
      // A box, or the element that holds several.
      const outer = `.govuk-form-group:not(.govuk-form-group .govuk-form-group):has([id="${one.id}"])`;
      const [tree] = await page.locator(outer).evaluateAll(trees);
      if (!tree) throw new Error(`${one.fixture.component}: ${one.fixture.name} is not on its page`);
      outcomes.push({ fixture: one.fixture, lines: differences(...comparable(one, tree, await reference.tree(one.fixture))) });
    }
  }
  return outcomes;
}

/** Pages of the form: a question whose label is the heading alone, those with errors apart from those without. */
function grouped(questions: Asked[]): Asked[][] {
  const alone = questions.filter(({ heading }) => heading).map((one) => [one]);
  const wrong = questions.filter(({ heading, error }) => !heading && error !== undefined);
  const right = questions.filter(({ heading, error }) => !heading && error === undefined);
  return [...alone, wrong, right];
}

/** From now on the form has a last section with these pages. */
async function serve(page: Page, pages: Asked[][]): Promise<void> {
  const section = {
    id: "fixtures",
    title: "Fixtures",
    pages: pages.map((group, at) => ({ id: `fixtures-${at}`, title: `Fixtures ${at}`, questions: group.flatMap(({ questions }) => questions) })),
  };
  await page.route("**/form/application.json", async (route) => {
    const response = await route.fetch();
    const form = (await response.json()) as { sections: unknown[] };
    await route.fulfill({ response, json: { ...form, sections: [...form.sections, section] } });
  });
}

/** Compares what the app draws from its own content. */
async function compareDrawn(browser: Browser, page: Page, reference: Reference): Promise<Outcome[]> {
  const fixed = applicable.filter(({ component }) => !isAsked(component));
  const found = new Found(components.filter((component) => !isAsked(component)));
  await page.unroute("**/form/application.json");
  await lookAround(browser, page, found);
  const outcomes: Outcome[] = [];
  for (const fixture of fixed) {
    const theirs = await reference.tree(fixture);
    const ours = counterpart(found, fixture, theirs);
    const lines = ours ? differences(ours, theirs, ownWords(fixture)) : ["no page of ours is like it"];
    outcomes.push({ fixture, lines });
  }
  return outcomes;
}

/** Sees pages that have between them every component that the app draws. */
async function lookAround(browser: Browser, page: Page, found: Found): Promise<void> {
  const whole = application("supported_transfer");
  const see = async (addresses: string[]): Promise<void> => {
    for (const address of addresses) {
      await visit(page, `#/${address}`);
      await found.look(page);
    }
  };
  await onDate(page, whole.stated_date, 60 * 13);
  await page.goto("./settings.json");
  const born = { day: "1", month: "3", year: "2014" };
  const begun = await put(page, { ...whole, answers: { provision: "year11_bespoke", date_of_birth: born, upn: "A" }, repeats: {} });
  const id = await seed(page, whole);
  await see(["", "applications", "open-file", "remove-all", "provisions", "checker/compare", "checker/refocus"]);
  await see(["", "/readiness", "/check-answers"].map((rest) => `application/${begun}${rest}`));
  await see(["", "/readiness", "/keeping-safe", "/suspension-record", "/check-answers"].map((rest) => `application/${id}${rest}`));
  await tryToSend(page);
  await see(["applications", `application/${id}/check-answers`]);
  await askedWhoSends(page);
  await see(["applications"]);
  await page.unroute("**/applications");
  await see([`application/${id}/check-answers`]);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".govuk-panel").waitFor();
  await found.look(page);
  await see(["applications"]);
  await visit(page, `#/application/${begun}/your-details`);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.locator("#error-summary").waitFor();
  await found.look(page);
  await lookAtGates(browser, page, found);
}

/** Tries to send what is on the check page, in vain. */
async function tryToSend(page: Page): Promise<void> {
  await page.route("**/applications", (route) => route.abort());
  await pressSend(page);
  await page.getByRole("button", { name: "Try again" }).waitFor();
}

/** Tries again, with a council that asks for a sign-in first. */
async function askedWhoSends(page: Page): Promise<void> {
  await page.unroute("**/applications");
  await page.route("**/applications", (route) =>
    route.fulfill({ status: 401, json: { type: "urn:cap:problem:sign-in", title: "Sign in", status: 401, detail: "Sign in." } }),
  );
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Sign in again to send this application" }).waitFor();
}

/** Sees what stands before the pages, and the warning before the screen locks. */
async function lookAtGates(browser: Browser, page: Page, found: Found): Promise<void> {
  const start = new URL("./", page.url()).href;
  for (const chosen of [false, true]) {
    const context = await browser.newContext();
    if (chosen) await keep(context);
    const other = await context.newPage();
    if (chosen) await other.clock.install();
    await other.goto(`${start}#/new`);
    await other.getByLabel("Passphrase", { exact: true }).waitFor();
    await found.look(other);
    if (chosen) {
      await give(other);
      await other.getByLabel("Name for this application").waitFor();
      await other.clock.runFor("08:10");
      await other.getByRole("button", { name: "Carry on" }).waitFor();
    } else {
      await other.getByRole("button", { name: "Set passphrase" }).click();
      await other.locator("#error-summary").waitFor();
    }
    await found.look(other);
    await context.close();
  }
}

const listed = (component: string) =>
  [component, "*"].flatMap((key) => (said[key]?.differences ?? []).map((one) => ({ ...one, component: key })));

/** Whether a listed difference is this one. */
const is = (entry: { line: string; fixtures?: string[] }, { name }: Fixture, line: string): boolean =>
  (entry.fixtures?.includes(name) ?? true) && fits(entry.line, line);

/** Differences without a reason. */
function unlisted(outcomes: Outcome[]): string[] {
  return outcomes.flatMap(({ fixture, lines }) =>
    lines
      .filter((line) => !listed(fixture.component).some((entry) => is(entry, fixture, line)))
      .map((line) => `${fixture.component}: ${fixture.name}: ${line}`),
  );
}

/** Reasons without a difference. */
function stale(outcomes: Outcome[]): string[] {
  return Object.entries(said).flatMap(([component, { differences: entries = [] }]) => {
    const of = outcomes.filter(({ fixture }) => component === "*" || fixture.component === component);
    return entries.flatMap((entry) => {
      const seen = of.filter(({ fixture, lines }) => lines.some((line) => is(entry, fixture, line))).map(({ fixture }) => fixture.name);
      const gone = entry.fixtures ? entry.fixtures.filter((name) => !seen.includes(name)) : seen.length ? [] : ["every fixture"];
      return gone.map((name) => `${component}: ${name}: ${entry.line}`);
    });
  });
}

/** Says how much was compared. */
function tell(outcomes: Outcome[]): void {
  const alike = outcomes.filter(({ lines }) => lines.length === 0).length;
  const rows = components.map((component) => {
    const [whole, of] = [every.filter((one) => one.component === component), outcomes.filter(({ fixture }) => fixture.component === component)];
    return `${component} ${of.length}/${whole.length}`;
  });
  console.log(`${every.length} fixtures of ${components.length} components: ${outcomes.length} compared, ${alike} of them alike to the letter; ${every.length - outcomes.length} do not apply.`);
  console.log(rows.join(", "));
}
