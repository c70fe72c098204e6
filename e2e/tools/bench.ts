import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { expect, test, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { fixture, give } from "../tests/support/passphrase.js";
import { put } from "../tests/support/seed.js";

// The app with generated forms (cargo xtask bench) beside `plain/`, which does the same work without a framework: in turn, so
// that both have the same machine. What is measured goes to CAP_FIGURES, as JSON, from which cargo xtask bench makes the table
// and the curve; docs/performance.md says how each is measured.

const RUNS = Number(process.env["CAP_RUNS"] ?? "5");
const SIZES = (process.env["CAP_SIZES"] ?? "100,300,1000,3000").split(",").map(Number);
/**
 * Pages are open side by side and take turns, so that a machine that is busy for a while is busy for all of them. They are opened
 * anew in each run, since the same page costs a fifth more in one process of the browser than in another.
 */
const OPENED = 3;
const TURNS = 2;
/** Keys of a turn that are not counted, and those that are. */
const WARM = 5;
const KEYS = 20;
const TOGGLES = 10;

/**
 * `dressed` is the plain page in the app's style sheet and elements, with its count of characters and whether all is saved;
 * `unkept` is the app on a device where nothing is kept, so that nothing is sealed or stored.
 */
type Kind = "plain" | "dressed" | "sealed" | "unkept";
const KINDS: Kind[] = ["plain", "dressed", "sealed", "unkept"];
const isPlain = (kind: Kind) => kind === "plain" || kind === "dressed";

/** Every value that was measured, of all runs. */
const figures = new Map<string, { what: string; size: number; kind: Kind; values: number[] }>();

const note = (size: number, kind: Kind, what: string, ...values: number[]) => {
  const name = `${what}|${size}|${kind}`;
  const figure = figures.get(name) ?? { what, size, kind, values: [] };
  figure.values.push(...values);
  figures.set(name, figure);
};

const mark = async (page: Page, name: string): Promise<number> => {
  const found = await page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.startTime, name);
  return (await found.jsonValue()) ?? NaN;
};

/** Main-thread milliseconds so far. */
async function cpu(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
}

interface Watched {
  long: { start: number; length: number }[];
  memories: WebAssembly.Memory[];
}

/** In the page, before anything of it: long tasks, and the memories of its programs. */
function watch(): void {
  const watched: Watched = { long: [], memories: [] };
  Object.assign(window, { watched });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.long.push({ start: startTime, length: duration });
  }).observe({ type: "longtask", buffered: true });
  const keep = ({ exports }: WebAssembly.Instance) => {
    for (const one of Object.values(exports)) {
      if (one instanceof WebAssembly.Memory && !watched.memories.includes(one)) watched.memories.push(one);
    }
  };
  const streaming = WebAssembly.instantiateStreaming.bind(WebAssembly);
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await streaming(source, imports);
    keep(made.instance);
    return made;
  };
  const whole = WebAssembly.instantiate.bind(WebAssembly) as (source: BufferSource, imports?: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  const instantiate = async (source: BufferSource, imports?: WebAssembly.Imports) => {
    const made = await whole(source, imports);
    keep(made instanceof WebAssembly.Instance ? made : made.instance);
    return made;
  };
  WebAssembly.instantiate = instantiate as typeof WebAssembly.instantiate;
}

async function opened(browser: Browser): Promise<{ context: BrowserContext; page: Page; session: CDPSession }> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // The thread's own time, whatever else the machine does.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return { context, page, session };
}

/** What stands between a fresh device and its first question, done as fast as a script can. */
async function through(page: Page, kind: Kind): Promise<void> {
  if (kind === "unkept") await page.getByRole("button", { name: "Continue without a passphrase" }).click();
  if (kind !== "sealed") return;
  await page.getByLabel("Passphrase", { exact: true }).fill(fixture.passphrase);
  await page.getByRole("button", { name: "Set passphrase" }).click();
  await page.getByRole("button", { name: "I have kept it" }).click();
}

const start = (size: number, kind: Kind) => (isPlain(kind) ? `./plain/?${size}${kind === "dressed" ? "&dressed" : ""}` : `./${size}/#/new`);

/** A fresh device, to the first box that takes what is typed. */
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
  const first = await mark(page, "cap-first-input");
  note(size, kind, slow ? "First usable input, slow, ms" : "First usable input, ms", first);
  if (slow) {
    // Where a line is slow, what follows on its own has not come before the input is usable.
    const transferred = await page.evaluate((until) => {
      const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      const files = all as PerformanceResourceTiming[];
      return files.filter(({ startTime, responseEnd }) => startTime < until && responseEnd <= until).map((one) => one.transferSize);
    }, first);
    note(size, kind, "Transferred to first usable input, slow, KiB", transferred.reduce((sum, one) => sum + one, 0) / 1_024);
    note(size, kind, "Requests to first usable input, slow", transferred.length);
    // All that follows by itself is there by then.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(2_000);
    const long = await page.evaluate(() => {
      const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
      const { watched } = window as unknown as { watched: Watched };
      return watched.long.filter(({ start }) => start > painted).map(({ length }) => length);
    });
    note(size, kind, "Tasks over 50 ms after first paint, slow", long.length);
    note(size, kind, "Longest of them, ms", Math.max(0, ...long));
  } else {
    note(size, kind, "CPU to first usable input, ms", await cpu(session));
  }
  await context.close();
}

interface Asked {
  sections: { pages: { id: string; questions: { id: string; kind: unknown }[] }[] }[];
}

/** Every question of the form answered. */
async function answersTo(page: Page, size: number): Promise<Record<string, string>> {
  const form = (await (await page.request.get(`./${size}/form/application.json`)).json()) as Asked;
  const questions = form.sections.flatMap((section) => section.pages).flatMap(({ questions }) => questions);
  const answer = ({ id, kind }: { id: string; kind: unknown }) => {
    if (id === "provision") return "one";
    if (kind === "yes_no") return "yes";
    return "number" in (kind as object) ? "12" : "a few words";
  };
  return Object.fromEntries(questions.map((question) => [question.id, answer(question)]));
}

/** Opens the form at its first question, or at its second page with every question answered before. */
async function begin(page: Page, size: number, kind: Kind, answered: boolean): Promise<void> {
  if (!answered) {
    await page.goto(start(size, kind));
    await through(page, kind);
    await mark(page, "cap-first-question");
    if (!isPlain(kind)) await page.getByLabel("Provision one").check();
    return;
  }
  await page.goto(`./${size}/settings.json`);
  const answers = await answersTo(page, size);
  if (isPlain(kind)) {
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [`plain/${size}`, JSON.stringify(answers)] as const);
    await page.goto(start(size, kind));
    await mark(page, "cap-first-question");
    return;
  }
  await page.evaluate((keyring) => localStorage.setItem("cap/keyring", keyring), fixture.keyring);
  const application = { stated_date: new Date().toISOString().slice(0, 10), answers, repeats: {} };
  const id = await put(page, application, "", `bench.${size}`);
  await page.goto(`./${size}/#/application/${id}/page-0-0`);
  await give(page);
  await mark(page, "cap-first-question");
  // The wrapping is made anew meanwhile, once.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("cap/keyring"))).toContain('"memory":65536');
}

/** In the page, before anything of it: the passphrase is given as soon as there is a box for it. */
function unlock(passphrase: string): void {
  const there = new MutationObserver(() => {
    const box = document.querySelector<HTMLInputElement>("#passphrase");
    const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === "Unlock");
    if (!box || !button) return;
    there.disconnect();
    box.value = passphrase;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    button.click();
  });
  there.observe(document, { childList: true, subtree: true });
}

/**
 * The same visited once more, with what the browser keeps of it. The passphrase is given by the page itself: Playwright would take
 * longer to give it than the program takes to be there.
 */
async function again(page: Page, size: number, kind: Kind): Promise<void> {
  if (!isPlain(kind)) await page.addInitScript(unlock, fixture.passphrase);
  await page.reload({ waitUntil: "commit" });
  note(size, kind, "First question, visited again, all answered, ms", await mark(page, "cap-first-question"));
}

/** The first question of each page of the first part. */
const FIRST = ["q1", "q12", "q33", "q44", "q55", "q66", "q78", "q90"];

/** Goes to a page of the first part, and waits for its first question, which is asked whatever was answered. */
async function go(page: Page, kind: Kind, at: number): Promise<void> {
  await page.evaluate(
    ([id, plain]) => (location.hash = plain ? id : location.hash.replace(/[^/]*$/, id)),
    [`page-0-${at}`, isPlain(kind)] as const,
  );
  await page.locator(`main [name="${FIRST[at]}"]`).first().waitFor();
}

/** The page on which one question with yes and no decides whether 20 others are asked. */
async function toTheTwenty(page: Page, kind: Kind): Promise<void> {
  await go(page, kind, 1);
  await page.locator("input[type=radio][value=yes]").first().check();
  await page.locator("textarea").first().waitFor();
}

/** A page with 21 questions, of which 20 come and go, and how it is watched. */
interface Open {
  kind: Kind;
  page: Page;
  session: CDPSession;
  /** What stood in the box before the first key. */
  before: string;
}

/** How long each key takes to the next frame is kept in the page. */
function timeKeys(): void {
  const times: number[] = [];
  Object.assign(window, { times });
  const begin = () => {
    const begun = performance.now();
    requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - begun)));
  };
  addEventListener("keydown", begin, true);
}

/** Keys, one after the other, each once the one before is drawn. */
async function type({ page, session, kind }: Open, size: number, what: string): Promise<void> {
  await page.bringToFront();
  await page.locator("textarea").first().focus();
  const keys = async (count: number) => {
    for (let at = 0; at < count; at += 1) await page.keyboard.press("a");
  };
  const times = () => page.evaluate(() => (window as unknown as { times: number[] }).times.splice(0));
  await keys(WARM);
  await times();
  const begun = await cpu(session);
  await keys(KEYS);
  note(size, kind, `CPU per key${what}, ms`, ((await cpu(session)) - begun) / KEYS);
  note(size, kind, `Key to paint${what}, ms`, ...(await times()));
}

/** Changes the answer that 20 questions depend on, back and forth. */
async function toggle({ page, session, kind }: Open, size: number, what: string): Promise<void> {
  const change = (times: number) =>
    page.evaluate(async (times) => {
      const radio = (value: string) => document.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`);
      for (let at = 0; at < times; at += 1) {
        radio(at % 2 ? "yes" : "no")?.click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
    }, times);
  await change(2);
  const begun = await cpu(session);
  await change(TOGGLES);
  note(size, kind, `CPU to show or hide 20 questions${what}, ms`, ((await cpu(session)) - begun) / TOGGLES);
}

/**
 * What the browser holds at the first question. By scripts in the page alone: whoever looks for an element with Playwright puts
 * 0.7 MiB of its own into the heap, and a plain page is opened without.
 */
async function remember(browser: Browser, size: number, kind: Kind): Promise<void> {
  const { context, page, session } = await opened(browser);
  await page.goto(start(size, kind));
  await page.evaluate(
    async ([kind, passphrase]) => {
      const there = async <T>(find: () => T | null | undefined): Promise<T> => {
        for (;;) {
          const found = find();
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      const press = async (name: string) => {
        const button = () => [...document.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === name);
        (await there(button)).click();
      };
      if (kind === "unkept") await press("Continue without a passphrase");
      if (kind === "sealed") {
        const box = await there(() => document.querySelector<HTMLInputElement>("#passphrase"));
        box.value = passphrase;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        await press("Set passphrase");
        await press("I have kept it");
      }
      await there(() => performance.getEntriesByName("cap-first-question")[0]);
      // The rest of the program comes after the first question.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    },
    [kind, fixture.passphrase] as const,
  );
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const memory = await page.evaluate(() => {
    const { watched } = window as unknown as { watched: Watched };
    return watched.memories.reduce((sum, one) => sum + one.buffer.byteLength, 0);
  });
  if (kind !== "plain") expect(memory).toBeGreaterThan(0);
  note(size, kind, "Heap and WebAssembly memory, MiB", (usedSize + memory) / 1_048_576);
  await context.close();
}

/** Answers every question of a page in the page itself, letter by letter, and gives what was answered by question. */
function fillPage(): Promise<[string, string][]> {
  const given: [string, string][] = [];
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const fill = async () => {
    // Answering one may bring others: looked for anew each time.
    const done = new Set<string>();
    for (;;) {
      const boxes = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main form input, main form textarea")];
      const next = boxes.find((box) => !done.has(box.name) && box.offsetParent !== null);
      if (!next) return given;
      done.add(next.name);
      if (next.type === "radio") {
        next.click();
        given.push([next.name, next.value]);
      } else {
        next.focus();
        const text = next.inputMode === "numeric" ? "123" : `w${given.length % 10}x`;
        for (const letter of text) {
          document.execCommand("insertText", false, letter);
          await drawn();
        }
        given.push([next.name, text]);
      }
      await drawn();
    }
  };
  return fill();
}

/** Answers all 8 pages of the first part, and looks at every answer afterwards. */
async function fill(page: Page, session: CDPSession, size: number, kind: Kind): Promise<void> {
  const given: [string, string][][] = [];
  const begun = await cpu(session);
  for (const at of FIRST.keys()) {
    await go(page, kind, at);
    given.push(await page.evaluate(fillPage));
  }
  note(size, kind, "CPU to answer 8 pages, s", ((await cpu(session)) - begun) / 1_000);
  expect(given.flat().length).toBeGreaterThan(90);
  for (const [at, wanted] of given.entries()) {
    await go(page, kind, at);
    const found = await page.evaluate((names) => {
      const boxes = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main form input, main form textarea")];
      return names.map((name) => {
        const own = boxes.filter((box) => box.name === name);
        const box = own.find((box) => box.type !== "radio" || (box as HTMLInputElement).checked);
        return [name, box?.value];
      });
    }, wanted.map(([name]) => name));
    expect(found).toEqual(wanted);
  }
}

/** What a person does once the form is there: nothing answered before, and then everything. */
async function work(browser: Browser, size: number, kinds: Kind[], answered: boolean): Promise<void> {
  const what = answered ? ", all answered" : "";
  const all: Open[] = [];
  for (const kind of kinds) {
    const { page, session } = await opened(browser);
    await begin(page, size, kind, answered);
    if (answered) await again(page, size, kind);
    await toTheTwenty(page, kind);
    await page.evaluate(timeKeys);
    all.push({ kind, page, session, before: await page.locator("textarea").first().inputValue() });
  }
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const one of all) await type(one, size, what);
    for (const one of all) await toggle(one, size, what);
  }
  for (const { page, before } of all) {
    const box = page.locator("textarea").first();
    await expect(box).toBeVisible();
    const after = await box.inputValue();
    expect([...after.replaceAll("a", "")]).toEqual([...before.replaceAll("a", "")]);
    expect(after).toHaveLength(before.length + TURNS * (WARM + KEYS));
    await page.context().close();
  }
}

async function fillAfresh(browser: Browser, size: number, kind: Kind): Promise<void> {
  const { context, page, session } = await opened(browser);
  await begin(page, size, kind, false);
  await fill(page, session, size, kind);
  await context.close();
}

// A trace would be measured with the page.
test.use({ actionTimeout: 30_000, trace: "off" });

test("the app beside a page without a framework", async ({ browser }) => {
  for (let run = 0; run < RUNS; run += 1) {
    for (const size of SIZES) {
      for (const slow of [false, true]) for (const kind of ["plain", "sealed"] as const) await load(browser, size, kind, slow);
      for (const kind of ["plain", "sealed", "unkept"] as const) await remember(browser, size, kind);
      for (let time = 0; time < OPENED; time += 1) {
        await work(browser, size, KINDS, false);
        await work(browser, size, ["plain", "dressed", "sealed"], true);
      }
      for (const kind of KINDS) await fillAfresh(browser, size, kind);
      console.log(`run ${run + 1} of ${RUNS}, ${size} questions`);
    }
  }
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores; Chromium ${browser.version()}`;
  const written = { machine, runs: RUNS, date: new Date().toISOString().slice(0, 10), figures: [...figures.values()] };
  writeFileSync(process.env["CAP_FIGURES"] ?? "bench.json", JSON.stringify(written, null, 1));
});
