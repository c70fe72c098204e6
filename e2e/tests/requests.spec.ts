import { expect, test } from "@playwright/test";

// On a slow line each request costs a round trip, whatever its size: sizes are held by `cargo xtask test` itself.

/** The page, its early script, one sheet, one script, the first part of the program, and the settings with the question. */
const MOST = 6;
/** What comes right after the first question, and may have begun before it: the rest of program, style and form, icons. */
const AFTER = /-rest\.wasm$|\/all-[^/]*\.css$|\/form\/application\.json$|\/icon\.svg$|\/icons\/|\.webmanifest$|\/favicon\.ico$/;

test("a fresh device gets to the first question with few requests", async ({ page }) => {
  const requests: string[] = [];
  // Long enough for the question, and the rest of the program has no part in it.
  await page.route(AFTER, (route) => route.abort());
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), passphrase: "recommended" } });
  });
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
