import { type Page, type Route } from "@playwright/test";
import { application, provisions } from "./support/application.js";
import { drawn } from "./support/controls.js";
import { onDate, pressSend } from "./support/driver.js";
import { look } from "./support/looks.js";
import { everyError, everyGate, everyPage } from "./support/pages.js";
import { give, keep } from "./support/passphrase.js";
import { isSecond, tryRelease, visitOnce } from "./support/release.js";
import { drawnAtStart, seed, visit } from "./support/seed.js";
import { Site } from "./support/site.js";
import { bare, expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// Every state that the service can be in, and every type of page, stands WCAG 2.2 AA as far as a program can measure it:
// see support/looks.ts. Roles and names are compared with the trees in this folder, which were read when they were made;
// `npx playwright test states --update-snapshots` makes them anew.

const endpoint = (url: URL) => url.pathname === "/applications";
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

test("every type of page", async ({ page }) => {
  test.setTimeout(300_000);
  await everyPage(page, application("supported_transfer"), (type) => look(page, type));
});

test("every type of page with errors", async ({ page }) => {
  test.setTimeout(180_000);
  await everyError(page, (type) => look(page, type));
});

bare("what stands before the pages", async ({ page }) => {
  bare.setTimeout(180_000);
  await everyGate(page, (type) => look(page, type));
});

for (const provision of provisions) {
  test(`the tasks, the answers and the rules of ${provision}`, async ({ page }) => {
    test.slow();
    const whole = application(provision);
    await onDate(page, whole.stated_date);
    const id = await seed(page, whole, "", "Every provision");
    await look(page, `tasks of ${provision}`);
    await visit(page, `#/application/${id}/readiness`);
    await look(page, `readiness of ${provision}`);
    await visit(page, `#/application/${id}/check-answers`);
    await look(page, `answers of ${provision}`);
    await visit(page, `#/checker/${provision}`);
    await look(page, `rules of ${provision}`);
  });
}

/** A whole application that was sent to an endpoint that does this. */
async function sent(page: Page, endpointDoes: (route: Route) => Promise<void>): Promise<void> {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  await page.route(endpoint, endpointDoes);
  await seed(page, whole, "check-answers");
  await pressSend(page);
}

const problem = (status: number, more: object) => (route: Route) =>
  route.fulfill({
    status,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "about:blank", title: "Not now", status, detail: "The council says so.", ...more }),
  });
const WRONG = [{ question: "upn", code: "upn-check-letter", message: "Check the unique pupil number" }];

test.describe("of sending", () => {
  test.use({ complaints: FAILED });

  const STATES: [string, string, (route: Route) => Promise<void>][] = [
    ["sending", "Sending your application", () => new Promise<void>(() => {})],
    ["not known whether it arrived", "We do not know yet", (route) => route.abort()],
    ["sign in again", "Sign in again", problem(401, {})],
    ["refused", "The council could not accept", problem(422, { errors: WRONG })],
    ["received", "Application received", (route) => route.continue()],
  ];
  for (const [state, words, does] of STATES) {
    test(state, async ({ page }) => {
      await sent(page, does);
      await expect(heading(page, new RegExp(words))).toBeVisible();
      if (state === "received") await page.locator(".govuk-panel strong").evaluate((one) => (one.textContent = "CAP-22222222"));
      await look(page, state);
    });
  }

  test("waiting, without a connection", async ({ page, context }) => {
    const whole = application("tier1");
    await onDate(page, whole.stated_date);
    await seed(page, whole, "check-answers");
    await context.setOffline(true);
    await pressSend(page);
    await expect(heading(page, "Waiting to send")).toBeVisible();
    await look(page, "waiting");
  });

  test("a deadline is near while an application waits, on whatever page", async ({ page, context }) => {
    const text = JSON.stringify(application("flourish")).replaceAll('"year":"2026"', '"year":"2024"');
    const whole = JSON.parse(text) as ReturnType<typeof application>;
    await onDate(page, "2024-12-02");
    await seed(page, whole, "check-answers");
    await context.setOffline(true);
    await pressSend(page);
    await page.goto("./#/deadlines");
    const banner = page.getByRole("region", { name: "Important" });
    await expect(banner).toContainText("its deadline is Wednesday 4 December 2024");
    await expect(banner).toContainText("Telephone 024 7697 2062");
    await look(page, "deadline at stake");
    await banner.getByRole("link").click();
    await expect(heading(page, "Waiting to send")).toBeVisible();
  });
});

test.describe("of saving", () => {
  const typing = async (page: Page): Promise<void> => {
    await onDate(page, application("insight").stated_date);
    await seed(page, application("insight"), "your-details");
    const status = await page.locator("#save-status").elementHandle();
    await page.getByLabel("Your full name").fill("Ruth Examplewood");
    expect(await status?.evaluate((one) => one.isConnected), "the region is there before its words").toBe(true);
  };

  test("saving", async ({ page }) => {
    await page.addInitScript(() => {
      // Nothing is ever said to be written.
      for (const name of ["oncomplete", "onerror", "onabort"]) {
        Object.defineProperty(IDBTransaction.prototype, name, { set: () => undefined });
      }
    });
    await typing(page);
    await expect(page.locator("#save-status")).toHaveText("Saving…");
    await look(page, "saving");
  });

  test("saved", async ({ page }) => {
    await typing(page);
    await expect(page.locator("#save-status")).toHaveText("Saved on this device");
    await look(page, "saved");
  });

  test("refused by the browser", async ({ page }) => {
    await page.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      const full = (): never => {
        throw new DOMException("full", "QuotaExceededError");
      };
      const setItem = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        // The test puts a draft on the device before the program begins.
        if (key.startsWith("cap/draft") && !location.pathname.endsWith(".json")) full();
        setItem.call(this, key, value);
      };
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        if (String(key).startsWith("cap/draft")) full();
        return put.call(this, value, key);
      };
    });
    await typing(page);
    await expect(page.getByRole("alert").filter({ hasText: "not saved on this device" })).toBeVisible();
    await look(page, "save refused");
  });
});

test("open in another tab", async ({ page, context }) => {
  const whole = application("insight");
  await onDate(page, whole.stated_date);
  const id = await seed(page, whole, "your-details");
  const other = await context.newPage();
  await onDate(other, whole.stated_date);
  await other.goto(`./#/application/${id}/your-details`);
  await expect(heading(other, "This application is open in another tab or window")).toBeVisible();
  await look(other, "open in another tab");
});

bare.describe("of the lock", () => {
  bare("about to lock, and locked", async ({ page, context }) => {
    await keep(context);
    const noon = Date.parse("2026-11-20T12:00:00Z");
    await page.clock.install({ time: noon });
    await page.goto("./#/applications");
    await give(page);
    await drawn(page);
    const warning = page.getByRole("alert").filter({ hasText: "Are you still there?" });
    const minute = 60_000;
    for (let minutes = 0; minutes < 240 && !(await warning.isVisible()); minutes += 1) await page.clock.runFor(minute);
    await expect(warning).toBeVisible();
    // Looking at it is what a person does who is there: the warning would go.
    await look(page, "about to lock");
  });
});

test.describe("of releases and connections", () => {
  test.use({ serviceWorkers: "allow", complaints: FAILED });

  const with_ = test.extend<{ site: Site }>({
    // eslint-disable-next-line no-empty-pattern
    site: async ({}, use) => {
      const site = new Site();
      await site.start();
      await use(site);
      await site.close();
    },
    baseURL: async ({ site }, use) => use(site.url),
  });

  with_("a new version is ready", async ({ page, site }) => {
    await visitOnce(page);
    // Only a page that was given by a worker makes the next one wait.
    await page.reload();
    await drawnAtStart(page);
    site.publish("second");
    expect(await tryRelease(page)).toBe("installed");
    await expect(page.getByRole("complementary", { name: "New version" })).toBeVisible();
    await isSecond(page, false);
    await look(page, "update ready");
  });

  with_("without a connection", async ({ page, context }) => {
    await visitOnce(page);
    const whole = application("insight");
    await onDate(page, whole.stated_date);
    await seed(page, whole, "check-answers");
    await context.setOffline(true);
    await expect(page.getByRole("complementary", { name: "Connection" })).toBeVisible();
    await look(page, "offline");
  });

  with_("files that are wrong", async ({ page, site }) => {
    await visitOnce(page);
    site.write("form/application.json", site.read("form/application.json").replaceAll('"answer": "provision"', '"answer": "provison"'));
    await page.reload();
    await expect(page.getByRole("complementary", { name: "Problem with the service" })).toBeVisible();
    await look(page, "older files in force");
  });
});

bare.describe("before the program is live", () => {
  bare("the start page", async ({ page }) => {
    await page.route("**/*.wasm", () => new Promise<void>(() => {}));
    await page.goto("./", { waitUntil: "domcontentloaded" });
    await expect(heading(page, "Apply for alternative provision")).toBeVisible();
    await look(page, "before the program is live");
  });

  bare.describe("where it cannot start", () => {
    bare.use({ complaints: new RegExp(`${FAILED.source}|WebAssembly`) });

    bare("it says so", async ({ page }) => {
      await page.route("**/*.wasm", (route) => route.abort());
      await page.goto("./");
      await expect(page.getByRole("alert").filter({ hasText: "The form cannot start" })).toBeVisible();
      await look(page, "it cannot start");
    });
  });
});
