import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { removed } from "../folder.js";
import { keep, unlocking } from "../passphrase.js";
import { complaint, NONE, quiet } from "../watch.js";
import { type Said } from "./console.js";
import { honest } from "./honest.js";
import { WebKitPage } from "./page.js";
import { Proxy } from "./proxy.js";
import { Driver } from "./wire.js";

/**
 * The tests' `page`, in WebKitGTK. It has the part of Playwright's `Page` that the journeys use; what is not there is no
 * function, and a test that needs it is marked with the reason.
 */
export const test = base.extend<
  { keyring: boolean; complaints: RegExp; driver: Driver; driven: WebKitPage },
  { browser: Browser }
>({
  /** Playwright's own would be another browser than the one that is meant. */
  // eslint-disable-next-line no-empty-pattern
  browser: [async ({}, use) => use(honest({}, "browser") as Browser), { scope: "worker" }],
  keyring: [true, { option: true }],
  complaints: [NONE, { option: true }],
  // eslint-disable-next-line no-empty-pattern
  driver: async ({}, use) => {
    const profile = mkdtempSync(join(tmpdir(), "cap-webkit-"));
    const driver = await Driver.start(profile);
    await use(driver);
    driver.stop();
    await removed(profile);
  },
  driven: async ({ driver, baseURL, serviceWorkers, keyring, complaints }, use, info) => {
    const proxy = new Proxy(baseURL ?? "");
    proxy.workers = serviceWorkers === "allow";
    await proxy.start();
    const base = new URL(new URL(baseURL ?? "").pathname, proxy.url).href;
    const page = new WebKitPage(await driver.session(), driver, base, proxy);
    const heard: string[] = [];
    page.on("console", (said: Said) => heard.push(...complaint(said)));
    if (keyring) {
      await keep(page.context() as unknown as BrowserContext);
      page.prepare = (one) => unlocking(one as unknown as Page);
      await page.prepare(page);
    }
    await use(page);
    if (info.status !== info.expectedStatus) {
      await info.attach("picture", { body: Buffer.from(await page.session.picture(), "base64"), contentType: "image/png" });
    }
    await page.session.end();
    await proxy.stop();
    if (info.status !== info.expectedStatus) return;
    if (proxy.faults.length > 0) throw new Error(`while a request was decided about: ${proxy.faults.join("; ")}`);
    quiet({ complaints: heard, elsewhere: [] }, complaints);
  },
  page: async ({ driven }, use) => use(driven as unknown as Page),
  context: async ({ driven }, use) => use(driven.context() as unknown as BrowserContext),
});
