import { application } from "./support/application.js";
import { seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";

// What a key costs, counted and not timed: how often the program calls the browser, in a long answer of an open application.

/** In the page: counts calls of these, from the next `begin` on. */
function count(): void {
  const counts: Record<string, number> = {};
  const watch = (owner: object, name: string) => {
    const methods = owner as Record<string, (...args: unknown[]) => unknown>;
    const method = methods[name];
    if (!method) throw new Error(name);
    methods[name] = function (...args) {
      counts[name] = (counts[name] ?? 0) + 1;
      return method.apply(this, args);
    };
  };
  const watchProperty = (owner: object, name: string, kind: "get" | "set") => {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    const call = property?.[kind];
    if (!call) throw new Error(name);
    Object.defineProperty(owner, name, {
      ...property,
      [kind](this: unknown, ...args: unknown[]) {
        counts[name] = (counts[name] ?? 0) + 1;
        return Reflect.apply(call, this, args) as unknown;
      },
    });
  };
  watch(Storage.prototype, "setItem");
  watch(Storage.prototype, "getItem");
  watch(IDBObjectStore.prototype, "get");
  watch(IDBObjectStore.prototype, "put");
  watch(Element.prototype, "setAttribute");
  watch(Element.prototype, "removeAttribute");
  watch(window, "setTimeout");
  watchProperty(HTMLTextAreaElement.prototype, "value", "set");
  watchProperty(window, "localStorage", "get");
  Object.assign(window, { counts });
}

const KEYS = 20;

test("a key stores the record once in each store, and changes the count and nothing else on the page", async ({ page }) => {
  await seed(page, application("insight"), "insight-concern");
  const box = page.locator("textarea").first();
  // What the first keys change: the line about saving, and timers that the others share.
  await box.pressSequentially("Some words");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  await box.press("End");
  await page.evaluate(count);
  await box.pressSequentially("x".repeat(KEYS));
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  const counts = await page.evaluate(() => (window as unknown as { counts: Record<string, number> }).counts);
  expect(counts).toMatchObject({ setItem: KEYS, put: KEYS, get: KEYS });
  expect(counts["value"], "the box is not written back").toBeUndefined();
  expect(counts["localStorage"], "asked for once a page").toBeUndefined();
  expect(counts["getItem"], "no text is read").toBeUndefined();
  // Of the line about saving, twice; and timers that begin with the first key or after a pause.
  expect((counts["setAttribute"] ?? 0) + (counts["removeAttribute"] ?? 0)).toBeLessThan(KEYS / 2);
  expect(counts["setTimeout"] ?? 0).toBeLessThan(KEYS / 2);
});

test("the database is opened once, before the program is there", async ({ page }) => {
  await page.addInitScript(() => {
    const times: number[] = [];
    const open = indexedDB.open.bind(indexedDB);
    IDBFactory.prototype.open = (...args) => {
      times.push(performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length);
      return open(...args);
    };
    Object.assign(window, { times });
  });
  await page.goto("./#/applications");
  await expect(page.getByRole("heading", { level: 1, name: "Applications" })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { times: number[] }).times)).toEqual([0]);
});
