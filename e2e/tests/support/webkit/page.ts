import { fits, type Asked as Question, type Verdict } from "./expected.js";
import { Clock } from "./clock.js";
import { type Said } from "./console.js";
import { patiently, WebKitLocator } from "./locator.js";
import { honest, only } from "./honest.js";
import { type Answer, type Proxy, type Sent } from "./proxy.js";
import { DriverError, type Driver, type Session } from "./wire.js";

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
  private handlers: Handler[] = [];
  /** What is to be done with another page before a test has it. */
  prepare: (page: WebKitPage) => Promise<void> = async () => undefined;
  private handling = false;
  private here = "about:blank";
  private patience = 30_000;

  constructor(
    public session: Session,
    private readonly driver: Driver,
    readonly base: string,
    private readonly between?: Proxy,
    /** The one that all pages of a test have. */
    readonly clock = new Clock(driver.before),
  ) {
    clock.pages.add(this);
    this.root = new WebKitLocator(this);
    return honest(this, "page");
  }

  private get proxy(): Proxy {
    if (!this.between) throw new Error("nothing stands between this browser and the service");
    return this.between;
  }

  /** Ends the browser and starts it again on the same profile. */
  restart = async (): Promise<void> => {
    await this.session.end();
    this.session = await this.driver.session();
    await this.driver.before.again();
  };

  locator: WebKitLocator["locator"] = (...asked) => this.root.locator(...asked);
  getByRole: WebKitLocator["getByRole"] = (...asked) => this.root.getByRole(...asked);
  getByLabel: WebKitLocator["getByLabel"] = (...asked) => this.root.getByLabel(...asked);
  getByText: WebKitLocator["getByText"] = (...asked) => this.root.getByText(...asked);
  url = (): string => this.here;
  title = (): Promise<string> => this.session.title();
  setDefaultTimeout = (milliseconds: number): void => void (this.patience = milliseconds);
  setViewportSize = async ({ width, height }: { width: number; height: number }): Promise<void> =>
    void (await this.session.resize(width, height));

  async goto(address: string, options: { waitUntil?: string } = {}): Promise<void> {
    only("goto", options, "waitUntil");
    const { waitUntil = "load" } = options;
    if (!["load", "networkidle"].includes(waitUntil)) throw new Error(`support/webkit: goto does not wait until ${waitUntil}`);
    await this.session.go(new URL(address, this.base).href);
    await this.arrived();
    if (waitUntil === "networkidle") await this.proxy.idle();
  }

  reload = async (options?: object): Promise<void> => {
    only("reload", options);
    await this.session.reload();
    await this.arrived();
  };

  /** Another window of the same browser, with the same scripts before its pages. */
  another = async (): Promise<WebKitPage> => new WebKitPage(await this.session.open(), this.driver, this.base, this.between, this.clock);
  bringToFront = async (): Promise<void> => void (await this.look());
  close = async (): Promise<void> => {
    this.clock.pages.delete(this);
    await this.session.close();
  };

  /** Listens to requests as they leave the browser, or to the console. Of nothing else there is word. */
  on = (event: string, listener: ((sent: Sent) => void) | ((said: Said) => void)): void => {
    if (event === "request") this.proxy.listeners.push(listener as (sent: Sent) => void);
    else if (event === "console") this.driver.console.listeners.push(listener as (said: Said) => void);
    else throw new Error(`support/webkit: nobody tells of ${event}`);
  };

  waitForFunction = <A>(script: (argument: A) => unknown, argument?: A): Promise<void> =>
    this.patiently("page.waitForFunction", async () => ((await this.evaluate(script, argument)) ? { done: undefined } : undefined));
  waitForURL = (wanted: RegExp): Promise<void> =>
    this.patiently("page.waitForURL", async () => (wanted.test(await this.look()) ? { done: undefined } : undefined));

  /** What was to run before the page has run; a page without it would be another test than the one that is read. */
  private async arrived(): Promise<void> {
    const here = await this.look();
    if ((await this.session.run(this.driver.before.ran())) !== true) throw new Error(`support/webkit: no script ran before ${here}`);
  }
  goBack = async (): Promise<void> => void (await this.session.back(), await this.look());
  goForward = async (): Promise<void> => void (await this.session.forward(), await this.look());

  /** Runs a function in the page, or works out an expression, and waits for what it promises. */
  async evaluate<A, R>(script: ((argument: A) => R) | string, argument?: A): Promise<Awaited<R>> {
    const value = typeof script === "string" ? script : `(${script})(argument)`;
    const text = `const [argument, done] = arguments;
      Promise.resolve().then(() => ${value}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const told = (await this.session.later(text, argument)) as { value: Awaited<R>; error?: string };
    if (told.error !== undefined) throw new Error(told.error);
    return told.value;
  }

  /**
   * Runs a script in the page that there is, and waits until it is done. The driver's own waiting goes by the page's clock, so
   * that where that is moved on it would give up.
   */
  now = async (script: string): Promise<void> => {
    if (!(await this.look()).startsWith("http")) return;
    const begin = `const told = (window.capNow = {});
      (async () => { ${script} })().then(() => (told.done = true), (error) => (told.error = String(error)))`;
    await this.session.run(begin);
    await patiently("page.clock", this.patience, async () => {
      const told = (await this.session.run("return window.capNow")) as { done?: boolean; error?: string };
      if (told.error !== undefined) throw new Error(told.error);
      return told.done ? { done: undefined } : undefined;
    });
  };

  content = (): Promise<string> => this.evaluate(() => `<!doctype html>${document.documentElement.outerHTML}`);
  /** The one that all pages of a test have. */
  context = (): WebKitContext => new WebKitContext(this);

  addInitScript = async <A>(script: (argument: A) => void, argument?: A): Promise<void> =>
    this.driver.before.add(`(${script})(${JSON.stringify(argument)})`);

  route = async (match: Proxy["routes"][number]["match"], handler: Proxy["routes"][number]["handler"]): Promise<void> =>
    void this.proxy.routes.push({ match, handler });
  unrouteAll = async (): Promise<void> => void (this.proxy.routes = []);
  unroute = async (match: unknown): Promise<void> =>
    void (this.proxy.routes = this.proxy.routes.filter((route) => route.match !== match));

  addLocatorHandler = async (when: WebKitLocator, handle: () => Promise<void>): Promise<void> =>
    void this.handlers.push({ when, handle });
  removeLocatorHandler = async (when: WebKitLocator): Promise<void> =>
    void (this.handlers = this.handlers.filter((handler) => !handler.when.equals(when)));

  /** Asks the service itself, as no page does. */
  readonly request = honest({ get: (path: string): Promise<Answer> => this.proxy.ask(path) }, "page.request");

  readonly mouse = honest({
    click: (x: number, y: number): Promise<void> => this.session.clickAt(x, y),
    wheel: (x: number, y: number): Promise<void> => this.session.wheel(x, y),
  }, "page.mouse");

  readonly keyboard = honest({
    press: async (key: string): Promise<void> => {
      const [last = key, ...held] = key.split("+").reverse();
      if (held.some((one) => one !== "Shift") || (last.length > 1 && !KEYS[last])) throw new Error(`support/webkit does not know the key ${key}`);
      await this.session.press(KEYS[last] ?? last, held.length > 0);
      await this.look();
    },
    type: async (text: string): Promise<void> => {
      for (const key of text) await this.session.press(key);
    },
  }, "page.keyboard");

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
    let looked = false;
    try {
      const step = async () => {
        last = await look();
        looked = true;
        return last.matches === asked.isNot ? undefined : { done: last };
      };
      return await this.patiently("expect", step, asked.timeout);
    } catch (error) {
      if (error instanceof DriverError || !(error instanceof Error) || !error.message.startsWith("expect: not within")) throw error;
      // Where nothing could even be looked at, that is what is wrong.
      if (!looked) throw error;
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

/** As much of Playwright's `BrowserContext` as there is: windows of one browser. */
export class WebKitContext {
  readonly _options: { baseURL: string };

  constructor(private readonly first: WebKitPage) {
    this._options = { baseURL: first.base };
    return honest(this, "context");
  }

  addInitScript: WebKitPage["addInitScript"] = (...given) => this.first.addInitScript(...given);
  newPage = async (): Promise<WebKitPage> => {
    const page = await this.first.another();
    await this.first.prepare(page);
    return page;
  };
}
