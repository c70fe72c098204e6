import { type Locator, type Page } from "@playwright/test";
import { application } from "./support/application.js";
import { drawn } from "./support/controls.js";
import { everyError, everyPage } from "./support/pages.js";
import { expect, test } from "./support/test.js";

/** Whether what has the focus shows it: an outline, a shadow or another background, on itself or on its label. */
async function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return false;
    const label = focused instanceof HTMLInputElement ? (focused.labels?.[0] ?? null) : null;
    const looks = [getComputedStyle(focused), ...(label ? [getComputedStyle(label, "::before")] : [])];
    return looks.some(
      (look) => (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none",
    );
  });
}

/** Presses Tab until this has the focus; at every stop the focus is seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press("Tab");
    const here = page.locator(":focus");
    await expect(here, "the focus is on something in view").toBeInViewport();
    expect(await focusShows(page), await here.evaluate((one) => one.outerHTML.slice(0, 200))).toBe(true);
    if (await target.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error("Tab does not lead there");
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("an Insight application is begun by keyboard alone", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator("#app-start"), "the program is live").toHaveCount(0);
  await tabTo(page, page.getByRole("link", { name: "Skip to main content" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await tabTo(page, page.getByRole("link", { name: "Start a new application" }));
  await page.keyboard.press("Enter");
  await drawn(page);

  await tabTo(page, page.locator('input[name="provision"]').first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /Insight/ })).toBeChecked();
  await tabTo(page, page.getByLabel("Name for this application"));
  await page.keyboard.type("By keyboard");
  await tabTo(page, button(page, "Continue"));
  await page.keyboard.press("Enter");
  await drawn(page);
  await expect(page.getByRole("heading", { level: 1, name: "By keyboard" })).toBeVisible();

  await tabTo(page, page.getByRole("link", { name: "School and contacts" }));
  await page.keyboard.press("Enter");
  await drawn(page);
  await mendFromSummary(page);
  await fillSchool(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/your-details$/);
  await drawn(page);

  await tabTo(page, page.getByLabel("Your full name"));
  await page.keyboard.type("Ruth Examplewood");
  await page.keyboard.press("Enter");
  await expect(page.locator("#error-summary"), "Enter in a box is Continue").toBeFocused();
  await expect(page.locator("#error-summary").getByRole("link")).toHaveCount(3);
});

/** Continues from an empty page and follows the first line of the summary. */
async function mendFromSummary(page: Page): Promise<void> {
  await tabTo(page, button(page, "Continue"));
  await page.keyboard.press("Enter");
  await expect(page.locator("#error-summary")).toBeFocused();
  expect(await focusShows(page)).toBe(true);
  await tabTo(page, page.locator("#error-summary").getByRole("link").first());
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("School the student attends")).toBeFocused();
}

/** Chooses the school from the suggestions, then answers with the arrow keys and Space. */
async function fillSchool(page: Page): Promise<void> {
  const school = page.getByRole("combobox", { name: "School the student attends" });
  await page.keyboard.type("coundon");
  await expect(page.getByRole("option", { name: "Coundon Court" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: "Coundon Court" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(school).toHaveValue("Coundon Court");
  await expect(school).toHaveAttribute("aria-expanded", "false");
  for (const name of ["school_in_coventry", "sla", "on_roll"]) {
    await tabTo(page, page.locator(`input[name="${name}"]`).first());
    await page.keyboard.press("Space");
  }
  await tabTo(page, button(page, "Continue"));
}

test("typed words that fit no suggestion stay, and Escape closes the list", async ({ page }) => {
  await page.goto("./#/new");
  await page.locator('input[name="provision"]').first().check();
  await button(page, "Continue").click();
  await page.getByRole("link", { name: "School and contacts" }).click();
  // The heading takes the focus with the next frame, and so the list of suggestions away.
  await drawn(page);
  const school = page.getByRole("combobox", { name: "School the student attends" });
  await school.pressSequentially("stoke");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(school).toHaveValue("stoke");
  await school.pressSequentially(" on nowhere");
  await page.keyboard.press("Tab");
  await expect(school).toHaveValue("stoke on nowhere");
});

/** Marks what Tab must lead to, in the order of the page: of radio buttons of one name, the one that is chosen or the first. */
const mark = (page: Page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    const seen = all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(":disabled"));
    const due = seen.filter((one) => {
      if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
      const group = seen.filter((other) => other instanceof HTMLInputElement && other.type === "radio" && other.name === one.name);
      return one === (group.find((other) => (other as HTMLInputElement).checked) ?? group[0]);
    });
    due.forEach((one, at) => (one.dataset["stop"] = String(at)));
    // From the top of the page, wherever the focus was.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    return due.length;
  });

/** What has the focus: its mark, whether all of it is in view, and how it looks to the test. */
const here = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement as HTMLElement;
    const box = focused.getBoundingClientRect();
    return {
      stop: focused.dataset["stop"],
      inView: box.bottom > 0 && box.top < innerHeight,
      html: focused.outerHTML.slice(0, 160),
    };
  });

async function throughAll(page: Page, type: string): Promise<void> {
  const stops = await mark(page);
  for (let at = 0; at < stops; at += 1) {
    await page.keyboard.press("Tab");
    const { stop, html } = await here(page);
    expect(stop, `${type}: stop ${at} is ${html}`).toBe(String(at));
    // WebKit scrolls to it a moment later.
    const inView = async (): Promise<boolean> => (await here(page)).inView;
    await expect.poll(inView, { message: `${type}: in view is ${html}`, timeout: 1_000 }).toBe(true);
    expect(await focusShows(page), `${type}: the focus shows on ${html}`).toBe(true);
  }
}

test("on every type of page Tab leads to every control in order, each shows it, and none holds it", async ({ page }) => {
  test.setTimeout(600_000);
  await everyPage(page, application("supported_transfer"), (type) => throughAll(page, type));
});

test("on every type of page with errors Tab leads to every control too", async ({ page }) => {
  test.setTimeout(600_000);
  await everyError(page, (type) => throughAll(page, type));
});
