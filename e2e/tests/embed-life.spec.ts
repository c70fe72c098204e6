import { type CDPSession, type Page } from "@playwright/test";
import { hostPage, openHost, started } from "./support/host.js";
import { fixture, give } from "./support/passphrase.js";
import { expect, test } from "./support/test.js";

const TWO = '<cap-application id="one" start="form"></cap-application><cap-application id="two" start="applications"></cap-application>';

/** Which element has the keyboard, and which of its own elements. */
const focusedIn = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() => [document.activeElement?.id, document.activeElement?.shadowRoot?.activeElement?.id]);

/** As many frames as the program waits for what is to take the focus, and more. */
const frames = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let at = 0; at < 8; at += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

test("two elements on a page are two programs on one device: each hears what the other writes, and one at a time changes an application", async ({ page }) => {
  await hostPage(page, { body: TWO, css: "cap-application{--cap-min-height:1px}" });
  await page.goto("./council/page.html");
  await page.removeLocatorHandler(page.getByRole("heading", { name: "Enter your passphrase" }));
  const [one, two] = [page.locator("#one"), page.locator("#two")];
  await started(one);
  await started(two);
  // Each has a key of its own, and asks for itself.
  await one.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
  // On to the other while the first is being unlocked.
  await page.evaluate(() => {
    const within = (id: string) => document.getElementById(id)?.shadowRoot;
    within("one")?.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
    within("two")?.getElementById("passphrase")?.focus();
  });
  await expect(one.getByLabel("Name for this application")).toBeVisible();
  await frames(page);
  expect(await focusedIn(page), "the keyboard stays where the person went").toEqual(["two", "passphrase"]);
  await give(two);
  await expect(two.getByLabel("Passphrase", { exact: true })).toHaveCount(0);
  await expect.poll(() => focusedIn(page), { message: "its own page takes it" }).toEqual(["two", "main-heading"]);
  await one.getByLabel("Name for this application").fill("Thursday");
  await expect(one.getByText("Saved on this device")).toBeVisible();
  await two.getByRole("link", { name: "Thursday" }).click();
  await expect(two.getByRole("button", { name: /here/ })).toBeVisible();
  await two.getByRole("button", { name: /here/ }).click();
  await expect(two.locator("#main-heading")).toBeVisible();
  await expect(one.getByRole("button", { name: /here/ }), "the first has let go").toBeVisible();
  await two.getByRole("button", { name: "Lock now" }).click();
  for (const locked of [one, two]) await expect(locked.getByRole("heading", { name: "Enter your passphrase" })).toBeVisible();
  expect(await page.evaluate(() => {
    const sheet = (id: string) => document.getElementById(id)?.shadowRoot?.adoptedStyleSheets[1];
    return sheet("one") === sheet("two") && sheet("one") !== undefined;
  }), "they share the sheet").toBe(true);
});

test("an element that goes gives back what it held, and moved within the page it stays what it was", async ({ page }) => {
  const element = await openHost(page, { body: '<cap-application start="form"></cap-application><aside></aside>' });
  await element.getByLabel("Name for this application").fill("Friday");
  await expect(element.getByText("Saved on this device")).toBeVisible();
  const held = () => page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name) ?? []);
  expect(await held()).toHaveLength(1);
  const box = await element.getByLabel("Name for this application").elementHandle();
  await page.evaluate(() => {
    const moved = document.querySelector("cap-application");
    if (moved) document.querySelector("aside")?.append(moved);
  });
  expect(await box?.evaluate((node) => node.isConnected), "nothing was drawn anew").toBe(true);
  await page.evaluate(() => document.querySelector("cap-application")?.remove());
  await expect.poll(held).toEqual([]);
});

interface Counts {
  heap: number;
  nodes: number;
  listeners: number;
  workers: number;
}

/** After garbage was collected: twice, since what a finaliser lets go of is garbage only then. */
async function counts(page: Page, cdp: CDPSession): Promise<Counts> {
  for (let turn = 0; turn < 3; turn += 1) {
    await cdp.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
  }
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
  return {
    heap: metric("JSHeapUsedSize"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    workers: page.workers().length,
  };
}

/** Puts an element into the page, waits for its form, types in it, and takes it out again. */
async function cycle(page: Page): Promise<void> {
  await page.evaluate(() => {
    const element = document.createElement("cap-application");
    element.setAttribute("start", "checker");
    document.querySelector("main")?.append(element);
  });
  const element = page.locator("cap-application");
  await started(element);
  await element.locator("input").first().check();
  await page.evaluate(() => document.querySelector("cap-application")?.remove());
  await expect(element).toHaveCount(0);
}

test("a hundred times in and out leave nothing behind", async ({ page }) => {
  test.setTimeout(300_000);
  await hostPage(page, { body: "" });
  await page.goto("./council/page.html");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  // What is made once and kept: code that was compiled, the program's own memory, what Playwright keeps.
  for (let time = 0; time < 20; time += 1) await cycle(page);
  const before = await counts(page, cdp);
  for (let time = 0; time < 100; time += 1) await cycle(page);
  const after = await counts(page, cdp);
  console.log(JSON.stringify({ before, after }));
  expect(after.listeners - before.listeners, "listeners").toBeLessThan(10);
  expect(after.nodes - before.nodes, "nodes").toBeLessThan(50);
  expect(after.workers).toBe(0);
  // Less than 5 KB a time: one form that stays has several hundred.
  expect(after.heap - before.heap, "bytes").toBeLessThan(500_000);
});
