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
    methods[name] = function (this: unknown, ...args) {
      // The line about saving is drawn anew: it stands in no question.
      const counted = !(this instanceof Element) || this.closest(".govuk-form-group");
      if (counted) counts[name] = (counts[name] ?? 0) + 1;
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
  watch(Crypto.prototype, "getRandomValues");
  watch(IDBObjectStore.prototype, "get");
  watch(IDBObjectStore.prototype, "put");
  watch(Element.prototype, "setAttribute");
  watch(Element.prototype, "removeAttribute");
  watch(window, "setTimeout");
  watchProperty(HTMLTextAreaElement.prototype, "value", "set");
  watchProperty(window, "localStorage", "get");
  Object.assign(window, { counts });
}

/** In the page: the one draft as local storage has it, and as IndexedDB has it under the same key. */
async function bothStores(): Promise<unknown[]> {
  const drafts = Object.entries(localStorage as Record<string, string>).filter(([key]) => key.startsWith("cap/draft/"));
  const [[key, text] = ["", ""], ...others] = drafts;
  if (!text || others.length > 0) throw new Error(`${drafts.length} drafts`);
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(request.error?.message));
    });
  const database = await settled(indexedDB.open("cap-application"));
  const written: unknown = await settled(database.transaction("records").objectStore("records").get(key));
  database.close();
  return [text, written];
}

const KEYS = 20;

test("a key stores the record once, the newest goes on to the database, and the count and nothing else on the page changes", async ({ page }) => {
  await seed(page, application("insight"), "insight-concern");
  const box = page.locator("textarea").first();
  // What the first keys change: the line about saving, and timers that the others share.
  await box.pressSequentially("Some words");
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  await box.press("End");
  // The tests' keyring asks for little work, so that it is wrapped anew once it was opened: that reads and writes for itself.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("cap/keyring"))).toContain('"memory":65536');
  await page.evaluate(count);
  // In one go, so that nothing hangs on how fast a key follows another.
  await page.evaluate((keys) => {
    for (let at = 0; at < keys; at += 1) document.execCommand("insertText", false, "x");
  }, KEYS);
  await expect(box).toHaveValue(/x{20}$/);
  const read = () => page.evaluate(() => (window as unknown as { counts: Record<string, number> }).counts);
  // The first begins at once; of those that come before it is durable the last follows it.
  await expect.poll(async () => (await read())["put"]).toBe(2);
  await expect(page.getByText("Saved on this device", { exact: true })).toBeVisible();
  const counts = await read();
  expect(counts).toMatchObject({ setItem: KEYS, put: 2, get: 2 });
  const [local, indexed] = await page.evaluate(bothStores);
  expect(indexed, "the newest is in both").toBe(local);
  expect(counts["value"], "the box is not written back").toBeUndefined();
  expect(counts["localStorage"], "asked for once a page").toBeUndefined();
  expect(counts["getItem"], "no whole text is copied").toBeUndefined();
  expect(counts["getRandomValues"] ?? 0, "drawn for many keys").toBeLessThanOrEqual(1);
  expect(counts["setAttribute"], "no attribute of a question is set").toBeUndefined();
  expect(counts["removeAttribute"]).toBeUndefined();
  // Those that wait for a pause, one for all keys.
  expect(counts["setTimeout"] ?? 0).toBeLessThan(KEYS / 2);
});

test("at a key in a long answer the browser has long answers alone to read for its autofill", async ({ page }) => {
  await seed(page, application("insight"), "insight-concern");
  const box = page.locator("textarea").first();
  await box.focus();
  const forms = await box.evaluate((area: HTMLTextAreaElement) => {
    const main = document.querySelector<HTMLButtonElement>("main form button[type=submit]")?.form;
    return { own: [...(area.form?.elements ?? [])].map(({ localName }) => localName), main: [...(main?.elements ?? [])].map(({ localName }) => localName) };
  });
  expect(forms.own).toContain("textarea");
  expect(new Set(forms.own).size, "nothing else").toBe(1);
  expect(forms.main, "and the page's own form has none of them").not.toContain("textarea");
  const before = page.url();
  await box.press("End");
  await box.pressSequentially("one");
  await box.press("Enter");
  await box.pressSequentially("two");
  await expect(box, "Enter is a line").toHaveValue(/one\ntwo$/);
  expect(page.url()).toBe(before);
});

test("each record is sealed with a nonce of its own", async ({ page }) => {
  await seed(page, application("insight"), "insight-concern");
  await page.evaluate(() => {
    const nonces: string[] = [];
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (key.startsWith("cap/draft/")) nonces.push((JSON.parse(text) as { nonce: string }).nonce);
      set.call(this, key, text);
    };
    Object.assign(window, { nonces });
  });
  await page.locator("textarea").first().focus();
  // More than are drawn at once, twice over.
  const letters = 80;
  await page.evaluate((letters) => {
    for (let at = 0; at < letters; at += 1) document.execCommand("insertText", false, "x");
  }, letters);
  const nonces = await page.evaluate(() => (window as unknown as { nonces: string[] }).nonces);
  expect(nonces).toHaveLength(letters);
  expect(new Set(nonces).size).toBe(letters);
  for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{32}$/);
});

test("the database that is opened before the program is there is the one it goes on with", async ({ page }) => {
  await page.addInitScript(() => {
    const opened: string[] = [];
    const open = indexedDB.open.bind(indexedDB);
    IDBFactory.prototype.open = (...args) => {
      opened.push(document.currentScript?.getAttribute("src") ?? "the program");
      return open(...args);
    };
    Object.assign(window, { opened });
  });
  await page.goto("./#/applications");
  await expect(page.getByRole("heading", { level: 1, name: "Applications" })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { opened: string[] }).opened)).toEqual(["early.js"]);
});
