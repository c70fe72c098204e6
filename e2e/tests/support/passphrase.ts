import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type BrowserContext, type Frame, type Locator, type Page } from "@playwright/test";

/** A keyring of little work, its passphrase and its recovery code; `tests/vault/fixture.rs` holds that they fit. */
export const fixture = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../fixtures/keyring.json"), "utf8"),
) as { passphrase: string; code: string; keyring: string };

/** Gives the passphrase on the page that asks for it. What comes of it is for the test to say. */
export async function give(page: Page | Frame | Locator, passphrase = fixture.passphrase): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Unlock" }).click();
}

/** Puts the keyring on the device, where there is none, before a page of the app begins. */
export async function keep(context: BrowserContext, keyring = fixture.keyring): Promise<void> {
  await context.addInitScript((keyring) => {
    try {
      if (!localStorage.getItem("cap/keyring")) localStorage.setItem("cap/keyring", keyring);
    } catch {
      // A page without storage, such as the empty one that a tab begins with.
    }
  }, keyring);
}

/** Has the passphrase given whenever a page asks for it, as a person would before going on. */
export async function unlocking(page: Page): Promise<void> {
  const asked = page.getByRole("heading", { name: "Enter your passphrase" });
  await page.addLocatorHandler(asked, async () => {
    await give(page);
    // From the second time on the keyring asks for all of its work, which a busy machine does as slowly as `later.rs` lets it.
    await expect(asked).toHaveCount(0, { timeout: 45_000 });
  });
}
