import { type Page, type Route } from "@playwright/test";
import { accessible } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { kept, references } from "./support/council.js";
import { onDate, pressSend, reference } from "./support/driver.js";
import { drawnAtStart, seed } from "./support/seed.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// Requests fail on purpose.
test.use({ complaints: FAILED });

const endpoint = (url: URL) => url.pathname === "/applications";
const heading = (page: Page, name: string) => page.getByRole("heading", { name });
const uncertain = (page: Page) => heading(page, "We do not know yet whether your application arrived");

/** A whole application, open at the check page, with an endpoint that does this. */
async function ready(page: Page, endpointDoes: (route: Route) => Promise<void>): Promise<string> {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  await page.route(endpoint, endpointDoes);
  const id = await seed(page, whole, "check-answers");
  await pressSend(page);
  return id;
}

/** Tries again with the real endpoint: the council must have it, once. */
async function arrivesOnce(page: Page, id: string): Promise<void> {
  await page.unroute(endpoint);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(page, "Application received")).toBeVisible();
  const told = await reference(page);
  const ours = references().filter((one) => kept(one).application.application === id);
  expect(ours).toEqual([told]);
}

async function claimsNothing(page: Page): Promise<void> {
  await expect(uncertain(page)).toBeVisible();
  await expect(page.getByText(/CAP-[A-Z0-9]{8}/)).toHaveCount(0);
  await expect(page, "the title claims no more than is known").not.toHaveTitle(/received/);
  await expect(heading(page, "Application received")).toHaveCount(0);
}

for (const [what, does] of [
  ["the network is down", (route: Route) => route.abort("internetdisconnected")],
  ["the answer is lost on its way", async (route: Route) => void (await route.fetch(), await route.abort("connectionreset"))],
  ["the council's system is busy", (route: Route) => route.fulfill({ status: 503, headers: { "Retry-After": "10" } })],
  [
    "a captive portal answers with a page of its own",
    (route: Route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to the wireless</h1>" }),
  ],
  [
    "something answers with a receipt for other answers",
    (route: Route) =>
      route.fulfill({
        status: 201,
        contentType: "application/json",
        body: JSON.stringify({ reference: "CAP-XXXXXXXX", digest: "0".repeat(64), received: "2026-11-22T12:00:00Z" }),
      }),
  ],
] as const) {
  test(`where ${what}, it is not known whether the application arrived, and trying again makes one record`, async ({ page }) => {
    const id = await ready(page, does);
    await claimsNothing(page);
    await accessible(page);
    await arrivesOnce(page, id);
  });
}

test("what is not known stays so after a reload, is said in the list, and nothing may change meanwhile", async ({ page }) => {
  const id = await ready(page, (route) => route.abort());
  await claimsNothing(page);
  await page.reload();
  await claimsNothing(page);
  await page.goto("./#/applications");
  await expect(page.locator(".govuk-tag", { hasText: "Waiting" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Discard/ })).toHaveCount(0);
  await page.goto(`./#/application/${id}/your-details`);
  await claimsNothing(page);
  await arrivesOnce(page, id);
});

test("without a connection it waits, and goes out by itself when the connection is back", async ({ page, context }) => {
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  const id = await seed(page, whole, "check-answers");
  await context.setOffline(true);
  await pressSend(page);
  await expect(heading(page, "Waiting to send")).toBeVisible();
  await expect(page.getByText("You can apply at any time. If it does not go out in time, telephone 024 7697 2062.")).toBeVisible();
  await accessible(page);
  await context.setOffline(false);
  await expect(heading(page, "Application received")).toBeVisible();
  const told = await reference(page);
  expect(references().filter((one) => kept(one).application.application === id)).toEqual([told]);
});

test("what waited goes out by itself after a restart, whatever page is opened", async ({ page }) => {
  const id = await ready(page, (route) => route.abort());
  await claimsNothing(page);
  await page.unroute(endpoint);
  await page.goto("./#/applications");
  await page.reload();
  await expect(page.getByText(/Reference CAP-/)).toBeVisible();
  expect(references().filter((one) => kept(one).application.application === id)).toHaveLength(1);
});

test("an application that may have arrived is taken back, changed, and replaces what arrived", async ({ page }) => {
  const id = await ready(page, async (route) => void (await route.fetch(), await route.abort("connectionreset")));
  await claimsNothing(page);
  await page.getByRole("button", { name: "Cancel and change it" }).click();
  await page.goto(`./#/application/${id}/student-school-record`);
  await page.getByLabel("Unique pupil number (UPN)").fill("P207000016049");
  await page.unroute(endpoint);
  await page.goto(`./#/application/${id}/check-answers`);
  await pressSend(page);
  await expect(heading(page, "Application received")).toBeVisible();
  const told = await reference(page);
  const ours = references().filter((one) => kept(one).application.application === id);
  expect(ours, "one record, the later words").toEqual([told]);
  expect(kept(told).application.answers["upn"]).toBe("P207000016049");
});

test("a receipt that the council did not sign is no receipt", async ({ page }) => {
  const id = await ready(page, async (route) => {
    const reply = await route.fetch();
    const receipt = (await reply.json()) as { reference: string };
    await route.fulfill({ response: reply, json: { ...receipt, reference: "CAP-23456789" } });
  });
  await claimsNothing(page);
  await expect(page.getByText("The receipt's signature is not the council's.")).toBeVisible();
  await arrivesOnce(page, id);
});

test("a council that asks who sends keeps nothing, and loses nothing", async ({ page }) => {
  const problem = { type: "urn:cap:problem:sign-in", title: "Sign in", status: 401, detail: "Sign in to your school's page." };
  const id = await ready(page, (route) =>
    route.fulfill({ status: 401, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await expect(heading(page, "Sign in again to send this application")).toBeVisible();
  await accessible(page);
  await arrivesOnce(page, id);
});

test("while the answer is awaited the page says so", async ({ page }) => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await ready(page, async (route) => {
    await asked;
    await route.continue();
  });
  await expect(heading(page, "Sending your application")).toBeVisible();
  await accessible(page);
  answer();
  await expect(heading(page, "Application received")).toBeVisible();
});

test("a refusal leads to the answers at fault, and the mended application can be sent", async ({ page }) => {
  const errors = [
    { question: "upn", code: "upn-check-letter", message: "Check the unique pupil number" },
    { question: "carer_telephone", item: 0, code: "not-a-telephone", message: "Check the telephone number" },
  ];
  const problem = { type: "urn:cap:problem:invalid-application", title: "Wrong", status: 422, detail: "Two answers need a look.", errors };
  const id = await ready(page, (route) =>
    route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await expect(heading(page, "The council could not accept this application")).toBeVisible();
  await expect(page.getByText("Two answers need a look.")).toBeVisible();
  await accessible(page);
  await expect(page.getByRole("link", { name: "Check the telephone number" })).toHaveAttribute(
    "href",
    `#/application/${id}/carers/0`,
  );
  await page.getByRole("link", { name: "Check the unique pupil number" }).click();
  await expect(page).toHaveURL(new RegExp(`${id}/student-school-record$`));
  await page.getByLabel("Unique pupil number (UPN)").fill("P207000016049");

  await page.unroute(endpoint);
  await page.goto(`./#/application/${id}/check-answers`);
  await pressSend(page);
  await expect(heading(page, "Application received")).toBeVisible();
  expect(kept(await reference(page)).application.answers["upn"]).toBe("P207000016049");
});

test("an application with something left to do is not sent: the list of it takes the focus", async ({ page }) => {
  const whole = application("tier1");
  const { upn: _upn, ...answers } = whole.answers;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.method()));
  await onDate(page, whole.stated_date);
  await seed(page, { ...whole, answers }, "check-answers");
  await pressSend(page);
  await expect(heading(page, "There is 1 thing to do before you can send this")).toBeFocused();
  expect(asked).not.toContain("POST");
});

test("a received application keeps its reference on the device and no answer", async ({ page }) => {
  const whole = application("insight");
  await onDate(page, whole.stated_date);
  const id = await seed(page, whole, "check-answers");
  await pressSend(page);
  await expect(heading(page, "Application received")).toBeVisible();
  const told = await reference(page);
  await page.goto("./#/applications");
  await drawnAtStart(page);
  await expect(page.getByText(`Reference ${told}`)).toBeVisible();
  await expect(page.getByText("Saved on this device", { exact: true })).toHaveCount(0);
  const record = await page.evaluate((key) => localStorage.getItem(key), `cap/draft/${id}`);
  // Sealed, and too small to hold an answer.
  expect(record).toContain("sealed");
  expect(record?.length).toBeLessThan(1_000);
});
