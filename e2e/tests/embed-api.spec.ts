import type { CapApplicationElement } from "../../public/embed.js";
import { application } from "./support/application.js";
import { kept } from "./support/council.js";
import { onDate, pressSend, reference } from "./support/driver.js";
import { hostPage, listen, openHost, started } from "./support/host.js";
import { put } from "./support/seed.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

const PROPERTIES = [
  "endpoint", "settings", "form", "programme", "calendar", "start", "history", "headingLevel", "theme", "token", "signedIn",
] as const satisfies (keyof CapApplicationElement)[];

// Whoever is not signed in is refused.
test.use({ complaints: FAILED });

test("the element has what its types say, and what is set before its script is there counts", async ({ page }) => {
  await hostPage(page, { body: "" });
  await page.goto("./council/page.html");
  await page.waitForFunction(() => customElements.get("cap-application"));
  const missing = await page.evaluate((names) => {
    const element = document.createElement("cap-application");
    return names.filter((name) => !(name in element));
  }, [...PROPERTIES]);
  expect(missing).toEqual([]);
  // As where a framework sets a property of an element that is not defined yet.
  const early = await page.evaluate(() => {
    const element = document.createElement("cap-application");
    Object.defineProperty(element, "start", { value: "deadlines", configurable: true, writable: true });
    document.querySelector("main")?.append(element);
    return element.getAttribute("start");
  });
  expect(early).toBe("deadlines");
  await expect(page.getByRole("heading", { name: "Deadlines and panel dates" })).toBeVisible();
});

test("a page says where it begins, at which level, and in which colours", async ({ page }) => {
  const element = await openHost(page, {
    body: '<cap-application start="checker" heading-level="3"></cap-application>',
    css: "cap-application{--cap-link-colour:#330033}",
  });
  const heading = element.locator("#main-heading");
  await expect(heading).toHaveAttribute("aria-level", "3");
  await element.evaluate((found: CapApplicationElement) => {
    found.headingLevel = 1;
    found.theme = { brand_colour: "#003366", link_colour: "#004400", font_family: '"Courier New", monospace' };
  });
  await expect(heading).not.toHaveAttribute("aria-level");
  const shown = () => element.locator(".cap-root").evaluate((root) => {
    const style = getComputedStyle(root);
    return ["--govuk-brand-colour", "--govuk-link-colour"].map((name) => style.getPropertyValue(name));
  });
  expect(await shown(), "the page's own style sheet has the last word").toEqual(["#003366", "#330033"]);
  await expect(heading).toHaveCSS("font-family", '"Courier New", monospace');
});

test("the theme of the settings is in force, and other files take their place where the element names them", async ({ page }) => {
  await page.route("**/councils/settings.json", async (route) => {
    const response = await route.fetch({ url: new URL("/settings.json", route.request().url()).href });
    const settings = (await response.json()) as object;
    await route.fulfill({ response, json: { ...settings, theme: { brand_colour: "#550000" } } });
  });
  const asked: string[] = [];
  await page.route("**/councils/*/*.json", async (route) => {
    const path = new URL(route.request().url()).pathname;
    asked.push(path);
    await route.fulfill({ response: await route.fetch({ url: new URL(path.replace("/councils", ""), page.url()).href }) });
  });
  const element = await openHost(page, { body: '<cap-application settings="/councils/settings.json"></cap-application>' });
  await expect
    .poll(() => element.locator(".cap-root").evaluate((root) => getComputedStyle(root).getPropertyValue("--govuk-brand-colour")))
    .toBe("#550000");
  await element.getByRole("link", { name: "Deadlines" }).click();
  await expect(element.getByRole("heading", { name: "Deadlines and panel dates" })).toBeVisible();
  expect(asked).toContain("/councils/form/application.json");
  expect(asked).toContain("/councils/programme/2025-26.json");
});

test("whoever is signed in to the page sends; who is not is asked by the page, and nothing of a student leaves in an event", async ({ page }) => {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  const told = await listen(page);
  const tokens: (string | undefined)[] = [];
  await page.route("**/councils/own", async (route) => {
    const token = route.request().headers()["authorization"];
    tokens.push(token);
    if (token === "Bearer good") return route.continue({ url: new URL("/applications", route.request().url()).href });
    await route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"title":"Sign in"}' });
  });
  await page.goto("./settings.json");
  const id = await put(page, whole);
  await hostPage(page, {
    body: '<cap-application history="fragment" endpoint="/councils/own"></cap-application>',
    script: `document.querySelector("cap-application").token = async ({ again }) => (again ? "worn" : "old");`,
  });
  await page.goto(`./council/page.html#cap/application/${id}/check-answers`);
  const element = page.locator("cap-application");
  await started(element);
  await pressSend(page);
  const types = async () => (await told()).map(({ type }) => type);
  await expect.poll(types).toContain("cap-sign-in-needed");
  expect(tokens, "a token that has run out is asked for once more").toEqual(["Bearer old", "Bearer worn"]);
  await element.evaluate((found: CapApplicationElement) => {
    found.token = () => "good";
    found.signedIn();
  });
  await expect(element.getByRole("heading", { name: "Application received" })).toBeVisible();
  await expect.poll(types).toContain("cap-submitted");
  const events = await told();
  const submitted = events.filter(({ type }) => type === "cap-submitted");
  expect(submitted.map(({ detail }) => detail)).toEqual([{ reference: await reference(page) }]);
  expect(kept(await reference(page)).application.application).toBe(id);
  const said = JSON.stringify(events);
  const typed = Object.values(whole.answers).filter((answer): answer is string => typeof answer === "string" && answer.length > 6);
  for (const answer of typed) expect(said).not.toContain(answer);
});

test("the page hears that a change is kept, how high the form is, and which page of it is shown", async ({ page }) => {
  const told = await listen(page);
  const element = await openHost(page, { body: '<cap-application start="form"></cap-application>', css: "cap-application{--cap-min-height:1px}" });
  const count = async () => (await told()).filter(({ type }) => type === "cap-draft-saved").length;
  const before = await count();
  await element.getByLabel("Name for this application").pressSequentially("Ab");
  await expect.poll(count).toBeGreaterThan(before);
  const events = await told();
  expect(events.find(({ type }) => type === "cap-draft-saved")?.detail).toEqual({});
  const heights = events.filter(({ type }) => type === "cap-height").map(({ detail }) => Number(detail["height"]));
  const box = await element.boundingBox();
  expect(Math.abs((heights.at(-1) ?? 0) - (box?.height ?? 0))).toBeLessThan(2);
  expect(events.filter(({ type }) => type === "cap-page").at(-1)?.detail["title"]).toMatch(/provision/i);
});
