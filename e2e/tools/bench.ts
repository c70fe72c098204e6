import { cpus } from "node:os";
import { expect, test, type Browser, type CDPSession, type Page } from "@playwright/test";

// The app with generated forms (cargo xtask bench --prepare) beside `plain/`, which does the same work without a framework:
// one after the other in each run, so that both have the same machine. Medians, and ratios to the plain page.

const RUNS = Number(process.env["CAP_RUNS"] ?? "5");
const SIZES = (process.env["CAP_SIZES"] ?? "100,300,1000,3000").split(",").map(Number);
const KEYS = 40;
const PASSPHRASE = "kestrel gravel teapot";

type Kind = "plain" | "sealed" | "unkept";
const KINDS: Kind[] = ["plain", "sealed", "unkept"];
const figures = new Map<string, number[]>();

const note = (size: number, kind: Kind, what: string, value: number) => {
  const name = `${what}|${size}|${kind}`;
  figures.set(name, [...(figures.get(name) ?? []), value]);
};

function median(size: number, kind: Kind, what: string): number {
  const sorted = [...(figures.get(`${what}|${size}|${kind}`) ?? [])].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const mark = (page: Page, name: string) =>
  page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.startTime, name).then((found) => found.jsonValue());

/** Main-thread milliseconds so far. */
async function cpu(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
}

async function opened(browser: Browser) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  return { context, page, session };
}

/** What stands between a fresh device and its first question, done as fast as a script can. */
async function through(page: Page, kind: Kind): Promise<void> {
  if (kind === "unkept") await page.getByRole("button", { name: "Continue without a passphrase" }).click();
  if (kind !== "sealed") return;
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.getByRole("button", { name: "I have kept it" }).click();
}

const start = (size: number, kind: Kind) => (kind === "plain" ? `./plain/?${size}` : `./${size}/#/new`);

async function load(browser: Browser, size: number, kind: Kind, slow: boolean): Promise<void> {
  const { context, page, session } = await opened(browser);
  await session.send("Network.enable");
  if (slow) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const throughput = (1.6 * 1_000_000) / 8;
    const line = { offline: false, latency: 150, downloadThroughput: throughput, uploadThroughput: throughput };
    await session.send("Network.emulateNetworkConditions", line);
  }
  await page.goto(start(size, kind), { waitUntil: "commit" });
  note(size, kind, slow ? "First input, slow, ms" : "First input, ms", (await mark(page, "cap-first-input")) ?? NaN);
  if (!slow) note(size, kind, "CPU to first input, ms", await cpu(session));
  await context.close();
}

/** Types on the second page of the first part, and changes the answer that 20 questions depend on. */
async function work(browser: Browser, size: number, kind: Kind): Promise<void> {
  const { context, page, session } = await opened(browser);
  await page.goto(start(size, kind));
  await through(page, kind);
  await mark(page, "cap-first-question");
  const go = async (id: string) => {
    if (kind === "plain") await page.evaluate((id) => (location.hash = id), id);
    else {
      await page.getByLabel("Provision one").check();
      await page.evaluate((id) => (location.hash = location.hash.replace(/[^/]*$/, id)), id);
    }
    await page.locator("input[type=radio][value=yes]").first().waitFor({ state: "attached" });
  };
  await go("page-0-1");
  const toggle = (value: string) => page.locator(`input[type=radio][value=${value}]`).first();
  await toggle("yes").check();
  await page.locator("textarea").first().waitFor();
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  note(size, kind, "JavaScript heap, MiB", usedSize / 1_048_576);

  await page.locator("textarea").first().focus();
  const keys = async (count: number) => {
    for (let at = 0; at < count; at += 1) await page.keyboard.press("a");
  };
  await keys(10);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const begin = () => {
      const begun = performance.now();
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - begun)));
    };
    addEventListener("keydown", begin, true);
  });
  const before = await cpu(session);
  await keys(KEYS);
  note(size, kind, "CPU per key, ms", ((await cpu(session)) - before) / KEYS);
  const painted = await page.evaluate(() => (window as unknown as { times: number[] }).times.sort((a, b) => a - b));
  note(size, kind, "Key to paint, ms", painted[Math.floor(painted.length / 2)] ?? NaN);
  await expect(page.locator("textarea").first()).toHaveValue("a".repeat(10 + KEYS));

  const began = await cpu(session);
  for (let at = 0; at < 10; at += 1) await toggle(at % 2 ? "yes" : "no").check();
  note(size, kind, "CPU to show or hide 20 questions, ms", ((await cpu(session)) - began) / 10);
  await expect(page.locator("textarea").first()).toHaveValue("a".repeat(10 + KEYS));
  await context.close();
}

test.use({ actionTimeout: 15_000 });

test("the app beside a page without a framework", async ({ browser }) => {
  for (let run = 0; run < RUNS; run += 1) {
    for (const size of SIZES) {
      for (const kind of KINDS) {
        if (kind !== "unkept") {
          await load(browser, size, kind, false);
          await load(browser, size, kind, true);
        }
        await work(browser, size, kind);
      }
    }
  }
  const whats = [...new Set([...figures.keys()].map((name) => name.split("|")[0] ?? ""))];
  const lines = ["| Measure | Questions | Plain page | App, sealed | Ratio | App, nothing kept |", "| --- | ---: | ---: | ---: | ---: | ---: |"];
  for (const what of whats) {
    for (const size of SIZES) {
      const [plain, sealed, unkept] = KINDS.map((kind) => median(size, kind, what)) as [number, number, number];
      const shown = (value: number) => (Number.isNaN(value) ? "–" : value.toFixed(1));
      lines.push(`| ${what} | ${size} | ${shown(plain)} | ${shown(sealed)} | ${shown(sealed / plain)} | ${shown(unkept)} |`);
    }
  }
  console.log(`${lines.join("\n")}\n${cpus()[0]?.model}, ${cpus().length} cores, ${RUNS} runs, ${new Date().toISOString().slice(0, 10)}`);
});
