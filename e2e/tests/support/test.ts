import { test as base } from "@playwright/test";
import { keep, unlocking } from "./passphrase.js";

export { expect } from "@playwright/test";

/** A device on which a passphrase was chosen before; it is given wherever a page asks for it. */
export const test = base.extend({
  context: async ({ context }, use) => {
    await keep(context);
    context.on("page", (page) => void unlocking(page).catch(() => undefined));
    await use(context);
  },
});
