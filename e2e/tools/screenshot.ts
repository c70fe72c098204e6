import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { type Page } from "@playwright/test";
import { application } from "../tests/support/application.js";
import { onDate } from "../tests/support/driver.js";
import { seed } from "../tests/support/seed.js";
import { expect, test } from "../tests/support/test.js";

// The pictures in the README and in docs/embedding.md, each as on a phone and as on a desktop.

// Chromium says so of every sandbox that lets scripts run on their own origin.
test.use({ complaints: /can escape its sandboxing/ });

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const folder = resolve(import.meta.dirname, "../../docs/pictures");
mkdirSync(folder, { recursive: true });

/** The rest of the program is there: it says which rules these are. */
const RULES = /Rules are measured on/;

const MODES: Record<string, (page: Page) => Promise<void>> = {
  alone: async (page) => {
    await page.goto("./");
    await expect(page.getByText(RULES)).toBeVisible();
  },
  form: async (page) => {
    await seed(page, application("supported_transfer"), "consent", "Year 9 maths group");
  },
  element: async (page) => {
    await page.goto("./example-council-page/element.html");
    await expect(page.locator("cap-application").getByText(RULES)).toBeVisible();
  },
  frame: async (page) => {
    await page.goto("./example-council-page/frame.html");
    await expect(page.frameLocator("iframe").getByText(RULES)).toBeVisible();
  },
  link: async (page) => {
    await page.goto("./example-council-page/");
  },
};

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [mode, open] of Object.entries(MODES)) {
    test(`${mode}, ${size}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await onDate(page, application("supported_transfer").stated_date);
      await open(page);
      await page.screenshot({ path: resolve(folder, `${mode}-${size}.png`), animations: "disabled" });
    });
  }
}
