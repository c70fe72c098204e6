import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { application, type Answers, type Application } from "./support/application.js";
import { accessible } from "./support/accessibility.js";
import { drawn } from "./support/controls.js";
import { fillApplication, onDate, openCheck } from "./support/driver.js";
import { removed } from "./support/folder.js";
import { fixture, give, keep } from "./support/passphrase.js";
import { bare as test, expect } from "./support/test.js";

// What is kept on the device, and who may open it.

const SAVED = "Saved on this device";
const asked = (page: Page) => page.getByRole("heading", { level: 1, name: "Enter your passphrase" });
const dump = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

/** Locked, at an address. */
async function locked(page: Page, address: string): Promise<void> {
  await keep(page.context());
  await page.goto(`./${address}`);
  await expect(asked(page)).toBeVisible();
}

/** Unlocked, in a new application, with a name typed and the caret within it. */
async function typing(page: Page): Promise<void> {
  await locked(page, "#/new");
  await give(page);
  await page.locator('input[name="provision"][value="tier1"]').check();
  const address = new URL(page.url()).hash.replace(/[^/]+$/, "your-details");
  await page.goto(`./${address}`);
  await drawn(page);
  const name = page.getByLabel("Your full name");
  await name.fill("Morgan Marker");
  await name.evaluate((box: HTMLInputElement) => box.setSelectionRange(3, 6));
  await expect(page.getByText(SAVED, { exact: true })).toBeVisible();
}

/** The same page, words and caret. */
async function backAgain(page: Page): Promise<void> {
  const name = page.getByLabel("Your full name");
  await expect(name).toHaveValue("Morgan Marker");
  await expect(name).toBeFocused();
  const caret = await name.evaluate((box: HTMLInputElement) => [box.selectionStart, box.selectionEnd]);
  expect(caret).toEqual([3, 6]);
}

test("a passphrase is chosen once, the code is shown once, and a reload gives everything back", async ({ page }) => {
  await page.goto("./#/new");
  await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
  await expect(page.getByText("nobody can open your applications")).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue without" })).toHaveCount(0);
  await accessible(page);
  const box = page.getByLabel("Passphrase", { exact: true });
  await box.fill("Coventry2026!");
  await expect(page.getByText("Easy to guess")).toBeVisible();
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await accessible(page);

  await page.getByRole("button", { name: "Offer me three words" }).click();
  await expect(page.getByText("This is a good passphrase.")).toBeVisible();
  await expect(box).toHaveAttribute("type", "text");
  const passphrase = await box.inputValue();
  expect(passphrase).toMatch(/^[a-z]+-[a-z]+-[a-z]+$/);
  await page.getByRole("button", { name: "Hide Passphrase" }).click();
  await expect(box).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your recovery code" })).toBeFocused();
  await accessible(page);
  const code = await page.locator("#recovery-code").innerText();
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  await page.getByRole("button", { name: "I have kept it" }).click();
  await drawn(page);

  await page.getByLabel("Name for this application").fill("Blue marker");
  await page.locator('input[name="provision"][value="tier1"]').check();
  await expect(page.getByText(SAVED, { exact: true })).toBeVisible();
  const stored = await dump(page);
  expect(stored).toContain("sealed");
  for (const plain of ["Blue", "tier1", passphrase, code]) expect(stored).not.toContain(plain);

  await page.reload();
  await expect(asked(page)).toBeVisible();
  await accessible(page);
  expect(await page.content()).not.toContain("Blue marker");
  await give(page, passphrase);
  await expect(page.getByLabel("Name for this application")).toHaveValue("Blue marker");
  await page.reload();
  await page.getByRole("button", { name: "Use the recovery code instead" }).click();
  await page.getByLabel("Recovery code", { exact: true }).fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByLabel("Name for this application")).toHaveValue("Blue marker");
});

test("wrong guesses say so, slow down, and a reload does not help", async ({ page }) => {
  await page.clock.install();
  await locked(page, "#/applications");
  for (let guess = 1; guess <= 5; guess += 1) {
    await give(page, `wrong passphrase ${guess}`);
    await expect(page.locator("#error-summary")).toContainText("not the passphrase");
    await expect(page.locator("#passphrase-status")).not.toHaveText("One moment…");
  }
  const status = page.locator("#passphrase-status");
  await expect(status).toHaveText("Wait 20 seconds before you try again.");
  await page.reload();
  await expect(status).toContainText("Wait");
  await give(page);
  await expect(asked(page)).toBeVisible();
  await page.clock.runFor(16_000);
  await expect(status).toHaveText("");
  await give(page);
  await expect(page.getByRole("heading", { level: 1, name: "Applications on this device" })).toBeFocused();
  expect(await dump(page)).not.toContain("cap/guesses");
});

test("the recovery code opens, and a slip in it is no guess", async ({ page }) => {
  await locked(page, "#/applications");
  await page.getByRole("button", { name: "Use the recovery code instead" }).click();
  const box = page.getByLabel("Recovery code", { exact: true });
  await expect(page.getByRole("button", { name: "Use the passphrase instead" })).toBeFocused();
  await box.fill(fixture.code.slice(2));
  await page.keyboard.press("Enter");
  const slip = page.locator("#error-summary");
  await expect(slip).toContainText("Enter all 28");
  // It takes the focus a frame later.
  await expect(slip).toBeFocused();
  await box.fill(fixture.code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Applications on this device" })).toBeFocused();
});

test("“Lock now” covers the page in every tab, and unlocking returns to the same words and caret", async ({ page, context }) => {
  await typing(page);
  const other = await context.newPage();
  await other.goto("./#/applications");
  await give(other);
  await expect(other.getByRole("heading", { level: 1, name: "Applications on this device" })).toBeVisible();
  await page.bringToFront();
  const address = page.url();
  await page.getByRole("button", { name: "Lock now" }).click();
  for (const covered of [page, other]) {
    await expect(asked(covered)).toBeVisible();
    expect(await covered.content()).not.toContain("Marker");
    await expect(covered).toHaveTitle(/^Unlock/);
  }
  await expect(page.getByRole("button", { name: "Lock now" })).toHaveCount(0);
  expect(page.url()).toBe(address);
  await give(page);
  await backAgain(page);
  await expect(asked(other)).toBeVisible();
});

test("an idle screen warns, carries on when asked, and locks; the same words and caret come back", async ({ page }) => {
  await page.clock.install();
  await typing(page);
  const warning = page.getByRole("alert").filter({ hasText: "The screen locks in 2 minutes" });
  await page.clock.runFor("07:50");
  await expect(warning).toHaveCount(0);
  await page.clock.runFor("00:20");
  await expect(warning).toBeVisible();
  await expect(page.getByLabel("Your full name")).toBeFocused();
  await accessible(page);
  await page.getByRole("button", { name: "Carry on" }).click();
  await expect(warning).toHaveCount(0);
  const name = page.getByLabel("Your full name");
  await name.focus();
  await name.evaluate((box: HTMLInputElement) => box.setSelectionRange(3, 6));
  await page.clock.runFor("09:50");
  await expect(warning).toBeVisible();
  await page.clock.runFor("00:20");
  await expect(asked(page)).toBeVisible();
  expect(await page.content()).not.toContain("Marker");
  await give(page);
  await backAgain(page);
});

test("whoever types now and then stays", async ({ page }) => {
  await page.clock.install();
  await typing(page);
  const warning = page.getByRole("alert").filter({ hasText: "The screen locks in 2 minutes" });
  const name = page.getByLabel("Your full name");
  for (let time = 0; time < 4; time += 1) {
    await page.clock.runFor("04:00");
    // Several in one moment, of which the first is heard.
    await name.pressSequentially("abc");
  }
  await page.clock.runFor("07:40");
  await expect(warning).toHaveCount(0);
  await page.clock.runFor("00:30");
  await expect(warning).toBeVisible();
});

test("local storage that was cleared under an open page has all of it again with the next key", async ({ page }) => {
  await typing(page);
  await page.evaluate(() => localStorage.clear());
  await page.getByLabel("Your full name").pressSequentially("x");
  await expect(page.getByText(SAVED, { exact: true })).toBeVisible();
  const kept = await page.evaluate(() => Object.keys(localStorage));
  expect(kept).toContain("cap/keyring");
  expect(kept.filter((key) => key.startsWith("cap/draft/"))).toHaveLength(1);
  await page.reload();
  await give(page);
  await expect(page.getByLabel("Your full name")).toHaveValue("Morx Marker");
});

test("a computer that slept is locked", async ({ page }) => {
  await page.clock.install();
  await typing(page);
  await page.clock.fastForward("05:00");
  await expect(asked(page)).toBeVisible();
  await give(page);
  await backAgain(page);
});

test("the passphrase is changed with the present one, and a new code takes the place of the old", async ({ page }) => {
  await locked(page, "#/applications");
  await give(page);
  await page.getByRole("link", { name: "Passphrase and recovery code" }).click();
  await drawn(page);
  await accessible(page);
  await page.getByLabel("Present passphrase", { exact: true }).fill("not this one at all");
  await page.getByLabel("New passphrase", { exact: true }).fill("lantern pebble thistle");
  await page.getByRole("button", { name: "Change your passphrase" }).click();
  await expect(page.locator("#error-summary")).toContainText("not the passphrase");
  await page.getByLabel("Present passphrase", { exact: true }).fill(fixture.passphrase);
  await page.getByRole("button", { name: "Change your passphrase" }).click();
  await expect(page.getByText("Your passphrase is changed.")).toBeVisible();
  await page.getByRole("link", { name: "Make a new recovery code" }).click();
  await drawn(page);
  await page.getByLabel("Present passphrase", { exact: true }).fill("lantern pebble thistle");
  await page.getByRole("button", { name: "Make a new recovery code" }).click();
  const code = await page.locator("#recovery-code").innerText();
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page).toHaveURL(/#\/applications$/);
  await page.reload();
  await give(page);
  await expect(page.locator("#error-summary")).toContainText("not the passphrase");
  await page.getByRole("button", { name: "Use the recovery code instead" }).click();
  const box = page.getByLabel("Recovery code", { exact: true });
  await box.fill(fixture.code);
  await page.keyboard.press("Enter");
  await expect(page.locator("#error-summary")).toContainText("not the recovery code");
  await box.fill(code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Applications on this device" })).toBeVisible();
});

test("where it is only recommended, a person can go on without, and nothing is kept until one is chosen", async ({ page }) => {
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    const settings = (await response.json()) as object;
    await route.fulfill({ response, json: { ...settings, passphrase: "recommended" } });
  });
  await page.goto("./#/new");
  await expect(page.getByText("nothing is kept after you close this tab")).toBeVisible();
  await page.getByRole("button", { name: "Continue without a passphrase" }).click();
  await page.getByLabel("Name for this application").fill("Nowhere");
  await expect(page.getByText("Not kept on this device", { exact: true })).toBeVisible();
  expect(await dump(page)).toBe("{}");
  await page.goto("./#/applications");
  await page.getByRole("link", { name: "Passphrase and recovery code" }).click();
  await page.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { name: "Nowhere" })).toBeVisible();
  await page.reload();
  await give(page);
  await expect(page.getByRole("heading", { name: "Nowhere" })).toBeVisible();
});

test("records of before there was a passphrase are sealed, damaged ones too, and both stores hold nothing else", async ({ page }) => {
  const id = "ab".repeat(16);
  const old = { format: 1, id, version: 4, changed: Date.now(), nickname: "Old marker", form_version: "x", answers: { single: {}, repeats: {} } };
  await page.goto("./settings.json");
  await page.evaluate(
    ([text, id]) => {
      localStorage.setItem(`cap/draft/${id}`, text);
      localStorage.setItem(`cap/draft/${"cd".repeat(16)}`, text.slice(0, 120));
    },
    [JSON.stringify(old), id] as const,
  );
  await page.goto("./#/applications");
  await page.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { name: "Old marker" })).toBeVisible();
  await expect(page.getByText("it is damaged and cannot be read")).toBeVisible();
  expect(await dump(page)).not.toContain("marker");
  await page.reload();
  await give(page);
  await expect(page.getByRole("heading", { name: "Old marker" })).toBeVisible();
  await expect(page.getByText("it is damaged and cannot be read")).toBeVisible();
});

test("a keyring that is damaged or newer has words and a way out, and is not deleted", async ({ page }) => {
  await page.goto("./settings.json");
  const put = (text: string) => page.evaluate((text) => localStorage.setItem("cap/keyring", text), text);
  await put('{"format":9}');
  await page.goto("./#/applications");
  await expect(page.getByText("newer version of this service")).toBeVisible();
  await accessible(page);
  await put(fixture.keyring.slice(0, 200));
  await page.reload();
  await expect(page.getByText("is damaged and cannot be read")).toBeVisible();
  await page.getByRole("button", { name: "Choose a new passphrase" }).click();
  await page.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.getByRole("button", { name: "I have kept it" }).click();
  const stored = JSON.parse(await dump(page)) as Record<string, string>;
  expect(stored["cap/keyring-damaged"]).toBe(fixture.keyring.slice(0, 200));
});

/**
 * Questions about whoever fills in the form, not about the student. WCAG 1.3.5 has us say so to the browser, and it may
 * then keep the answers among its own suggestions, as `docs/threat-model.md` says.
 */
const own = ((): Set<string> => {
  const found = new Set<string>();
  const path = resolve(import.meta.dirname, "../../public/form/application.json");
  JSON.parse(readFileSync(path, "utf8"), (_, value: { id?: string; autocomplete?: string } | null) => {
    if (value?.autocomplete && value.id) found.add(value.id);
    return value;
  });
  return found;
})();

/** The application with a marker of its own in every text of more than a word. */
function marked(whole: Application): { whole: Application; markers: string[]; owns: string[] } {
  const markers: string[] = [];
  const owns: string[] = [];
  const mark = (answers: Answers): Answers =>
    Object.fromEntries(
      Object.entries(answers).map(([question, raw]) => {
        if (typeof raw !== "string" || !/[A-Za-z]{3,} [A-Za-z]/.test(raw)) return [question, raw];
        // Long enough to stand in no sealed text by chance: those are megabytes of random letters.
        const number = String(markers.length + owns.length).padStart(3, "0");
        const marker = `Qzj${[...number].map((digit) => "kvxwjqzbyg"[Number(digit)]).join("")}vZx`;
        (own.has(question) ? owns : markers).push(marker);
        return [question, `${marker} ${raw}`];
      }),
    );
  const repeats = Object.entries(whole.repeats).map(([group, items]) => [group, items.map(mark)]);
  return { whole: { ...whole, answers: mark(whole.answers), repeats: Object.fromEntries(repeats) }, markers, owns };
}

/** Everything that the browser can be asked for. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.title];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? "");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error("closed"));
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        found.push(store, values);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request))?.text());
    }
    return JSON.stringify(found);
  });

/** Boxes of the page in which the browser may offer and keep what was typed. */
const suggested = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = ["text", "tel", "email", "password", "textarea"];
    const boxes = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
    return boxes.filter((box) => texts.includes(box.type) && box.autocomplete !== "off").map((box) => box.id);
  });

/** Files below a folder that hold a text in UTF-8 or UTF-16. */
function holding(folder: string, texts: string[]): string[] {
  const found: string[] = [];
  const needles = texts.flatMap((text) => [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

test("nothing that is typed into any question is anywhere in the browser but on the page", async ({ baseURL }) => {
  test.setTimeout(240_000);
  const profile = mkdtempSync(join(tmpdir(), "cap-profile-"));
  const { executablePath } = test.info().project.use.launchOptions ?? {};
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(baseURL === undefined ? {} : { baseURL }),
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  const { whole, markers, owns } = marked(application("supported_transfer"));
  // Short and by themselves: a store may cut a long text, and compress what it has seen before.
  const typed = [...markers, ...owns, "BluemarkNick"];
  try {
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await onDate(page, whole.stated_date);
    await page.goto("./#/new");
    await page.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
    // Shown, it is an ordinary box to the browser.
    await page.getByRole("button", { name: "Show Passphrase" }).click();
    await page.getByRole("button", { name: "Set passphrase" }).click();
    await page.getByRole("button", { name: "I have kept it" }).click();
    await page.getByLabel("Name for this application").fill("BluemarkNick");
    await page.locator('input[name="provision"][value="supported_transfer"]').check();
    const addresses: string[] = [];
    const offered = new Set<string>();
    await fillApplication(page, whole, async (page) => {
      addresses.push(page.url(), await page.title());
      for (const id of await suggested(page)) offered.add(id);
    });
    await openCheck(page);
    expect([...offered].filter((id) => !own.has(id)), "every other box asks the browser to keep nothing").toEqual([]);
    expect([...offered].sort()).toEqual([...own].sort());
    const text = await page.content();
    expect(owns.length, "the name and the role").toBe(2);
    expect(markers.length).toBeGreaterThan(20);
    expect([...markers, ...owns].filter((marker) => !text.includes(marker)), "typed into the form").toEqual([]);
    const kept = await everything(page);
    expect(kept).toContain("sealed");
    const seen = kept + addresses.join() + said.join();
    expect(typed.filter((marker) => seen.includes(marker))).toEqual([]);
    await page.getByRole("button", { name: "Lock now" }).click();
    await expect(asked(page)).toBeVisible();
    const covered = await page.content();
    expect(typed.filter((marker) => covered.includes(marker))).toEqual([]);
  } finally {
    await context.close();
  }
  // The profile is all there, and can be searched: it holds what is no secret.
  expect(holding(profile, ["cap/keyring"])).not.toEqual([]);
  expect(holding(profile, [...markers, "BluemarkNick", fixture.passphrase])).toEqual([]);
  // Whoever fills in the form is known to the browser's own suggestions, and to nothing else.
  const suggestions = /^Web Data(-journal)?$/;
  expect(holding(profile, owns).filter((path) => !suggestions.test(basename(path)))).toEqual([]);
  await removed(profile);
});
