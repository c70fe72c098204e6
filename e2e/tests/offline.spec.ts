import { type Page } from "@playwright/test";
import { application } from "./support/application.js";
import { follow, goOn } from "./support/controls.js";
import { fillApplication, openCheck, openTasks, place, startApplication } from "./support/driver.js";
import { drawnAtStart, seed, visit } from "./support/seed.js";
import { isSecond, tryRelease, visitOnce } from "./support/release.js";
import { test } from "./support/device.js";
import { expect, test as base } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// The cable is out, files are missing: the console says so.
test.use({ complaints: FAILED });

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const standing = (page: Page) => page.locator("html");
const banner = (page: Page, name: string) => page.getByRole("complementary", { name });
const button = (page: Page, name: string) => page.getByRole("button", { name });

test("after one visit everything but sending works with the cable out, also in a browser started anew", async ({
  site,
  device,
}) => {
  test.setTimeout(240_000);
  const whole = application("supported_transfer");
  await visitOnce(device.page);
  await site.stop();
  await device.restart();
  await device.context.setOffline(true);
  const { page } = device;
  page.setDefaultTimeout(30_000);
  await page.clock.setFixedTime(Date.parse(`${whole.stated_date}T12:00:00Z`));

  await page.goto("./");
  await expect(page.locator("#app-start"), "the program is live").toHaveCount(0);
  await expect(heading(page, "Apply for alternative provision")).toBeVisible();

  await page.getByRole("link", { name: "Check what fits" }).first().click();
  await page.getByLabel(/Time away from school/).check();
  await goOn(page);
  const inPlace = ["school_in_coventry", "sla", "on_roll", "eha_completed", "eha_on_ehm", "panel_consent", "dual_registration"];
  for (const question of inPlace) await page.locator(`[name="${question}"][value="yes"]`).check();
  await page.locator('[name="early_help_plan"][value="no"]').check();
  await page.locator('[name="childrens_services_plan"][value="none"]').check();
  await page.locator('[name="year_group"]').fill("9");
  const fits = page.locator(".app-fit").getByRole("listitem").filter({ hasText: "Tier 3 Refocus" });
  await expect(fits).toContainText("Not ready");
  await follow(page, () => fits.getByRole("link").click());
  await expect(heading(page, /Refocus/)).toBeVisible();

  for (const [address, name] of [
    ["#/deadlines", /Deadlines/],
    ["#/provisions", "What you can apply for"],
    ["#/early-help", /Early Help/],
    ["#/panels", "The panels"],
    ["#/about", /About alternative provision/],
  ] as const) {
    await visit(page, address);
    await expect(heading(page, name)).toBeVisible();
  }

  await startApplication(page, "Without a cable", "supported_transfer");
  await fillApplication(page, whole);
  await openCheck(page);
  await expect(heading(page, "Check your answers")).toBeVisible();
  await expect(page.getByRole("heading", { name: /to do before you can send/ })).toBeHidden();
  await expect(banner(page, "Connection")).toContainText("No connection");
  await button(page, "Print or save this page").click();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  const { draft } = place(page);

  await visit(page, "#/storage");
  await expect(page.getByText("starts without a connection")).toBeVisible();
  await expect(page.getByText("could not be reached when this page was opened")).toBeVisible();

  await device.restart();
  await device.context.setOffline(true);
  await device.page.clock.setFixedTime(Date.parse(`${whole.stated_date}T12:00:00Z`));
  await device.page.goto(`./#/application/${draft}`);
  await drawnAtStart(device.page);
  await openTasks(device.page);
  await expect(device.page.getByText("Without a cable").first()).toBeVisible();
  expect(await device.page.getByText("Completed").count()).toBeGreaterThan(5);
});

test("a release with one damaged file leaves the old one whole, and comes once it is mended", async ({ site, device }) => {
  const { page } = device;
  await visitOnce(page);
  site.publish("second");
  const right = site.read("words.txt");
  site.write("words.txt", `${right}damaged`);
  expect(await tryRelease(page)).toBe("redundant");
  await expect(standing(page)).toHaveAttribute("data-offline", "kept");
  await expect(banner(page, "New version")).toHaveCount(0);

  await site.stop();
  await page.reload();
  await expect(page.getByText("starts without a connection")).toBeVisible();
  await isSecond(page, false);
  await site.start();

  // It broke off: the cable is out after half of it.
  site.instead.set("later/later_bg.wasm", { type: "text/html", body: "<p>Sign in to this network" });
  expect(await tryRelease(page)).toBe("redundant");
  site.instead.clear();
  site.write("words.txt", right);
  expect(await tryRelease(page)).toBe("installed");
  await expect(banner(page, "New version")).toBeVisible();
  await isSecond(page, false);
});

test("a new release waits under an open draft, comes with the person’s word, and loses nothing", async ({ site, device }) => {
  const { page, context } = device;
  await visitOnce(page);
  const whole = application("supported_transfer");
  await seed(page, { ...whole, answers: { ...whole.answers, fresh_start: "" } }, "another-school");
  const box = page.getByLabel("How would a fresh start really help the student?");
  await box.fill("Typed before");
  site.publish("second");
  expect(await tryRelease(page)).toBe("installed");
  await expect(banner(page, "New version")).toContainText("enter your passphrase again");
  await box.fill("Typed before the new version");
  await expect(page.locator("#save-status")).toHaveText("Saved on this device");
  await isSecond(page, false);

  const other = await context.newPage();
  await other.goto("./#/deadlines");
  await expect(heading(other, /Deadlines/)).toBeVisible();
  await isSecond(other, false);
  await button(page, "Use the new version").click();
  await expect(banner(page, "New version")).toContainText("open in another tab or window too");
  await isSecond(page, false);
  await other.close();

  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));
  await button(page, "Use the new version").click();
  await expect(heading(page, "Enter your passphrase").or(box)).toBeVisible();
  await isSecond(page, true);
  await expect(box).toHaveValue("Typed before the new version");
  await expect(standing(page)).toHaveAttribute("data-offline", "kept");
  await expect(banner(page, "New version")).toHaveCount(0);
  expect(loads).toHaveLength(1);
  const kept = await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("cap-release")));
  expect(kept, "the old release is gone").toHaveLength(1);
});

test("a new release comes into use by itself on the start page", async ({ site, device }) => {
  const { page } = device;
  await visitOnce(page);
  site.publish("second");
  await page.goto("./");
  await isSecond(page, true);
  await expect(heading(page, "Apply for alternative provision")).toBeVisible();
});

test("a new release comes into use when no page is open", async ({ site, device }) => {
  await visitOnce(device.page);
  site.publish("second");
  expect(await tryRelease(device.page)).toBe("installed");
  await device.restart();
  await device.page.goto("./#/deadlines");
  await expect(heading(device.page, /Deadlines/)).toBeVisible();
  await isSecond(device.page, true);
});

test("nothing but GET of the program’s own files is touched", async ({ site, device }) => {
  const { page } = device;
  await visitOnce(page);
  site.asked = [];
  await page.reload();
  await expect(page.getByText("starts without a connection")).toBeVisible();
  const files = Object.keys((JSON.parse(site.read("release.json")) as { files: object }).files);
  const own = new Set(["", ...files].map((name) => `GET /some/where/${name}`));
  expect(site.asked.filter((line) => own.has(line))).toEqual([]);
  expect(site.asked).toContain("GET /some/where/settings.json");
  expect(site.asked).toContain("GET /some/where/form/application.json");

  site.asked = [];
  await page.evaluate(async () => {
    await fetch("applications", { method: "POST", body: "{}" });
    await fetch("offline.js", { method: "HEAD" });
    await fetch("offline.js", { method: "POST" });
    await fetch("applications");
    await fetch("/elsewhere");
    await fetch("offline.js");
  });
  expect(site.asked).toEqual([
    "POST /some/where/applications",
    "HEAD /some/where/offline.js",
    "POST /some/where/offline.js",
    "GET /some/where/applications",
    "GET /elsewhere",
  ]);
  const led = await page.goto("./applications");
  expect(led?.status(), "a page of another kind in the same folder").toBe(404);
});

test("a broken data file leaves the earlier ones in force and says so, and a mended one comes into force", async ({
  site,
  device,
}) => {
  const { page } = device;
  await visitOnce(page);
  const right = site.read("form/application.json");
  site.write("form/application.json", right.replaceAll('"answer": "provision"', '"answer": "provison"'));
  await page.goto("./#/deadlines");
  await page.reload();
  await expect(heading(page, /Deadlines/)).toBeVisible();
  await expect(banner(page, "Problem with the service")).toContainText("from before are in use");
  await page.getByText("What is wrong").click();
  await expect(page.getByText('there is no question "provison"').first()).toBeVisible();

  const edition = site.read("programme/2025-26.json");
  site.write("form/application.json", right);
  site.write("programme/2025-26.json", edition.slice(0, -20));
  await page.reload();
  await expect(heading(page, /Deadlines/)).toBeVisible();
  await expect(banner(page, "Problem with the service")).toBeVisible();

  site.write("programme/2025-26.json", edition);
  site.write("settings.json", site.read("settings.json").replaceAll("024 7697 2062", "024 7600 0000"));
  await page.reload();
  await expect(heading(page, /Deadlines/)).toBeVisible();
  await expect(banner(page, "Problem with the service")).toHaveCount(0);
  await visit(page, "#/about");
  await expect(page.getByText("024 7600 0000").first()).toBeVisible();
});

test("a network’s own page in place of a file is no file, and no mistake of the council’s", async ({ site, device }) => {
  const { page } = device;
  await visitOnce(page);
  site.instead.set("settings.json", { type: "text/html", body: "<p>Sign in to this network" });
  await page.reload();
  await expect(page.getByText("could not be reached when this page was opened")).toBeVisible();
  await expect(banner(page, "Problem with the service")).toHaveCount(0);
});

test("removing everything from the device removes what was kept of the service too", async ({ device }) => {
  const { page } = device;
  await visitOnce(page);
  await visit(page, "#/remove-all");
  await button(page, "Remove everything").click();
  await expect(page.getByText("Nothing of this service is left")).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test("the service can be installed, from the folder it lies in", async ({ site, device }) => {
  const { page, context } = device;
  await visitOnce(page);
  const session = await context.newCDPSession(page);
  const { url, errors, manifest } = await session.send("Page.getAppManifest");
  expect(url).toBe(`${site.url}manifest.webmanifest`);
  expect(errors).toEqual([]);
  expect(manifest).toMatchObject({ startUrl: site.url, scope: site.url });
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect(installabilityErrors).toEqual([]);
});

base.describe("at the council’s own endpoint", () => {
  base.use({ serviceWorkers: "allow" });

  base("the service is kept under the endpoint’s policy and starts without it", async ({ page, context }) => {
    await visitOnce(page);
    await context.setOffline(true);
    await page.goto("./#/deadlines");
    await page.reload();
    await expect(heading(page, /Deadlines/)).toBeVisible();
  });
});
