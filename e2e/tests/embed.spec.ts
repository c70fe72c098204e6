import { type Page } from "@playwright/test";
import { keepHtml } from "./support/html.js";
import { hostPage, listen, openHost, started } from "./support/host.js";
import { fixture, give } from "./support/passphrase.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

const focused = (page: Page) =>
  page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.id;
  });

test("two tags give the form, and what is behind them is fetched with a digest when it comes near the view", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await hostPage(page, { body: '<div class="far"></div><cap-application></cap-application>', css: ".far{height:5000px}" });
  await page.goto("./council/page.html");
  await page.waitForFunction(() => customElements.get("cap-application"));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(asked.filter((path) => path.endsWith(".wasm") || path.startsWith("/embed-"))).toEqual([]);
  await page.locator("cap-application").scrollIntoViewIfNeeded();
  await started(page.locator("cap-application"));
  const script = await (await page.request.get("./embed.js")).text();
  const build = JSON.parse(/const BUILD = (\{.*\});/.exec(script)?.[1] ?? "{}") as { files: Record<string, string> };
  expect(Object.keys(build.files).length).toBeGreaterThan(2);
  for (const [name, digest] of Object.entries(build.files)) {
    expect(digest, name).toMatch(/^sha384-/);
    expect(asked, name).toContain(`/${name}`);
  }
});

test.describe("a file that is not what was built", () => {
  test.use({ complaints: new RegExp(`${FAILED.source}|digest|integrity|could not be fetched`) });

  for (const [what, name] of [
    ["the program", /_bg\.wasm$/],
    ["the glue", /embed-[0-9a-f]+\.js$/],
    ["the style sheet", /embed-[0-9a-f]+\.css$/],
  ] as const) {
    test(`${what} is refused where it is not what was built, and the page's own words stand there instead`, async ({ page }) => {
      const told = await listen(page);
      await hostPage(page, { body: '<cap-application><a href="/">The form’s own page</a></cap-application>' });
      await page.route(name, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from(" ")]) });
      });
      await page.goto("./council/page.html");
      await expect(page.getByText("The form cannot be shown here")).toBeVisible();
      await expect(page.getByRole("link", { name: "The form’s own page" })).toBeVisible();
      expect((await told()).map(({ type }) => type)).toEqual(["cap-trouble"]);
    });
  }
});

test("nothing on the page moves when the form comes", async ({ page }) => {
  await page.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { hadRecentInput: boolean; sources: { node: Element | null }[] }[]) {
        // What a person asked for may move, and what moves within the form is the form's own.
        if (!entry.hadRecentInput) moved.push(...entry.sources.map(({ node }) => node?.nodeName ?? "").filter(Boolean));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await openHost(page, {
    before: "<header>A council</header>",
    after: "<footer>The end of the page</footer>",
    css: "cap-application:not(:defined){display:block;min-height:100vh} footer{height:300px;background:#eee}",
  });
  await page.locator("cap-application").getByText("These are the 2025-26 rules").waitFor();
  expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
});

test("links, the skip link and the error summary work, and the page's address and history stay its own", async ({ page }) => {
  const element = await openHost(page, {}, "#councils-own");
  const before = await page.evaluate(() => history.length);
  await element.getByRole("link", { name: "Start a new application" }).click();
  await expect.poll(() => focused(page)).toBe("main-heading");
  await element.getByRole("button", { name: "Continue" }).click();
  await expect.poll(() => focused(page)).toBe("error-summary");
  await keepHtml(page, "element with an error");
  await element.locator("#error-summary a").first().click();
  expect(await page.evaluate(() => {
    const root = document.querySelector("cap-application")?.shadowRoot;
    return root?.activeElement?.matches("input") ?? false;
  })).toBe(true);
  await element.getByRole("link", { name: "Skip to main content" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toBe("main-content");
  expect(new URL(page.url()).hash).toBe("#councils-own");
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(await page.title()).toBe("A council’s page");
});

test("labels, hints and errors belong to their boxes across the boundary of the element", async ({ page }) => {
  const element = await openHost(page, { body: '<cap-application start="form"></cap-application>' });
  const name = element.getByLabel("Name for this application");
  await expect(name).toBeVisible();
  await expect(name).toHaveAccessibleDescription(/.+/);
  await element.getByRole("button", { name: "Continue" }).click();
  await expect(element.getByRole("group", { name: /provision/i }).first()).toHaveAccessibleDescription(/.+/);
  await element.getByText("Name for this application").click();
  await expect(name).toBeFocused();
});

test("a locked form gives the keyboard back to the letter where it was", async ({ page }) => {
  const element = await openHost(page, { body: '<cap-application start="form"></cap-application>' });
  const name = element.getByLabel("Name for this application");
  await name.fill("Tuesday");
  await name.evaluate((box: HTMLInputElement) => box.setSelectionRange(3, 3));
  await name.focus();
  await page.removeLocatorHandler(page.getByRole("heading", { name: "Enter your passphrase" }));
  await element.getByRole("button", { name: "Lock now" }).click();
  await give(page, fixture.passphrase);
  await expect(name).toBeFocused();
  expect(await name.evaluate((box: HTMLInputElement) => [box.value, box.selectionStart])).toEqual(["Tuesday", 3]);
});

test("after a reload it is where it was, and what was typed is there", async ({ page }) => {
  const element = await openHost(page, { body: '<cap-application start="form"></cap-application>' });
  await element.getByLabel("Name for this application").fill("Wednesday");
  await expect(element.getByText("Saved on this device")).toBeVisible();
  await page.reload();
  await started(element);
  await expect(element.getByLabel("Name for this application")).toHaveValue("Wednesday");
  expect(new URL(page.url()).hash).toBe("");
});

test("where the page asks for it, the place stands in its fragment, and going back goes back in the form", async ({ page }) => {
  const element = await openHost(page, { body: '<cap-application history="fragment"></cap-application>' }, "#cap/deadlines");
  await expect(element.getByRole("heading", { name: "Deadlines" })).toBeVisible();
  await element.getByRole("link", { name: "Provisions" }).click();
  await expect(page).toHaveURL(/#cap\/provisions$/);
  await page.goBack();
  await expect(element.getByRole("heading", { name: "Deadlines" })).toBeVisible();
  await page.evaluate(() => (location.hash = "#councils-own"));
  await expect(element.getByRole("heading", { name: "Deadlines" })).toBeVisible();
  expect(new URL(page.url()).hash).toBe("#councils-own");
});
