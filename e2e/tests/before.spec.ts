import { type Page } from "@playwright/test";
import { findings } from "./support/accessibility.js";
import { begin, drawn, happens, held, live, parts, typed } from "./support/before.js";
import { keepHtml } from "./support/html.js";
import { fixture, keep } from "./support/passphrase.js";
import { expect, bare as test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// What is read, typed and pressed on the way to a first question before the program is live.

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const box = (page: Page) => page.getByLabel("Passphrase", { exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name });
/** Good enough for a device, and nobody's. */
const NEW = "marmalade over Godiva 27";

/** Each form that stands before a question. */
const FORMS = [
  { what: "to choose a passphrase", address: "./#/new", title: "Choose a passphrase for this device", send: "Set passphrase", kept: false },
  { what: "to unlock", address: "./#/applications", title: "Enter your passphrase", send: "Unlock", kept: true },
] as const;

/** The checker's first question, before which no passphrase stands. */
const NEED = { what: "that asks what a student needs", address: "./#/checker", title: "What does the student need?", send: "Continue", kept: false } as const;

/** At the form, before the program. */
async function before(page: Page, { address, title, kept }: { address: string; title: string; kept: boolean }): Promise<void> {
  if (kept) await keep(page.context());
  await held(page);
  await page.goto(address);
  await expect(heading(page)).toHaveText(title);
}
const [CHOOSE, UNLOCK] = FORMS;

for (const form of [...FORMS, NEED]) {
  test(`the form ${form.what} is there before the script, has no accessibility fault and fits 320 pixels`, async ({ page }) => {
    if (form.kept) await keep(page.context());
    await page.route("**/cap-*.js", () => new Promise<void>(() => {}));
    await page.setViewportSize({ width: 320, height: 640 });
    // The page counts as parsed once its script has run.
    await page.goto(form.address, { waitUntil: "commit" });
    // The start page goes with the style sheet, before which nothing is painted.
    const start = (): string | undefined => {
      const there = document.getElementById("app-start");
      return there ? getComputedStyle(there).display : undefined;
    };
    await expect.poll(() => page.evaluate(start)).toBe("none");
    await expect(heading(page)).toHaveText(form.title);
    await expect(page.locator("form input").first()).toBeEditable();
    await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
    expect(await findings(page, {})).toEqual([]);
    await keepHtml(page, `before the program: ${form.what}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test(`the form ${form.what} is what the program draws`, async ({ page }) => {
    await before(page, form);
    const own = await parts(page);
    await begin(page);
    await live(page);
    const now = await parts(page);
    expect(own.map(({ html }) => html)).toEqual(now.map(({ html }) => html));
    expect(own.length, "header and form").toBeGreaterThan(30);
    for (const [at, part] of own.entries()) {
      const moved = part.box.map((side, n) => Math.abs(side - (now[at]?.box[n] ?? Infinity)));
      expect(Math.max(...moved), part.html).toBeLessThanOrEqual(1);
    }
  });

  test(`the form ${form.what} is read out as the program's is`, async ({ page }) => {
    await before(page, form);
    const said = (): Promise<string> => page.locator(".govuk-grid-row", { has: page.locator("form") }).ariaSnapshot();
    const own = await said();
    expect(own).toContain(form === NEED ? 'checkbox "A fresh start at another school"' : 'textbox "Passphrase"');
    await begin(page);
    await live(page);
    expect(await said()).toBe(own);
  });
}

for (const form of FORMS) {
  test(`what is typed ${form.what} stays, with caret and focus, and goes on`, async ({ page }) => {
    await before(page, form);
    await box(page).click();
    await page.keyboard.type(NEW);
    for (let left = 0; left < 5; left += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await begin(page);
    await live(page);
    expect(await typed(page)).toEqual([NEW, NEW.length - 6, NEW.length - 5, true]);
    await page.keyboard.type("y");
    await expect(box(page)).toHaveValue(`${NEW.slice(0, -6)}y${NEW.slice(-5)}`);
  });

  test(`no key falls between ${form.what}: they are typed while the program takes over`, async ({ page }) => {
    await before(page, form);
    await box(page).click();
    let text = "";
    let over = false;
    for (let more = 20; more > 0 && text.length < 3000; more -= over ? 1 : 0) {
      if (text.length === 10) void Promise.all([begin(page), live(page)]).then(() => (over = true));
      const key = String.fromCharCode(97 + (text.length % 26));
      await page.keyboard.press(key);
      text += key;
    }
    expect(over).toBe(true);
    await expect(box(page)).toHaveValue(text);
  });

  test(`nothing that is typed ${form.what} is written anywhere`, async ({ page }) => {
    await before(page, form);
    await box(page).fill(NEW);
    await button(page, "Show Passphrase").click();
    const anywhere = (): Promise<string> =>
      page.evaluate(async () => {
        const databases = await Promise.all((await indexedDB.databases()).map(({ name = "" }) => name));
        return [document.documentElement.outerHTML, JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie, location.href, ...databases].join("\n");
      });
    expect(await anywhere()).not.toContain("marmalade");
    await begin(page);
    await live(page);
    await expect(box(page)).toHaveValue(NEW);
    expect(await anywhere()).not.toContain("marmalade");
  });

  test(`what a password manager puts there without a key ${form.what} stays`, async ({ page }) => {
    await before(page, form);
    await box(page).evaluate((one: HTMLInputElement, text) => (one.value = text), NEW);
    await begin(page);
    await live(page);
    await expect(box(page)).toHaveValue(NEW);
    if (!form.kept) await expect(page.getByText("This is a good passphrase.")).toBeVisible();
  });
}

test("Enter before the program is live sets the passphrase", async ({ page }) => {
  await before(page, CHOOSE);
  await box(page).fill(NEW);
  await page.keyboard.press("Enter");
  await expect(page.getByText("One moment…")).toBeVisible();
  await begin(page);
  await expect(heading(page)).toHaveText("Your recovery code");
});

test("Enter before the program is live unlocks", async ({ page }) => {
  await before(page, UNLOCK);
  await box(page).fill(fixture.passphrase);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await begin(page);
  await expect(heading(page)).toHaveText("Applications on this device");
});

test("a wrong passphrase that was sent before the program is live is one guess, and told", async ({ page }) => {
  await before(page, UNLOCK);
  await box(page).fill("not this one");
  await button(page, "Unlock").click();
  await button(page, "Unlock").click();
  await begin(page);
  await expect(page.locator("#error-summary")).toBeFocused();
  expect(await page.evaluate(() => localStorage.getItem("cap/guesses"))).toContain("1");
});

test("a button that is held down while the program takes over is pressed", async ({ page }) => {
  await before(page, UNLOCK);
  await box(page).fill(fixture.passphrase);
  await button(page, "Unlock").hover();
  await page.mouse.down();
  await begin(page);
  await drawn(page);
  await expect(page.locator("#app-start")).toHaveCount(1);
  await page.mouse.up();
  await expect(heading(page)).toHaveText("Applications on this device");
});

for (const [what, begun, ended] of [
  ["a letter of several strokes is half done", "compositionstart", "compositionend"],
  ["a finger is down", "pointerdown", "pointercancel"],
] as const) {
  test(`the program waits while ${what}, but not for ever`, async ({ page }) => {
    await before(page, CHOOSE);
    await box(page).fill(NEW);
    await happens(page, begun);
    await begin(page);
    await drawn(page);
    await expect(page.locator("#app-start")).toHaveCount(1);
    await happens(page, ended);
    await live(page);
    await expect(box(page)).toHaveValue(NEW);

    await page.reload();
    await happens(page, begun);
    await begin(page);
    await live(page);
    await expect(button(page, "Set passphrase")).toBeVisible();
  });
}

test("what is shown and opened before the program is live stays so", async ({ page }) => {
  await before(page, UNLOCK);
  await box(page).fill(NEW);
  await button(page, "Show Passphrase").click();
  await expect(box(page)).toHaveAttribute("type", "text");
  await page.getByText("I have neither").click();
  await begin(page);
  await live(page);
  await expect(box(page)).toHaveAttribute("type", "text");
  await expect(box(page)).toHaveValue(NEW);
  await expect(button(page, "Hide Passphrase")).toBeVisible();
  await expect(page.getByText("Then nobody can open")).toBeVisible();
});

test("the recovery code can be asked for before the program is live", async ({ page }) => {
  await before(page, UNLOCK);
  await box(page).fill("not it");
  await button(page, "Use the recovery code instead").click();
  await begin(page);
  await live(page);
  await expect(page.getByLabel("Recovery code", { exact: true })).toHaveValue("");
  await expect(button(page, "Use the passphrase instead")).toBeFocused();
});

test("three words can be asked for before the program is live", async ({ page }) => {
  await before(page, CHOOSE);
  await button(page, "Offer me three words").click();
  await begin(page);
  await expect(box(page)).toHaveValue(/^\w+-\w+-\w+$/);
});

test("nothing is announced twice", async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest<HTMLElement>("[role=status], [role=alert], [aria-live]");
        // What changes before it is shown is part of the page, and read with it.
        if (region?.isConnected && !region.closest("[hidden]") && region.textContent) said.push(region.textContent);
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await before(page, CHOOSE);
  await box(page).fill(NEW);
  await button(page, "Show Passphrase").click();
  await button(page, "Set passphrase").click();
  await begin(page);
  await expect(heading(page)).toHaveText("Your recovery code");
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toEqual(["What you typed is shown", "One moment…"]);
});

const need = (page: Page, name: RegExp | string) => page.getByRole("checkbox", { name });
const chosen = (page: Page) => page.locator("main input:checked");

test("needs that are chosen before the program is live stay chosen, with the keyboard, and go on", async ({ page }) => {
  await before(page, NEED);
  await need(page, /^Time away/).check();
  await need(page, /^Help with one area/).check();
  await need(page, /^Time away/).uncheck();
  await need(page, "A fresh start at another school").focus();
  await page.keyboard.press("Space");
  await begin(page);
  await live(page);
  await expect(chosen(page)).toHaveCount(2);
  await expect(need(page, "A fresh start at another school")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(chosen(page)).toHaveCount(1);
  await button(page, "Continue").click();
  await expect(heading(page)).toHaveText("Check what is in place");
  await page.goBack();
  await expect(need(page, /^Help with one area/)).toBeChecked();
});

test("“Continue” before the program is live goes on with the needs that are chosen", async ({ page }) => {
  await before(page, NEED);
  await need(page, "A fresh start at another school").check();
  await button(page, "Continue").click();
  await expect(page.getByRole("status").filter({ hasText: "One moment…" })).toBeVisible();
  await begin(page);
  await expect(heading(page)).toHaveText("Check what is in place");
  await page.goBack();
  await expect(chosen(page)).toHaveCount(1);
  await expect(need(page, "A fresh start at another school")).toBeChecked();
});

test("a space bar that is held down on a need while the program takes over chooses it", async ({ page }) => {
  await before(page, NEED);
  await need(page, "A fresh start at another school").focus();
  await page.keyboard.down("Space");
  await begin(page);
  await drawn(page);
  await expect(page.locator("#app-start")).toHaveCount(1);
  await page.keyboard.up("Space");
  await live(page);
  await expect(need(page, "A fresh start at another school")).toBeChecked();
});

test("a need that the rules call by other words since is not chosen for anybody, and nothing goes on by itself", async ({ page }) => {
  await page.route("**/programme/20*.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll("A fresh start at another school", "Another school for good") });
  });
  await before(page, NEED);
  await need(page, "A fresh start at another school").check();
  await need(page, /^Time away/).check();
  await button(page, "Continue").click();
  await begin(page);
  await live(page);
  await expect(need(page, "Another school for good")).not.toBeChecked();
  await expect(need(page, /^Time away/)).toBeChecked();
  await expect(heading(page)).toHaveText(NEED.title);
});

test("from the start page the checker's question follows, and the way back from it leads there", async ({ page }) => {
  await held(page);
  await page.goto("./");
  await page.getByRole("link", { name: "Check which provision fits" }).click();
  await expect(heading(page)).toHaveText(NEED.title);
  await expect(page.locator("#main-heading")).toBeFocused();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(heading(page)).toHaveText("Apply for alternative provision");
  await expect(page.getByRole("link", { name: "Back" })).toHaveCount(0);
  await begin(page);
  await live(page);
  await expect(heading(page)).toHaveText("Apply for alternative provision");
});

test("from the start page the form follows, and what was typed goes where the person goes", async ({ page }) => {
  await held(page);
  await page.goto("./");
  await page.getByRole("link", { name: "Start a new application" }).click();
  await expect(page.locator("#main-heading")).toBeFocused();
  await expect(heading(page)).toHaveText(CHOOSE.title);
  await box(page).fill("left behind");
  await page.getByRole("link", { name: "Deadlines" }).click();
  await expect(box(page)).toHaveCount(0);
  await expect(page.getByRole("status")).toHaveText("Loading…");
  await page.goBack();
  await expect(box(page)).toHaveValue("");
  await box(page).fill(NEW);
  await begin(page);
  await live(page);
  await expect(box(page)).toHaveValue(NEW);
  expect((await typed(page)) as unknown[]).toContain(true);
});

test("the keyboard stays on the link where it was", async ({ page }) => {
  await held(page);
  await page.goto("./");
  const link = page.getByRole("link", { name: "Start a new application" });
  await link.focus();
  await begin(page);
  await live(page);
  await expect(link).toBeFocused();
});

test("the link past the header leads there before the program is live", async ({ page }) => {
  await before(page, CHOOSE);
  const link = page.getByRole("link", { name: "Skip to main content" });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main-content")).toBeFocused();
  await expect(page).toHaveURL(/#\/new$/);
  await begin(page);
  await live(page);
  await expect(page.locator("#main-content")).toBeFocused();
});

test("a form that turns out to be the wrong one hands nothing over, and the keyboard goes to the other's heading", async ({ page }) => {
  await keep(page.context(), "damaged");
  await before(page, { ...UNLOCK, kept: false });
  await box(page).fill(NEW);
  await page.keyboard.press("Enter");
  await begin(page);
  await live(page);
  await expect(heading(page)).toHaveText("The applications on this device cannot be opened now");
  await expect(heading(page)).toBeFocused();
  expect(await page.evaluate(() => localStorage.getItem("cap/guesses")), "it was no guess").toBeNull();
});

test.describe("where the program cannot be had", () => {
  test.use({ complaints: FAILED });

  test("that is said above the form, which keeps what was typed", async ({ page }) => {
    await page.route("**/*_bg.wasm", (route) => route.abort());
    await page.goto(CHOOSE.address);
    await expect(page.getByText("The form cannot start")).toBeVisible();
    await expect(heading(page)).toHaveText(CHOOSE.title);
    await box(page).fill(NEW);
    await expect(box(page)).toHaveValue(NEW);
  });
});

test("every address has the same heading before the program is live and after", async ({ page }) => {
  const id = "0123456789abcdef0123456789abcdef";
  await held(page);
  for (const [address, form] of [
    ["new", true],
    ["new/", true],
    ["applications", true],
    ["open-file", true],
    ["passphrase", true],
    ["recovery-code", true],
    [`application/${id}`, true],
    [`application/${id}/provision`, true],
    [`application/${id}/check-answers`, true],
    [`application/${id}/contacts/1`, true],
    ["checker", NEED.title],
    ["checker/", NEED.title],
    ["checker/compare", false],
    ["storage", false],
    ["remove-all", false],
    ["nowhere", false],
    ["new/nowhere", false],
    ["applications/nowhere", false],
  ] as const) {
    await page.goto("about:blank");
    await page.goto(`./#/${address}`);
    await expect(page.locator("#app-start"), "parsed").toHaveCount(1);
    const title = form === true ? CHOOSE.title : form;
    if (title) await expect(heading(page), address).toHaveText(title);
    else await expect(page.getByRole("status"), address).toHaveText("Loading…");
    await begin(page);
    await live(page);
    await expect(page.getByText("Getting the questions ready")).toHaveCount(0);
    const titles: unknown[] = [CHOOSE.title, NEED.title];
    const now = await heading(page).textContent();
    expect(titles.includes(now) ? now : false, address).toBe(title);
  }
});
