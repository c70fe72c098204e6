import { expect, test } from "@playwright/test";
import { onDate } from "./support/driver.js";
import { drawnAtStart } from "./support/seed.js";

// What only the eye can tell: columns, cards, the drawn dates. Compared with pictures in this folder, which were looked
// at when they were made; `npx playwright test pictures --update-snapshots` makes them anew.

const WIDTHS = { phone: { width: 320, height: 640 }, desktop: { width: 1280, height: 800 } };

/** How wide a line of text is here: pictures can be compared only where the same fonts are. */
const PROBE = "Hamburgefonstiv 0123456789";
const WIDTH_OF_PROBE = 291;

for (const [size, viewport] of Object.entries(WIDTHS)) {
  for (const [name, address, part] of [
    ["dates", "checker/refocus", ".app-drawing"],
    ["comparison", "checker/compare", ".app-compare"],
    ["result-so-far", "checker/questions", ".app-fit"],
  ] as const) {
    test(`${name}, ${size}: looks as it did`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await onDate(page, "2024-11-20");
      await page.goto(`./#/${address}`);
      await drawnAtStart(page);
      const width = await page.evaluate((text) => {
        const span = document.createElement("span");
        span.className = "govuk-body";
        span.textContent = text;
        document.body.append(span);
        const { width } = span.getBoundingClientRect();
        span.remove();
        return Math.round(width);
      }, PROBE);
      test.skip(width !== WIDTH_OF_PROBE, `other fonts are installed here (${width})`);
      await expect(page.locator(part).first()).toHaveScreenshot(`${name}-${size}.png`, { maxDiffPixelRatio: 0.01 });
    });
  }
}
