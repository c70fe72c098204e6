import { resolve } from "node:path";
import { expect, test } from "@playwright/test";

test.use({ viewport: { width: 1000, height: 900 } });

test("the start page, for the README", async ({ page }) => {
  await page.goto("./");
  // The page is drawn before the program is live: wait for the program's own.
  await expect(page.locator("#app-start")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Apply for alternative provision" })).toBeVisible();
  await page.screenshot({ path: resolve(import.meta.dirname, "../../docs/start.png") });
});
