import { application } from "./support/application.js";
import { openPage, startApplication } from "./support/driver.js";
import { NARROW, standingOut } from "./support/looks.js";
import { everyPage } from "./support/pages.js";
import { seed, visit } from "./support/seed.js";
import { expect, test } from "./support/test.js";

test("a long word does not make a page scroll sideways at 320 pixels", async ({ page }) => {
  await page.setViewportSize(NARROW);
  const whole = application("supported_transfer");
  const long = "Wohlverhaltensvereinbarungsgespraeche".repeat(3);
  const id = await seed(page, { ...whole, answers: { ...whole.answers, fresh_start: long, applicant_role: long } }, "your-details", long);
  for (const at of ["/your-details", "/another-school", "/check-answers", "/readiness", ""]) {
    await visit(page, `#/application/${id}${at}`);
    expect.soft(await standingOut(page), at).toEqual([]);
  }
  await visit(page, "#/applications");
  await expect(page.locator("main")).toContainText(long);
  expect(await standingOut(page), "the list of applications").toEqual([]);
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
