import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fits, type Asked as Question, type Verdict } from "./expected.js";
import { patiently, WebKitLocator } from "./locator.js";
import type { Proxy } from "./proxy.js";
import { DriverError, type Driver, type Session } from "./wire.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Keys by the names that Playwright gives them. */
const KEYS: Record<string, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Space: " ",
  Escape: "\uE00C",
  ArrowDown: "\uE015",
  ArrowUp: "\uE013",
  ArrowLeft: "\uE012",
  ArrowRight: "\uE014",
  Home: "\uE011",
  End: "\uE010",
  Backspace: "\uE003",
  Delete: "\uE017",
};

type Handler = { when: WebKitLocator; handle: () => Promise<void> };

/** A page of a browser driven by WebDriver, with as much of Playwright's `Page` as the journeys use. */
export class WebKitPage {
  /** By this Playwright's `expect` knows that its matchers for pages may be used. */
  readonly _apiName = "Page";
  private readonly root: WebKitLocator;
  private readonly handlers: Handler[] = [];
  private handling = false;
  private here = "about:blank";
  private patience = 30_000;

  constructor(
    public session: Session,
    private readonly driver: Driver,
    private readonly base: string,
    private readonly between?: Proxy,
  ) {
    this.root = new WebKitLocator(this);
  }

  private get proxy(): Proxy {
    if (!this.between) throw new Error("nothing stands between this browser and the service");
    return this.between;
  }

  /** Ends the browser and starts it again on the same profile. */
  restart = async (): Promise<void> => {
    await this.session.end();
    this.session = await this.driver.session();
  };

  locator = (css: string): WebKitLocator => this.root.locator(css);
  getByRole: WebKitLocator["getByRole"] = (...asked) => this.root.getByRole(...asked);
  getByLabel: WebKitLocator["getByLabel"] = (...asked) => this.root.getByLabel(...asked);
  getByText: WebKitLocator["getByText"] = (...asked) => this.root.getByText(...asked);
  url = (): string => this.here;
  title = (): Promise<string> => this.session.title();
  setDefaultTimeout = (milliseconds: number): void => void (this.patience = milliseconds);
  setViewportSize = async ({ width, height }: { width: number; height: number }): Promise<void> =>
    void (await this.session.resize(width, height));

  async goto(address: string): Promise<void> {
    await this.session.go(new URL(address, this.base).href);
    await this.look();
  }

  reload = async (): Promise<void> => void (await this.session.reload(), await this.look());
  goBack = async (): Promise<void> => void (await this.session.back(), await this.look());
  goForward = async (): Promise<void> => void (await this.session.forward(), await this.look());

  /** Runs a function in the page, and waits for what it promises. */
  async evaluate<A, R>(script: ((argument: A) => R) | string, argument?: A): Promise<Awaited<R>> {
    const text = `const [argument, done] = arguments;
      Promise.resolve().then(() => (${script})(argument)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = (await this.session.later(text, argument)) as { value: Awaited<R>; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  content = (): Promise<string> => this.evaluate(() => `<!doctype html>${document.documentElement.outerHTML}`);
  context = (): { _options: { baseURL: string }; addInitScript: WebKitPage["addInitScript"] } => ({
    _options: { baseURL: this.base },
    addInitScript: this.addInitScript,
  });

  addInitScript = async <A>(script: (argument: A) => void, argument?: A): Promise<void> =>
    void this.proxy.scripts.push(`(${script})(${JSON.stringify(argument)})`);

  route = async (match: Proxy["routes"][number]["match"], handler: Proxy["routes"][number]["handler"]): Promise<void> =>
    void this.proxy.routes.push({ match, handler });
  unroute = async (match: unknown): Promise<void> =>
    void (this.proxy.routes = this.proxy.routes.filter((route) => route.match !== match));

  addLocatorHandler = async (when: WebKitLocator, handle: () => Promise<void>): Promise<void> =>
    void this.handlers.push({ when, handle });

  readonly keyboard = {
    press: async (key: string): Promise<void> => {
      const [last = key, shift] = key.split("+").reverse();
      await this.session.press(KEYS[last] ?? last, shift === "Shift");
      await this.look();
    },
    type: async (text: string): Promise<void> => {
      for (const key of text) await this.session.press(key);
    },
  };

  readonly clock = {
    /** From the next page on, and in this one, it is always this time. */
    setFixedTime: async (time: number): Promise<void> => {
      const fix = (at: number): void => {
        const Real = ((window as unknown as { RealDate?: DateConstructor }).RealDate ??= Date);
        window.Date = class extends Real {
          constructor(...given: unknown[]) {
            super(...((given.length === 0 ? [at] : given) as [number]));
          }
          static override now(): number {
            return at;
          }
        } as DateConstructor;
      };
      await this.addInitScript(fix, time);
      if (this.here.startsWith("http")) await this.evaluate(fix, time);
    },
  };

  /** Has axe-core look at the page. */
  async axe(tags: string[]): Promise<{ id: string; help: string; nodes: { html: string }[] }[]> {
    await this.session.run(`if (!window.axe) { ${AXE} }`);
    const run = (wanted: string[]) =>
      (window as unknown as { axe: { run(document: Document, options: object): Promise<{ violations: [] }> } }).axe
        .run(document, { runOnly: { type: "tag", values: wanted }, resultTypes: ["violations"] })
        .then(({ violations }) => violations);
    return this.evaluate(run, tags);
  }

  mainFrame = (): { _expect(expression: string, asked: Question): Promise<Verdict> } => ({
    _expect: (expression, asked) =>
      this.judged(asked, async () => {
        const value = expression === "to.have.title" ? await this.title() : await this.look();
        if (!["to.have.title", "to.have.url"].includes(expression)) throw new Error(`support/webkit does not know ${expression}`);
        return { matches: (asked.expectedText ?? []).every((text) => fits(value, text)), received: { value } };
      }),
  });

  /** Tries until it gives something; what stands in the way, such as the passphrase, is dealt with first. */
  async patiently<T>(what: string, step: () => Promise<{ done: T } | undefined>, milliseconds = this.patience): Promise<T> {
    const done = await patiently(what, milliseconds, async () => {
      await this.clear();
      return step();
    });
    await this.look();
    return done;
  }

  /** Looks until the answer is the one that is wanted, or the time is up. */
  async judged(asked: Question, look: () => Promise<Verdict>): Promise<Verdict> {
    let last: Verdict = { matches: asked.isNot };
    try {
      const step = async () => {
        last = await look();
        return last.matches === asked.isNot ? undefined : { done: last };
      };
      return await this.patiently("expect", step, asked.timeout);
    } catch (error) {
      if (error instanceof DriverError || !(error instanceof Error) || !error.message.startsWith("expect: not within")) throw error;
      return { ...last, timedOut: true, log: [`waited ${asked.timeout} ms`] };
    }
  }

  private async clear(): Promise<void> {
    if (this.handling) return;
    this.handling = true;
    try {
      for (const { when, handle } of this.handlers) if ((await when.facts()).some((one) => one.visible)) await handle();
    } finally {
      this.handling = false;
    }
  }

  private look = async (): Promise<string> => (this.here = await this.session.url());
}
