import { type Page } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { council, kept, references } from "./support/council.js";
import { onDate, pressSend, reference } from "./support/driver.js";
import { seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// Requests fail here on purpose.
test.use({ complaints: FAILED });

const endpoint = (url: URL) => url.pathname === "/applications";
const heading = (page: Page, name: string) => page.getByRole("heading", { name });

/** A whole application at the check page, where the settings name the council's key. */
async function ready(page: Page): Promise<string> {
  const whole = application("insight");
  const line = council("seal-key").split("\n")[0] ?? "";
  const { seal_to: key } = JSON.parse(`{${line.replace(/,$/, "")}}`) as { seal_to: string };
  await onDate(page, whole.stated_date);
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    const settings = { ...((await response.json()) as object), seal_to: key };
    const date = new Date(`${whole.stated_date}T12:00:00Z`).toUTCString();
    await route.fulfill({ response, json: settings, headers: { ...response.headers(), date } });
  });
  return seed(page, whole, "check-answers");
}

test("an application travels so that the council alone can open it, the same bytes in every attempt", async ({ page }) => {
  const id = await ready(page);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postData() ?? "");
  });
  await page.route(endpoint, async (route) => void (await route.fetch(), await route.abort("connectionreset")));
  await pressSend(page);
  await expect(heading(page, "We do not know yet whether your application arrived")).toBeVisible();
  await page.unroute(endpoint);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(page, "Application received")).toBeVisible();
  const told = await reference(page);
  expect(references().filter((one) => kept(one).application.application === id)).toEqual([told]);
  const { application: arrived } = kept(told);
  expect(arrived.answers).toEqual(application("insight").sent);
  expect(new Set(sent).size, "the same bytes").toBe(1);
  const [body = ""] = sent;
  expect(Object.keys(JSON.parse(body) as object).sort()).toEqual([
    "application",
    "ciphertext",
    "encapsulated",
    "form_version",
    "format",
    "sealed_to",
  ]);
  for (const value of Object.values(arrived.answers)) {
    if (typeof value === "string" && value.length > 3) expect(body).not.toContain(value);
  }
});

test("where the part that encrypts cannot be had, nothing is sent or lost, and the page says so", async ({ page }) => {
  await ready(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.method()));
  await page.route("**/later/*", (route) => route.abort());
  await pressSend(page);
  await expect(heading(page, "Your application was not sent")).toBeVisible();
  await expect(page.locator("#send-state")).toBeFocused();
  await accessible(page);
  expect(sent).not.toContain("POST");
  await page.unroute("**/later/*");
  await pressSend(page);
  await expect(heading(page, "Application received")).toBeVisible();
});
