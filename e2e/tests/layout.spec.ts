import { type Page } from "@playwright/test";
import { application } from "./support/application.js";
import { openPage, startApplication } from "./support/driver.js";
import { everyError, everyPage } from "./support/pages.js";
import { expect, test } from "./support/test.js";

// A window of 1280 pixels at a zoom of 400 % is 320 pixels wide.
const NARROW = { width: 320, height: 640 };

/** Elements that stand out of the window to the right. */
const standingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter(
      (one) => one.getBoundingClientRect().right > root.clientWidth,
    );
    return out.map((one) => one.outerHTML.slice(0, 120));
  });

test("every type of page is read at 320 pixels without scrolling sideways", async ({ page }) => {
  test.slow();
  await page.setViewportSize(NARROW);
  const whole = application("supported_transfer");
  const long = "Wohlverhaltensvereinbarungsgespraeche".repeat(3);
  await everyPage(page, { ...whole, answers: { ...whole.answers, fresh_start: long, applicant_role: long } }, async (type) => {
    expect.soft(await standingOut(page), type).toEqual([]);
  });
});

test("pages with errors are read at 320 pixels without scrolling sideways", async ({ page }) => {
  test.slow();
  await page.setViewportSize(NARROW);
  await everyError(page, async (type) => {
    expect.soft(await standingOut(page), type).toEqual([]);
  });
});

test("nothing typed is in an address, a title or a message of the console, and no other host is asked", async ({ page, baseURL }) => {
  test.slow();
  const marker = "Zyxmarker";
  const told: string[] = [];
  page.on("request", (request) => told.push(request.url()));
  page.on("console", (message) => told.push(message.text()));
  page.on("framenavigated", (frame) => told.push(frame.url()));
  const whole = application("supported_transfer");
  const marked = {
    ...whole,
    answers: { ...whole.answers, student_forenames: marker, school_name: marker, fresh_start: marker },
    repeats: { ...whole.repeats, interventions: (whole.repeats["interventions"] ?? []).map((one) => ({ ...one, intervention_name: marker })) },
  };
  await everyPage(page, marked, async () => void told.push(await page.title()));
  await startApplication(page, marker, "insight");
  await openPage(page, "student-name");
  await page.getByLabel("Legal first name or names").fill(marker);
  told.push(await page.title(), page.url());

  expect(told.filter((text) => text.includes(marker))).toEqual([]);
  const elsewhere = told.filter((text) => /^[a-z]+:\/\//.test(text) && !text.startsWith(baseURL ?? ""));
  expect(elsewhere).toEqual([]);
});
