import { type Frame, type Page } from "@playwright/test";
import { listen } from "./support/host.js";
import { expect, test } from "./support/test.js";

const NAME = "Name for this application";

/** The same server under two names: for a browser they are two sites. */
const other = (page: Page, base: string) => base.replace("127.0.0.1", "localhost") + `council/frame.html?${page.url().length}`;

/** A page of another site with the form in a frame; the form's settings name that site, or another one. */
async function framed(page: Page, base: string, named: string, attributes = ""): Promise<Frame> {
  const origin = new URL(base).origin;
  await page.route("**/council/frame.html*", (route) =>
    route.fulfill({
      contentType: "text/html",
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
    const policy = response.headers()["content-security-policy"]?.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${named}`);
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy ?? "" } });
  });
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    const settings = (await response.json()) as object;
    await route.fulfill({ response, json: { ...settings, frame_ancestors: [named] } });
  });
  await page.goto(other(page, base));
  const frame = () => page.frames().find((one) => one.url().startsWith(`${origin}/`) && one !== page.mainFrame());
  await expect.poll(() => frame() !== undefined).toBe(true);
  const found = frame();
  if (!found) throw new Error("there is no frame");
  await expect(found.locator("#main-heading")).toBeVisible();
  return found;
}

const height = (page: Page) =>
  page.evaluate(() => document.querySelector("cap-application-frame")?.shadowRoot?.querySelector("iframe")?.getBoundingClientRect().height ?? 0);
const within = (frame: Frame) => frame.evaluate(() => document.getElementById("app")?.getBoundingClientRect().height ?? 0);

test("the frame is as high as the form in it, on every page of it, and only a site that is named is told", async ({ page, baseURL }) => {
  const base = baseURL ?? "";
  const told = await listen(page);
  const frame = await framed(page, base, new URL(base.replace("127.0.0.1", "localhost")).origin);
  await expect.poll(async () => Math.abs((await height(page)) - (await within(frame)))).toBeLessThan(2);
  const before = await height(page);
  await frame.getByRole("link", { name: "Deadlines" }).click();
  await expect(frame.getByRole("heading", { name: "Deadlines and panel dates" })).toBeVisible();
  await expect.poll(async () => Math.abs((await height(page)) - (await within(frame)))).toBeLessThan(2);
  expect(await height(page)).not.toBe(before);
  expect((await told()).filter(({ type }) => type === "cap-height").length).toBeGreaterThan(1);
  expect(await page.title()).toBe("A council’s page");
});

test("a site that the settings do not name hears nothing", async ({ page, baseURL }) => {
  const base = baseURL ?? "";
  const heard: unknown[] = [];
  await page.exposeFunction("heard", (data: unknown) => heard.push(data));
  await page.addInitScript(() => {
    if (window === top) window.addEventListener("message", ({ data }) => void (window as unknown as { heard: (data: unknown) => void }).heard(data));
  });
  const site = new URL(base.replace("127.0.0.1", "localhost")).origin;
  // It may hold the page, and is still not among those that are told.
  await page.route("**/framed.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\nwindow.framedRan = true;` });
  });
  const frame = await framed(page, base, site);
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  heard.length = 0;
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), frame_ancestors: ["https://www.example.org"] } });
  });
  await frame.goto(frame.url().split("#")[0] ?? "");
  await expect(frame.locator("#main-heading")).toBeVisible();
  await frame.waitForFunction(() => (window as unknown as { framedRan?: boolean }).framedRan);
  await frame.getByRole("link", { name: "Deadlines" }).click();
  await expect(frame.getByRole("heading", { name: "Deadlines and panel dates" })).toBeVisible();
  expect(heard).toEqual([]);
});

test("what was typed in a frame goes over to a tab of its own, sealed, and nothing of it stays or stands in an address", async ({ page, baseURL, context }) => {
  const base = baseURL ?? "";
  const frame = await framed(page, base, new URL(base.replace("127.0.0.1", "localhost")).origin, 'start="form"');
  const box = frame.getByLabel(NAME);
  await box.fill("Typed in a frame");
  await expect(frame.getByText("Saved on this device")).toBeVisible();
  await expect(frame.getByText("keeps what you type apart")).toBeVisible();
  const addresses: string[] = [];
  context.on("request", (request) => addresses.push(`${request.url()} ${request.postData() ?? ""}`));
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Go on in a tab of its own" }).click();
  const tab = await opened;
  await expect(tab.getByLabel(NAME)).toHaveValue("Typed in a frame");
  expect(new URL(tab.url()).hash).toMatch(/^#\/application\/[0-9a-f]{32}\/provision$/);
  await expect(frame.getByText("Nothing is kept here any more")).toBeVisible();
  const left = await frame.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cap/draft/")));
  expect(left).toEqual([]);
  expect(addresses.join("\n")).not.toMatch(/Typed|sealed|nonce/i);
});

test("a tab that has applications under another passphrase changes nothing, and the frame goes on", async ({ page, baseURL, context }) => {
  const base = baseURL ?? "";
  const alone = await context.newPage();
  await alone.goto("./settings.json");
  await alone.evaluate(() => localStorage.setItem("cap/keyring", "another keyring"));
  const frame = await framed(page, base, new URL(base.replace("127.0.0.1", "localhost")).origin, 'start="form"');
  await frame.getByLabel(NAME).fill("Stays in the frame");
  await expect(frame.getByText("Saved on this device")).toBeVisible();
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Go on in a tab of its own" }).click();
  const tab = await opened;
  await expect(tab.getByText("nothing was changed here")).toBeVisible();
  expect(await alone.evaluate(() => localStorage.getItem("cap/keyring"))).toBe("another keyring");
  await expect(frame.getByText("Save this one as a file")).toBeVisible();
  await expect(frame.getByLabel(NAME)).toHaveValue("Stays in the frame");
});
