import { test as base } from "@playwright/test";
import { keep, unlocking } from "./passphrase.js";
import { listen, NONE, quiet } from "./watch.js";
import { test as webkit } from "./webkit/test.js";

export { expect } from "@playwright/test";

/** Every journey: no other host is asked for anything, and the console has nothing to complain of. */
export const watched = base.extend<{ complaints: RegExp; host: string }>({
  /** What the console may complain of, because the test brings it about. */
  complaints: [NONE, { option: true }],
  /** Name of a host whose page holds the form, where the test plays one. */
  host: ["", { option: true }],
  context: async ({ context, baseURL, complaints, host }, use, info) => {
    const heard = listen(context, baseURL ?? "", host);
    await use(context);
    // A test that failed has its own words.
    if (info.status === info.expectedStatus) quiet(heard, complaints);
  },
});

const playwright = watched.extend({
  context: async ({ context }, use) => {
    await keep(context);
    context.on("page", (page) => void unlocking(page).catch(() => undefined));
    await use(context);
  },
});

const isWebKit = process.env["CAP_BROWSER"] === "webkit";
const webkitWithout = webkit.extend({ keyring: false }) as unknown as typeof watched;

/** A device on which nothing was chosen yet. */
export const bare = isWebKit ? webkitWithout : watched;

/** A device on which a passphrase was chosen before; it is given wherever a page asks for it. */
export const test: typeof playwright = isWebKit ? (webkit as unknown as typeof playwright) : playwright;
