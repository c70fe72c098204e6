import { test as plain, type Frame, type Locator, type Page } from "@playwright/test";
import { listen } from "./support/host.js";
import { fixture, give } from "./support/passphrase.js";
import { expect, test } from "./support/test.js";

// Chromium says so of every sandbox that lets scripts run on their own origin, which here is another than the page’s.
test.use({ host: "localhost", complaints: /can escape its sandboxing|img-src.*favicon/ });

const NAME = "Name for this application";

/** A page of another site with the form in a frame: the same server under another name. The settings name it, or `named`. */
async function framed(page: Page, base: string, { named, attributes = "" }: { named?: string; attributes?: string } = {}): Promise<Frame> {
  const origin = new URL(base).origin;
  const site = origin.replace("127.0.0.1", "localhost");
  await page.route("**/council/frame.html*", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: {
        "Content-Security-Policy": `default-src 'none'; script-src ${origin}; style-src 'self'; frame-src ${origin}`,
      },
      body: `<!doctype html><html lang="en"><title>A council’s page</title><script type="module" src="${origin}/frame.js"></script>
        <main><h1>Alternative provision</h1><cap-application-frame ${attributes}></cap-application-frame><p id="below">Below</p></main></html>`,
    }),
  );
  await page.route("**/frame.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "Access-Control-Allow-Origin": "*" } });
  });
  await page.route(`${origin}/`, async (route) => {
    const response = await route.fetch();
    const policy = response.headers()["content-security-policy"]?.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${site}`);
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy ?? "" } });
  });
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    const settings = (await response.json()) as object;
    await route.fulfill({ response, json: { ...settings, frame_ancestors: [named ?? site], theme: { link_colour: "#003366" } } });
  });
  await page.goto(`${site}/council/frame.html`);
  const frame = () => page.frames().find((one) => one.url().startsWith(`${origin}/`) && one !== page.mainFrame());
  await expect.poll(() => frame() !== undefined).toBe(true);
  const found = frame();
  if (!found) throw new Error("there is no frame");
  await expect(found.locator("#main-heading")).toBeVisible();
  return found;
}

/** Presses something in the frame. What drives Firefox brings no key and no click to a frame of another site. */
async function press(link: Locator): Promise<void> {
  const isFirefox = link.page().context().browser()?.browserType().name() === "firefox";
  if (isFirefox) await link.evaluate((one) => (one as HTMLElement).click());
  else await link.click();
}

/** Chooses a passphrase in a frame that has none yet. */
async function choose(frame: Frame): Promise<void> {
  await frame.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
  await press(frame.getByRole("button", { name: "Set passphrase" }));
  await press(frame.getByRole("button", { name: "I have kept it" }));
}

const height = (page: Page) =>
  page.evaluate(() => document.querySelector("cap-application-frame")?.shadowRoot?.querySelector("iframe")?.getBoundingClientRect().height ?? 0);
const within = (frame: Frame) => frame.evaluate(() => document.getElementById("app")?.getBoundingClientRect().height ?? 0);

test("the frame is as high as the form in it, on every page of it, and only a site that is named is told", async ({ page, baseURL }) => {
  const told = await listen(page);
  const frame = await framed(page, baseURL ?? "");
  await expect.poll(async () => Math.abs((await height(page)) - (await within(frame)))).toBeLessThan(2);
  const link = frame.getByRole("link", { name: "Deadlines" });
  await expect(link, "in the colours of the settings").toHaveCSS("color", "rgb(0, 51, 102)");
  const before = await height(page);
  await press(link);
  await expect(frame.getByRole("heading", { name: "Deadlines and panel dates" })).toBeVisible();
  await expect.poll(async () => Math.abs((await height(page)) - (await within(frame)))).toBeLessThan(2);
  expect(await height(page)).not.toBe(before);
  expect((await told()).filter(({ type }) => type === "cap-height").length).toBeGreaterThan(1);
  expect(await page.title()).toBe("A council’s page");
});

test("a site that may hold the page and is not named in the settings hears nothing", async ({ page, baseURL }) => {
  const heard: unknown[] = [];
  await page.exposeFunction("heard", (data: unknown) => heard.push(data));
  await page.addInitScript(() => {
    if (window === top) window.addEventListener("message", ({ data }) => void (window as unknown as { heard: (data: unknown) => void }).heard(data));
  });
  await page.route("**/framed.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\nwindow.framedRan = true;` });
  });
  const frame = await framed(page, baseURL ?? "", { named: "https://www.example.org" });
  await frame.waitForFunction(() => (window as unknown as { framedRan?: boolean }).framedRan);
  await press(frame.getByRole("link", { name: "Deadlines" }));
  await expect(frame.getByRole("heading", { name: "Deadlines and panel dates" })).toBeVisible();
  expect(heard).toEqual([]);
});

// Debian's Chromium keeps nothing in a frame of another site, in an ordinary window either; Firefox keeps it apart.
plain("what would be lost in a frame goes over to a tab of its own, sealed, and nothing of it stands in an address", async ({ page, baseURL, context, browserName }) => {
  const frame = await framed(page, baseURL ?? "", { attributes: 'start="form"' });
  await choose(frame);
  await frame.getByLabel(NAME).fill("Typed in a frame");
  const why = browserName === "firefox" ? "keeps what you type apart" : "does not let this form keep anything";
  await expect(frame.getByText(why)).toBeVisible();
  const sent: string[] = [];
  context.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  const opened = context.waitForEvent("page");
  await press(frame.getByRole("button", { name: "Go on in a tab of its own" }));
  const tab = await opened;
  await give(tab);
  await expect(tab.getByLabel(NAME)).toHaveValue("Typed in a frame");
  expect(new URL(tab.url()).hash).toMatch(/^#\/application\/[0-9a-f]{32}\/provision$/);
  await expect(frame.getByText("Nothing is kept here any more")).toBeVisible();
  await expect(frame.getByLabel(NAME)).toHaveCount(0);
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.join("\n")).not.toMatch(/Typed|sealed|nonce/i);
});

plain("a tab that has applications under another passphrase changes nothing, and the frame goes on", async ({ page, baseURL, context }) => {
  const alone = await context.newPage();
  await alone.goto("./settings.json");
  await alone.evaluate(() => localStorage.setItem("cap/keyring", "another keyring"));
  const frame = await framed(page, baseURL ?? "", { attributes: 'start="form"' });
  await choose(frame);
  await frame.getByLabel(NAME).fill("Stays in the frame");
  const opened = context.waitForEvent("page");
  await press(frame.getByRole("button", { name: "Go on in a tab of its own" }));
  const tab = await opened;
  await expect(tab.getByText("nothing was changed here")).toBeVisible();
  expect(await alone.evaluate(() => localStorage.getItem("cap/keyring"))).toBe("another keyring");
  await expect(frame.getByText("Save this one as a file")).toBeVisible();
  await expect(frame.getByLabel(NAME)).toHaveValue("Stays in the frame");
});
