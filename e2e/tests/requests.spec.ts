import { expect, test, type Page } from "@playwright/test";

// On a slow line each request costs a round trip, whatever its size: sizes are held by `cargo xtask test` itself.

/** The page, its early script, one sheet, one script, the first part of the program, and the settings with the question. */
const MOST = 6;
/** What comes right after the first question, and may have begun before it: the rest of program, style and form, rules, icons. */
const AFTER = /-rest\.wasm$|\/all-[^/]*\.css$|\/form\/application\.json$|\/programme\/|\/icon\.svg$|\/icons\/|\.webmanifest$|\/favicon\.ico$/;

/** No passphrase comes before the question. */
async function withoutPassphrase(page: Page): Promise<void> {
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), passphrase: "recommended" } });
  });
}

for (const [what, pattern] of [
  ["program", /-rest\.wasm$/],
  ["form", /\/form\/application\.json$/],
] as const) {
  test(`the first question is answered before the whole ${what} is there, and going on waits for it`, async ({ page }) => {
    let come = (): void => {};
    const coming = new Promise<void>((done) => (come = done));
    await page.route(pattern, async (route) => {
      await coming;
      await route.continue();
    });
    await withoutPassphrase(page);
    await page.goto("./#/new");
    await page.getByRole("button", { name: "Continue without a passphrase" }).click();
    const insight = page.getByRole("radio", { name: "Tier 2 Insight" });
    await insight.check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(/\/provision$/);
    await expect(insight).toBeChecked();
    come();
    await expect(page).toHaveURL(/#\/application\/[0-9a-f]{32}$/);
    await expect(page.getByRole("link", { name: "School and contacts" })).toBeVisible();
    await page.goBack();
    await expect(insight).toBeChecked();
  });
}

test("a fresh device gets to the first question with few requests", async ({ page }) => {
  const requests: string[] = [];
  // Long enough for the question, and the rest of the program has no part in it.
  await page.route(AFTER, (route) => route.abort());
  await withoutPassphrase(page);
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!AFTER.test(pathname)) requests.push(pathname);
  });
  await page.goto("./#/new");
  await page.getByRole("button", { name: "Continue without a passphrase" }).click();
  await page.getByRole("radio").first().waitFor();
  expect(await page.evaluate(() => performance.getEntriesByName("cap-first-question").length)).toBe(1);
  expect(requests.length, requests.join("\n")).toBeLessThanOrEqual(MOST);
  expect(new Set(requests).size, "nothing is asked for twice").toBe(requests.length);
});
