import { cpus } from "node:os";
import { expect, test, type Page } from "@playwright/test";
import { application } from "../tests/support/application.js";
import { fixture, give } from "../tests/support/passphrase.js";
import { put } from "../tests/support/seed.js";

// What a key costs: input events, each once the one before is durable, in drafts of three sizes, with a passphrase
// and without one.

const BOX = "How would a fresh start really help the student?";
const EVENTS = 200;
const SIZES = [1_000, 20_000, 200_000];

interface Times {
  bytes: number;
  event: number[];
  durable: number[];
}

/** Types letter by letter in the page itself, and times each: until the event is over, and until IndexedDB is done. */
const type = (page: Page, sealed: boolean): Promise<Times> =>
  page.evaluate(
    async ({ label, events, sealed }) => {
      const box = [...document.querySelectorAll("label")].find((one) => one.textContent === label)?.control;
      if (!(box instanceof HTMLTextAreaElement)) throw new Error("There is no such box.");
      let bytes = 0;
      let done: (at: number) => void = () => undefined;
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        if (String(key).startsWith("cap/draft/")) {
          bytes = String(value).length;
          this.transaction.addEventListener("complete", () => done(performance.now()));
        }
        return put.call(this, value, key);
      };
      const times: Times = { bytes: 0, event: [], durable: [] };
      for (let at = 0; at < events + 20; at += 1) {
        box.value += String.fromCharCode(97 + (at % 26));
        const durable = new Promise<number>((resolve) => {
          done = resolve;
        });
        const begun = performance.now();
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
        const over = performance.now() - begun;
        // Without a passphrase nothing is written; the browser draws in between all the same.
        const kept = sealed ? (await durable) - begun : 0;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        // The first ones compile and fill caches.
        if (at < 20) continue;
        times.event.push(over);
        if (sealed) times.durable.push(kept);
      }
      times.bytes = bytes;
      return times;
    },
    { label: BOX, events: EVENTS, sealed },
  );

function share(times: number[], part: number): string {
  const sorted = [...times].sort((one, other) => one - other);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return found === undefined ? "–" : found.toFixed(1);
}

for (const sealed of [true, false]) {
  for (const size of SIZES) {
    test(`${size} bytes, ${sealed ? "sealed" : "without a passphrase"}`, async ({ page }) => {
      await page.route("**/settings.json", async (route) => {
        const response = await route.fetch();
        const settings = (await response.json()) as object;
        await route.fulfill({ response, json: { ...settings, passphrase: "recommended" } });
      });
      await page.goto("./settings.json");
      if (sealed) await page.evaluate((keyring) => localStorage.setItem("cap/keyring", keyring), fixture.keyring);
      const { answers, ...whole } = application("supported_transfer");
      const short = { provision: "supported_transfer", fresh_start: "" };
      // A text that the form does not ask for is kept like any other; a small draft has nothing but the answer typed.
      const filled = size < 10_000 ? short : { ...answers, fresh_start: "" };
      const padding = "Words about a fictitious student. ".repeat(Math.ceil(size / 34));
      const before = JSON.stringify(filled).length + (size < 10_000 ? 0 : JSON.stringify(whole.repeats).length);
      const padded = { ...filled, padding: padding.slice(0, Math.max(0, size - before)) };
      const id = await put(page, { ...whole, answers: padded, repeats: size < 10_000 ? {} : whole.repeats });
      await page.goto(`./#/application/${id}/another-school`);
      if (sealed) await give(page);
      else await page.getByRole("button", { name: "Continue without a passphrase" }).click();
      await page.getByLabel(BOX).waitFor();
      // The wrapping is made anew meanwhile, once.
      if (sealed) await expect.poll(() => page.evaluate(() => localStorage.getItem("cap/keyring"))).toContain('"memory":65536');
      const { bytes, event, durable } = await type(page, sealed);
      expect(event).toHaveLength(EVENTS);
      console.log(
        `| ${size / 1_000} KB | ${sealed ? "yes" : "no"} | ${sealed ? bytes : "–"} | ${share(event, 0.5)} | ${share(event, 0.95)} | ` +
          `${share(durable, 0.5)} | ${share(durable, 0.95)} |`,
      );
    });
  }
}

test.afterAll(() => console.log(`${cpus()[0]?.model} (${cpus().length} cores)`));
