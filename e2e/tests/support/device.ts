import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type Page } from "@playwright/test";
import { removed } from "./folder.js";
import { fixture, keep, unlocking } from "./passphrase.js";
import { Site } from "./site.js";
import { test as base } from "./test.js";
import { complaint, listen, quiet } from "./watch.js";
import { WebKitPage } from "./webkit/page.js";
import { Driver } from "./webkit/wire.js";

/** A browser with a profile on disk, which can be closed and started again. */
export interface Device {
  page: Page;
  /** Not in WebKit. */
  context: BrowserContext;
  restart(): Promise<void>;
}

type Use = (device: Device) => Promise<void>;

/** The service on a server of the test's own, and a device that visits it. */
export const test = base.extend<{ site: Site; device: Device }>({
  // eslint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = new Site();
    await site.start();
    await use(site);
    await site.close();
  },
  device: async ({ site, playwright, browserName, launchOptions, channel, complaints }, use, info) => {
    const profile = mkdtempSync(join(tmpdir(), "cap-profile-"));
    try {
      if (process.env["CAP_BROWSER"] === "webkit") {
        const said = await webkit(site, profile, use);
        if (info.status === info.expectedStatus) quiet({ complaints: said, elsewhere: [] }, complaints);
        return;
      }
      const heard: ReturnType<typeof listen>[] = [];
      const start = async () => {
        const context = await playwright[browserName].launchPersistentContext(profile, {
          ...launchOptions,
          ...(channel ? { channel } : {}),
          baseURL: site.url,
          serviceWorkers: "allow",
          locale: "en-GB",
          timezoneId: "Europe/London",
        });
        heard.push(listen(context, site.url));
        await keep(context);
        await context.addInitScript(() => {
          window.print = () => document.body.setAttribute("data-printed", "yes");
        });
        context.on("page", (page) => void unlocking(page).catch(() => undefined));
        const page = context.pages()[0] ?? (await context.newPage());
        await unlocking(page);
        return { context, page };
      };
      const device: Device = {
        ...(await start()),
        restart: async () => {
          await device.context.close();
          Object.assign(device, await start());
        },
      };
      await use(device);
      await device.context.close();
      if (info.status === info.expectedStatus) for (const one of heard) quiet(one, complaints);
    } finally {
      await removed(profile);
    }
  },
});

/** Gives what the console complained of. */
async function webkit(site: Site, profile: string, use: Use): Promise<string[]> {
  const driver = await Driver.start(profile);
  const heard: string[] = [];
  driver.console.listeners.push((said) => heard.push(...complaint(said)));
  try {
    const page = new WebKitPage(await driver.session(), driver, site.url);
    await page.goto("./settings.json");
    await page.evaluate((kept) => localStorage.setItem("cap/keyring", kept), fixture.keyring);
    const given = page as unknown as Page;
    await unlocking(given);
    await use({ page: given, context: undefined as never, restart: page.restart });
    await page.session.end();
    return heard;
  } finally {
    driver.stop();
  }
}
