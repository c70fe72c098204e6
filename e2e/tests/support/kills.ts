import { setTimeout as wait } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";
import { application } from "./application.js";
import { fixture, give } from "./passphrase.js";
import { put } from "./seed.js";

const BOX = "How would a fresh start really help the student?";

/** What a browser commits of local storage is behind by up to this long after a first write. */
const COMMITTED = 7_000;

/** Opens the draft of a profile, made at the first time, and gives its address. */
export async function unlock(page: Page, base: string, address: string): Promise<string> {
  let to = address;
  if (to === "") {
    await page.goto(`${base}settings.json`);
    await page.evaluate((keyring) => localStorage.setItem("cap/keyring", keyring), fixture.keyring);
    const whole = application("supported_transfer");
    const id = await put(page, { ...whole, answers: { ...whole.answers, fresh_start: "" } });
    to = `${base}#/application/${id}/another-school`;
    await wait(COMMITTED);
  }
  await page.goto(to);
  await page.getByRole("heading", { name: "Enter your passphrase" }).waitFor();
  await give(page);
  await page.getByLabel(BOX).waitFor();
  return to;
}

/** What stands in the box. */
export const typed = (page: Page): Promise<string> => page.getByLabel(BOX).inputValue();

/**
 * Notes what stood in the box whenever all of it was durable: from then on the page may say that it is saved, which it does
 * once typing rests.
 */
export async function settled(page: Page): Promise<{ saved: string }> {
  const told = { saved: await typed(page) };
  await page.exposeFunction("capSaved", (text: string) => {
    told.saved = text;
  });
  await page.evaluate((label) => {
    const box = [...document.querySelectorAll("label")].find((one) => one.textContent === label)?.control;
    const tell = (text: string) => void (window as unknown as { capSaved: (text: string) => void }).capSaved(text);
    // A change is on its way to the store within the event that brings it.
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...asked: Parameters<typeof begin>) {
      const transaction = begin.apply(this, asked);
      const text = box instanceof HTMLTextAreaElement ? box.value : "";
      if (asked[1] === "readwrite") transaction.addEventListener("complete", () => tell(text));
      return transaction;
    };
  }, BOX);
  await expect(page.locator("#save-status")).toHaveCount(1);
  return told;
}
