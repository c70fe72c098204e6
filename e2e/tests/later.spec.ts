import { expect, test, type Page } from "@playwright/test";
import { complaint } from "./support/watch.js";

// The second program: a worker that is fetched when it is asked for, under the endpoint's own policy.

/** Starts the worker as the app does, gives it these requests, and gives back what it answers. */
const ask = (page: Page, ...requests: string[]): Promise<(string | null)[]> =>
  page.evaluate(
    (requests) =>
      new Promise<(string | null)[]>((resolve, reject) => {
        const worker = new Worker("later/start.js");
        const answers: (string | null)[] = [];
        worker.onerror = () => reject(new Error("the worker did not start"));
        worker.onmessage = ({ data }: MessageEvent<string | null>) => {
          if (answers.push(data) === requests.length) resolve(answers);
        };
        // At once: what is asked before the program is there has to be answered too.
        for (const request of requests) worker.postMessage(request);
      }),
    requests,
  );

const request = JSON.stringify({
  calendar: {
    now: 1_795_362_300_000,
    entries: [
      {
        uid: "window-3/deadline",
        on: "2026-12-18",
        until: "2027-01-04",
        summary: "Closed – “winter”, both weeks",
        description: "One\nTwo",
      },
    ],
  },
});

test("the worker makes a calendar file, and is fetched only then", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (asked) => fetched.push(new URL(asked.url()).pathname));
  await page.goto("./#/new");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(fetched.filter((path) => path.includes("/later/"))).toEqual([]);

  const [answer] = await ask(page, request);
  const { done } = JSON.parse(answer ?? "") as { done: string };
  const lines = done.split("\r\n");
  for (const line of [
    "X-WR-TIMEZONE:Europe/London",
    "UID:window-3/deadline@cap-application.coventry",
    "DTSTAMP:20261122T154500Z",
    "DTSTART;VALUE=DATE:20261218",
    "DTEND;VALUE=DATE:20270105",
    "SUMMARY:Closed – “winter”\\, both weeks",
    "DESCRIPTION:One\\nTwo",
  ]) {
    expect(lines).toContain(line);
  }
});

test("the worker answers every request, and what it does not know too", async ({ page }) => {
  await page.goto("./");
  const answers = await ask(page, "{}", request, request);
  expect(answers[0]).toContain('"failed":"This page is older');
  expect(answers[1]).toContain("BEGIN:VCALENDAR");
  expect(answers[2]).toBe(answers[1]);
});

test("a worker whose program cannot be fetched answers with nothing", async ({ page }) => {
  await page.route("**/later/later_bg.wasm", (route) => route.abort());
  await page.goto("./");
  expect(await ask(page, request)).toEqual([null]);
});

/** Has the program that derives keys fault in as many workers as this, and gives back how many were begun so far. */
async function faulting(page: Page, faults: number): Promise<() => number> {
  const trap = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 97, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const program = `const { a } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(${JSON.stringify(trap)}))).exports;
    self.wasm_bindgen = async () => {};
    wasm_bindgen.perform = a;`;
  let begun = 0;
  await page.route("**/later/keys.js", async (route) => {
    begun += 1;
    if (begun > faults) return route.continue();
    return route.fulfill({ contentType: "text/javascript", body: program });
  });
  return () => begun;
}

/** Chooses a passphrase on a fresh device, and gives back what the console is told meanwhile. */
async function choose(page: Page): Promise<string[]> {
  const told: string[] = [];
  page.on("console", (message) => told.push(...complaint(message)));
  await page.goto("./#/new");
  await page.getByLabel("Passphrase", { exact: true }).fill("four plainly made up words");
  await page.getByRole("button", { name: "Set passphrase" }).click();
  return told;
}

test("where the program faults a fresh worker does the work, and nobody is troubled with it", async ({ page }) => {
  const begun = await faulting(page, 1);
  const told = await choose(page);
  await expect(page.getByRole("button", { name: "I have kept it" })).toBeVisible();
  // Two keys are derived: one from the passphrase, one from the recovery code.
  expect(begun()).toBe(3);
  expect(told).toEqual([]);
});

test("where it faults again that is said, and the passphrase can be set once more", async ({ page }) => {
  const begun = await faulting(page, 2);
  const told = await choose(page);
  await expect(page.getByText("could not work with the passphrase").first()).toBeVisible();
  expect(begun()).toBe(2);
  expect(told).toEqual([expect.stringContaining("unreachable")]);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await expect(page.getByRole("button", { name: "I have kept it" })).toBeVisible();
});

const KEYS = "/later/keys_bg.wasm";

test("the program that derives keys is there before it is asked for", async ({ page }) => {
  const begun: string[] = [];
  page.on("worker", (worker) => begun.push(new URL(worker.url()).pathname));
  await page.goto("./#/new");
  const box = page.getByLabel("Passphrase", { exact: true });
  const program = page.waitForResponse((response) => response.url().endsWith(KEYS));
  await box.pressSequentially("four");
  await program;
  expect(begun, "one for all letters").toHaveLength(1);
  await box.pressSequentially(" plainly made up words");
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await expect(page.getByRole("button", { name: "I have kept it" })).toBeVisible();
  // The first of the two keys is derived in the worker that waited.
  expect(begun).toHaveLength(2);
  expect(page.workers()).toHaveLength(0);
});

for (const part of ["start.js", "keys.js", "keys_bg.wasm"]) {
  test(`where ${part} cannot be had ahead it is asked for again with the key`, async ({ page }) => {
    let refused = 0;
    await page.route(`**/later/${part}`, (route) => (refused++ === 0 ? route.abort() : route.continue()));
    await page.goto("./#/new");
    const box = page.getByLabel("Passphrase", { exact: true });
    await box.pressSequentially("f");
    await expect.poll(() => refused).toBe(1);
    await box.fill("four plainly made up words");
    await page.getByRole("button", { name: "Set passphrase" }).click();
    await expect(page.getByRole("button", { name: "I have kept it" })).toBeVisible();
  });
}

test("a worker that nobody asks for goes again", async ({ page }) => {
  await page.clock.install();
  await page.goto("./#/new");
  const box = page.getByLabel("Passphrase", { exact: true });
  await box.pressSequentially("f");
  await expect.poll(() => page.workers().length).toBe(1);
  await page.clock.runFor("02:01");
  await expect.poll(() => page.workers().length).toBe(0);
  await box.fill("four plainly made up words");
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await expect(page.getByRole("button", { name: "I have kept it" })).toBeVisible();
});

/** Serves the form changed, so that the settings do not vouch for it. */
async function change(page: Page, from: string, to: string): Promise<void> {
  await page.route("**/form/application.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(from, to) });
  });
}

test("a changed form is checked by the worker before it is used", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (asked) => fetched.push(new URL(asked.url()).pathname));
  await change(page, '"title"', ' "title"');
  await page.goto("./#/deadlines");
  await expect(page.getByRole("heading", { level: 1, name: "Deadlines and panel dates" })).toBeVisible();
  expect(fetched.some((path) => path.endsWith("/later/start.js"))).toBe(true);
});

test("a browser that has no digests of its own vouches for the files all the same", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (asked) => fetched.push(new URL(asked.url()).pathname));
  // As on a page that did not come by HTTPS.
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined }));
  await page.goto("./#/deadlines");
  await expect(page.getByRole("heading", { level: 1, name: "Deadlines and panel dates" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(fetched.filter((path) => path.includes("/later/"))).toEqual([]);
});

test("every mistake of a changed form is shown", async ({ page }) => {
  await change(page, '"answer": "provision"', '"answer": "provison"');
  await page.goto("./#/applications");
  await expect(page.getByRole("heading", { level: 1, name: "there is a problem with the service" })).toBeVisible();
  expect(await page.getByText('there is no question "provison"').count()).toBeGreaterThan(10);
});

test("a changed form that cannot be checked is not used", async ({ page }) => {
  await change(page, '"title"', ' "title"');
  await page.route("**/later/later_bg.wasm", (route) => route.abort());
  await page.goto("./#/applications");
  await expect(page.getByText("could not be checked for mistakes")).toBeVisible();
});
