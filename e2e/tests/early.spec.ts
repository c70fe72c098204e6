import { type Page } from "@playwright/test";
import { findings } from "./support/accessibility.js";
import { keep } from "./support/passphrase.js";
import { bare, expect, test } from "./support/test.js";
import { complaint, FAILED } from "./support/watch.js";

// Files are missing and damaged on purpose.
test.use({ complaints: new RegExp(`${FAILED.source}|WebAssembly|CompileError|wasm`) });

/** The page as it stands before the program is live: its program never arrives. */
async function withoutProgram(page: Page, address = "./"): Promise<void> {
  await page.route("**/*.wasm", () => new Promise<void>(() => {}));
  await page.goto(address, { waitUntil: "domcontentloaded" });
}

const trouble = (page: Page) => page.getByRole("alert").filter({ hasText: "The form cannot start" });

test("the start page can be read before the program is live", async ({ page }) => {
  await withoutProgram(page);
  await expect(page.getByRole("heading", { level: 1, name: "Apply for alternative provision" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start a new application" })).toBeVisible();
  await expect(trouble(page)).toBeHidden();
});

test("another page says that it is loading, and the start page is not shown for it", async ({ page }) => {
  await withoutProgram(page, "./#/deadlines");
  await expect(page.getByRole("status")).toHaveText("Loading…");
  await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
});

test("going on before the program is live says that it is loading", async ({ page }) => {
  await withoutProgram(page);
  await page.getByRole("link", { name: "Deadlines" }).click();
  await expect(page.getByRole("status")).toHaveText("Loading…");
});

for (const [what, pattern] of [
  ["program", "**/*.wasm"],
  ["script", "**/cap-*.js"],
] as const) {
  test(`a ${what} that cannot be fetched is told, with whom to telephone`, async ({ page }) => {
    await page.route(pattern, (route) => route.abort());
    await page.goto("./");
    await expect(trouble(page)).toContainText("024 7697 2062");
  });
}

test("without its style sheet the form is plain and works", async ({ page }) => {
  await page.route("**/*.css", (route) => route.abort());
  await page.goto("./#/new");
  await expect(page.getByRole("radio", { name: "Tier 2 Insight" })).toBeVisible();
  await expect(trouble(page)).toBeHidden();
});

test("a program that is damaged is told", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "damaged" }));
  await page.goto("./");
  await expect(trouble(page)).toBeVisible();
});

test("a browser without WebAssembly is told", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  await page.goto("./");
  await expect(trouble(page)).toBeVisible();
});

// Web Vitals call 0.1 good.
for (const [what, address, there, kept] of [
  ["the start page", "./", "Start a new application", false],
  ["the way to a first passphrase", "./#/new", "Set passphrase", false],
  ["the way back to what is kept", "./#/applications", "Unlock", true],
  ["the checker’s first question", "./#/checker", "Choose all that apply", false],
] as const) {
  bare(`nothing moves under the hand while ${what} becomes live and the rules come`, async ({ page }) => {
    if (kept) await keep(page.context());
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number }[]) shifts.push(entry.value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(address);
    await page.getByText(there, { exact: true }).waitFor();
    await page.getByText("These are the 2025-26 rules").waitFor();
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, one) => sum + one, 0), shifts.join(" ")).toBeLessThan(0.02);
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what is needed, with whom to telephone", async ({ page }) => {
    await page.goto("./");
    // Not `noscript` itself: Playwright reads no text from that element.
    const words = page.locator("noscript > *");
    await expect(words).toContainText("needs JavaScript");
    await expect(words).toContainText("024 7697 2062");
  });
});

test("the page before the program is live has no accessibility fault and fits 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await withoutProgram(page);
  expect(await findings(page, {})).toEqual([]);
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("img")));
  expect((await findings(page, {})).map(({ id }) => id), "what is wrong would be found").toContain("image-alt");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

test.describe("with the service kept on the device", () => {
  test.use({ serviceWorkers: "allow" });

  for (const [what, address] of [["at the start page", "./"], ["at a page that needs everything", "./#/deadlines"]] as const) {
    test(`every file is fetched once, from this host only, and nothing is complained of ${what}`, async ({ page }) => {
      const fetched: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => fetched.push(request.url()));
      page.on("console", (message) => complaints.push(...complaint(message)));
      await page.goto(address, { waitUntil: "networkidle" });
      expect(fetched.filter((url) => new URL(url).origin !== new URL(page.url()).origin)).toEqual([]);
      expect(fetched.filter((url, at) => fetched.indexOf(url) !== at)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }
});

for (const [what, address, ahead] of [
  ["the start page", "./", false],
  ["a first passphrase", "./#/new", false],
  ["the checker", "./#/checker", true],
  ["the deadlines", "./#/deadlines", true],
] as const) {
  bare(`the rest of the program ${ahead ? "comes beside" : "waits for"} the first part on the way to ${what}`, async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.route("**/*.wasm", () => new Promise<void>(() => {}));
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(() => document.readyState === "complete");
    await expect.poll(() => asked.some((path) => path.endsWith("_bg.wasm"))).toBe(true);
    expect(asked.some((path) => path.endsWith("-rest.wasm"))).toBe(ahead);
  });
}

test("data that came in time count, however long the rest of the program takes", async ({ page }) => {
  // The time that a request is given is over when the test says so.
  await page.addInitScript(() => {
    const given: AbortController[] = [];
    Object.assign(window, { over: () => given.forEach((one) => one.abort()) });
    AbortSignal.timeout = () => {
      const one = new AbortController();
      given.push(one);
      return one.signal;
    };
  });
  let go = (): void => {};
  const held = new Promise<void>((done) => (go = done));
  await page.route("**/*-rest.wasm", async (route) => {
    await held;
    await route.continue();
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("./#/deadlines");
  const data = ["form/application.json", "programme/2024-25.json", "programme/2025-26.json", "programme/calendar.json"];
  for (const name of data) {
    const there = (name: string): boolean => performance.getEntriesByType("resource").some((one) => one.name.endsWith(name));
    await page.waitForFunction(there, name);
  }
  await page.evaluate(() => (window as unknown as { over: () => void }).over());
  go();
  await expect(page.getByRole("heading", { level: 1, name: "Deadlines" })).toBeVisible();
  for (const name of data) expect(asked.filter((path) => path.endsWith(name)), name).toHaveLength(1);
});
