import { type Page } from "@playwright/test";
import { application } from "./support/application.js";
import { pressSend, reference } from "./support/driver.js";
import { Endpoint, type Planned } from "./support/endpoint.js";
import { Line, type Break } from "./support/line.js";
import { isSecond, publish, tryRelease, visitOnce } from "./support/release.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { expect, test as base } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// An application is one record at the council, whatever became of the line, the endpoint, the page or the computer
// meanwhile. The endpoint is the real one; what it keeps is read from its database.

const whole = application("tier1");
const NOON = Date.parse(`${whole.stated_date}T12:00:00Z`);

const test = base.extend<{ endpoint: Endpoint; line: Line }>({
  // eslint-disable-next-line no-empty-pattern
  endpoint: async ({}, use) => {
    const endpoint = new Endpoint();
    await endpoint.start();
    await use(endpoint);
    await endpoint.remove();
  },
  line: async ({ endpoint }, use) => {
    const line = new Line(() => endpoint.url);
    line.time = NOON;
    await line.join();
    await use(line);
    await line.cut();
  },
  baseURL: async ({ line }, use) => use(line.url),
});

test.use({ complaints: FAILED });

const heading = (page: Page, name: string) => page.getByRole("heading", { name });
const received = (page: Page) => expect(heading(page, "Application received")).toBeVisible();
const button = (page: Page, name: string) => page.getByRole("button", { name });

/** A whole application, open at the check page. Gives its id. */
async function ready(page: Page): Promise<string> {
  await page.clock.install({ time: NOON });
  return seed(page, whole, "check-answers");
}

/** It is not known whether it arrived, and nothing else is claimed. */
async function claimsNothing(page: Page): Promise<void> {
  await expect(heading(page, "We do not know yet whether your application arrived")).toBeVisible();
  await expect(page.getByText(/CAP-[A-Z0-9]{8}/)).toHaveCount(0);
}

/** The council has it, once, as it was typed, under the reference that the page gives. */
async function arrivedOnce(page: Page, endpoint: Endpoint, id: string): Promise<void> {
  await received(page);
  const told = await reference(page);
  const records = endpoint.records();
  expect(records.map((record) => record.reference)).toEqual([told]);
  expect(records[0]?.application).toMatchObject({ application: id, stated_date: whole.stated_date });
  expect(records[0]?.application.answers).toEqual(whole.sent);
}

/** Lets time pass until the page tries again by itself. */
async function nextTry(page: Page, line: Line): Promise<void> {
  const before = line.sent;
  for (let step = 0; step < 60 && line.sent === before; step += 1) {
    await page.clock.runFor(5_000);
    // Once it goes out it is on the line, however busy this computer is.
    if (await heading(page, "Sending your application").isVisible()) await expect.poll(() => line.sent).toBe(before + 1);
  }
  expect(line.sent).toBe(before + 1);
}

test("the line is cut before the request", async ({ page, line, endpoint }) => {
  const id = await ready(page);
  await line.cut();
  await pressSend(page);
  await claimsNothing(page);
  expect(endpoint.records()).toEqual([]);
  await line.join();
  await button(page, "Try again").click();
  await arrivedOnce(page, endpoint, id);
});

const BREAKS: [Break, number][] = [
  ["in the middle of the request", 0],
  ["before the answer", 1],
  ["in the middle of the answer", 1],
];
for (const [where, arrived] of BREAKS) {
  test(`the line is cut ${where}, and the page tries again by itself`, async ({ page, line, endpoint }) => {
    const id = await ready(page);
    line.breaks = where;
    await pressSend(page);
    await claimsNothing(page);
    expect(endpoint.records()).toHaveLength(arrived);
    await nextTry(page, line);
    await arrivedOnce(page, endpoint, id);
    expect(line.sent).toBe(2);
  });
}

const FAULTS: [string, Planned["fault"]][] = [
  ["drops the request", "drop_request"],
  ["commits and drops the reply", "drop_reply"],
  ["commits and answers half of its JSON", "malformed"],
  ["commits and breaks off in its answer", "truncated"],
  ["is hidden by somebody’s sign-in page", "portal"],
  ["is busy", { status: { status: 503, retry_after: 5 } }],
  ["asks for fewer requests", { status: { status: 429, retry_after: 5 } }],
];
for (const [what, fault] of FAULTS) {
  test(`the endpoint ${what} three times`, async ({ page, line, endpoint }) => {
    const id = await ready(page);
    await endpoint.plan({ fault, times: 3 });
    await pressSend(page);
    for (let tries = 1; tries <= 3; tries += 1) {
      await claimsNothing(page);
      await nextTry(page, line);
    }
    await arrivedOnce(page, endpoint, id);
    expect(line.sent).toBe(4);
  });
}

for (const [what, fault, arrived] of [
  ["before it has kept anything", { delay: { ms: 60_000 } }, 0],
  ["after it has kept it and before it answers", { delay_reply: { ms: 60_000 } }, 1],
] as const) {
  test(`the endpoint is killed ${what}, and started again`, async ({ page, endpoint, line }) => {
    const id = await ready(page);
    await endpoint.plan({ fault });
    await pressSend(page);
    await expect(heading(page, "Sending your application")).toBeVisible();
    await expect.poll(() => line.sent).toBe(1);
    await expect.poll(() => endpoint.records().length).toBe(arrived);
    await endpoint.kill();
    await claimsNothing(page);
    const before = endpoint.records().map((record) => record.receipt);
    expect(before).toHaveLength(arrived);
    await endpoint.start();
    await button(page, "Try again").click();
    await arrivedOnce(page, endpoint, id);
    expect(endpoint.records().slice(0, arrived).map((record) => record.receipt), "the very receipt of before").toEqual(before);
  });
}

test("ten rapid clicks on Send are one request", async ({ page, endpoint, line }) => {
  const id = await ready(page);
  await endpoint.plan({ fault: { delay_reply: { ms: 300 } } });
  const send = button(page, "Send application");
  await send.scrollIntoViewIfNeeded();
  const box = await send.boundingBox();
  if (!box) throw new Error("the button is not there");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await Promise.all(Array.from({ length: 5 }, () => page.mouse.click(x, y)));
  // And five in one turn of the page, faster than any hand.
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")].filter((one) => one.textContent?.includes("Send application"));
    for (let press = 0; press < 5; press += 1) for (const one of buttons) one.click();
  });
  await arrivedOnce(page, endpoint, id);
  expect(line.sent).toBe(1);
});

test("ten clicks in one turn of the page are one request", async ({ page, endpoint, line }) => {
  const id = await ready(page);
  await button(page, "Send application").evaluate((one: HTMLButtonElement) => {
    for (let press = 0; press < 10; press += 1) one.click();
  });
  await arrivedOnce(page, endpoint, id);
  expect(line.sent).toBe(1);
});

test("going back after it was received sends nothing and offers nothing to send", async ({ page, endpoint, line }) => {
  await page.clock.install({ time: NOON });
  const id = await seed(page, whole, "");
  await page.getByRole("link", { name: "Check your answers" }).click();
  await pressSend(page);
  await arrivedOnce(page, endpoint, id);
  await page.goBack();
  await expect(button(page, "Send application")).toHaveCount(0);
  await page.goForward();
  await received(page);
  await page.goBack();
  await page.reload();
  await drawnAtStart(page);
  await expect(button(page, "Send application")).toHaveCount(0);
  await page.goto(`./#/application/${id}/check-answers`);
  await arrivedOnce(page, endpoint, id);
  expect(line.sent).toBe(1);
});

test("two tabs, of which the second takes over while the first sends", async ({ page, context, endpoint, line }) => {
  const id = await ready(page);
  const other = await context.newPage();
  await other.clock.install({ time: NOON });
  await other.goto(`./#/application/${id}/check-answers`);
  const carryOn = button(other, "Carry on here instead");
  await expect(carryOn).toBeVisible();
  await endpoint.plan({ fault: { delay_reply: { ms: 1_000 } } });
  await pressSend(page);
  await expect.poll(() => line.sent).toBe(1);
  await carryOn.click();
  await arrivedOnce(other, endpoint, id);
  await page.bringToFront();
  await arrivedOnce(page, endpoint, id);
});

test("two tabs, of which the second takes over and sends what the first had sent without an answer", async ({
  page,
  context,
  endpoint,
}) => {
  const id = await ready(page);
  await endpoint.plan({ fault: "drop_reply" });
  await pressSend(page);
  await claimsNothing(page);
  const other = await context.newPage();
  await other.clock.install({ time: NOON });
  await other.goto(`./#/application/${id}/check-answers`);
  await button(other, "Carry on here instead").click();
  await arrivedOnce(other, endpoint, id);
  await arrivedOnce(page, endpoint, id);
});

test("a computer that sleeps for a night while an application waits sends it once when it wakes", async ({ page, endpoint, line }) => {
  const id = await ready(page);
  await endpoint.plan({ fault: "drop_reply" });
  await pressSend(page);
  await claimsNothing(page);
  // The clock leaps; the timers that were due fire once.
  line.time = NOON + 16 * 3_600_000;
  await page.clock.fastForward(16 * 3_600_000);
  await expect(page.getByRole("heading", { name: "Enter your passphrase" }).or(heading(page, "Application received"))).toBeVisible();
  await arrivedOnce(page, endpoint, id);
});

test("a page that is frozen while it sends, and wakes after the endpoint was killed, sends once", async ({ page, context, endpoint, line }) => {
  const id = await ready(page);
  const session = await context.newCDPSession(page);
  await endpoint.plan({ fault: { delay_reply: { ms: 60_000 } } });
  await pressSend(page);
  await expect.poll(() => endpoint.records().length).toBe(1);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await endpoint.kill();
  await endpoint.start();
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await claimsNothing(page);
  await nextTry(page, line);
  await arrivedOnce(page, endpoint, id);
  expect(line.sent).toBe(2);
});

test.describe("with the service kept on the device", () => {
  test.use({ serviceWorkers: "allow" });

  test("it starts while the endpoint is down, and what is sent goes out once when it is up", async ({ page, endpoint, line }) => {
    await page.clock.install({ time: NOON });
    await visitOnce(page);
    const id = await seed(page, whole, "check-answers");
    await endpoint.kill();
    await page.reload();
    await drawnAtStart(page);
    await pressSend(page);
    await claimsNothing(page);
    await page.reload();
    await claimsNothing(page);
    expect(endpoint.records()).toEqual([]);
    await endpoint.start();
    await nextTry(page, line);
    await arrivedOnce(page, endpoint, id);
    expect(line.sent).toBeGreaterThan(2);
  });

  test("a new release that comes into use while it is not known whether it arrived", async ({ page, endpoint }) => {
    await page.clock.install({ time: NOON });
    await visitOnce(page);
    const id = await seed(page, whole, "check-answers");
    await endpoint.plan({ fault: "drop_reply" });
    await pressSend(page);
    await claimsNothing(page);
    publish(endpoint.app, "second");
    expect(await tryRelease(page)).toBe("installed");
    await isSecond(page, false);
    await button(page, "Use the new version").click();
    await isSecond(page, true);
    await arrivedOnce(page, endpoint, id);
  });

  test("a new release in the middle of a draft", async ({ page, endpoint }) => {
    await page.clock.install({ time: NOON });
    await visitOnce(page);
    const answers = { ...whole.answers, applicant_role: "Assistant" };
    const id = await seed(page, { ...whole, answers }, "your-details");
    publish(endpoint.app, "second");
    expect(await tryRelease(page)).toBe("installed");
    const role = page.locator('[name="applicant_role"]');
    await role.fill(String(whole.answers["applicant_role"]));
    await expect(page.locator("#save-status")).toHaveText("Saved on this device");
    await isSecond(page, false);
    await button(page, "Use the new version").click();
    await isSecond(page, true);
    await expect(role).toHaveValue(String(whole.answers["applicant_role"]));
    await page.goto(`./#/application/${id}/check-answers`);
    await pressSend(page);
    await arrivedOnce(page, endpoint, id);
  });
});
