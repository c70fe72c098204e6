import { setTimeout as wait } from "node:timers/promises";
import { facts, find, told, type Facts, type Step, type Words } from "./find.js";
import { honest, only } from "./honest.js";
import { matches, type Asked, type Verdict } from "./expected.js";
import { DriverError, type Element } from "./wire.js";
import type { WebKitPage } from "./page.js";

/** Elements that may have a role without saying so, or that say so. */
const ROLES: Record<string, string> = {
  alert: "[role=alert]",
  button: "button, input[type=submit], [role=button], summary",
  checkbox: "input[type=checkbox]",
  contentinfo: "footer, [role=contentinfo]",
  img: "img, [role=img]",
  row: "tr, [role=row]",
  combobox: "[role=combobox]",
  complementary: "aside, [role=complementary]",
  group: "fieldset, details, [role=group]",
  heading: "h1, h2, h3, h4, h5, h6",
  link: "a[href]:not([role])",
  listbox: "[role=listbox]",
  listitem: "li",
  main: "main",
  option: "[role=option]",
  radio: "input[type=radio]",
  region: "section[aria-label], section[aria-labelledby], [role=region]",
  status: "[role=status]",
  textbox: "input:not([type]), input[type=text], input[type=password], input[type=email], input[type=tel], textarea",
};

const FIND = `${told}\n${find}\n${facts}\n`;
/** What a page in the middle of being drawn anew answers with: to be tried again. */
const PASSING = ["stale element reference", "element not interactable", "element click intercepted", "javascript error", "no such element"];

interface NamedStep {
  step: Step | { by: "or"; steps: NamedStep[] } | { by: "has"; steps: NamedStep[] };
  /** The name that the browser itself must give to what the step finds. */
  name?: Words;
}

interface Filter {
  hasText?: string | RegExp;
  hasNotText?: string | RegExp;
  has?: WebKitLocator;
}

export const words = (given: string | RegExp, exact = false): Words =>
  typeof given === "string" ? { text: given, exact } : { source: given.source, flags: given.flags };

export const plain = (text: string): string => text.trim().replace(/\s+/g, " ");

function fits(text: string, wanted: Words): boolean {
  if ("source" in wanted) return new RegExp(wanted.source, wanted.flags).test(text);
  return wanted.exact ? text === plain(wanted.text) : text.toLowerCase().includes(plain(wanted.text).toLowerCase());
}

/** Finds elements as Playwright's locators do, by steps; names are those of the browser's own accessibility tree. */
export class WebKitLocator {
  /** By this Playwright's `expect` knows that its matchers for locators may be used. */
  readonly _apiName = "Locator";

  constructor(
    readonly on: WebKitPage,
    private readonly steps: NamedStep[] = [],
    private readonly told = "page",
  ) {
    return honest(this, "locator");
  }

  private next(told: string, ...steps: NamedStep[]): WebKitLocator {
    return new WebKitLocator(this.on, [...this.steps, ...steps], `${this.told}.${told}`);
  }

  locator = (css: string, more?: Filter): WebKitLocator => {
    const found = this.next(`locator("${css}")`, { step: { by: "css", css } });
    return more ? found.filter(more) : found;
  };
  first = (): WebKitLocator => this.nth(0);
  last = (): WebKitLocator => this.nth(-1);
  nth = (nth: number): WebKitLocator => this.next(`nth(${nth})`, { step: { by: "nth", nth } });
  or = (other: WebKitLocator): WebKitLocator => this.next(`or(${other})`, { step: { by: "or", steps: other.steps } });
  getByText = (text: string | RegExp, { exact = false } = {}): WebKitLocator =>
    this.next(`getByText(${text})`, { step: { by: "text", words: words(text, exact) } });
  getByLabel = (text: string | RegExp, { exact = false } = {}): WebKitLocator =>
    this.next(`getByLabel(${text})`, { step: { by: "label", words: words(text, exact) } });

  getByRole = (role: string, options: { name?: string | RegExp; exact?: boolean; level?: number } = {}): WebKitLocator => {
    const css = ROLES[role];
    only("getByRole", options, "name", "exact", "level");
    if (!css) throw new Error(`support/webkit does not know the role ${role}`);
    const level = options.level === undefined ? {} : { level: options.level };
    if (options.name === undefined) return this.next(`getByRole(${role})`, { step: { by: "role", css, ...level } });
    const name = words(options.name, options.exact);
    return this.next(`getByRole(${role}, ${options.name})`, { step: { by: "role", css, ...level, perhaps: name }, name });
  };

  filter = (options: Filter): WebKitLocator => {
    only("filter", options, "hasText", "hasNotText", "has");
    const { hasText, hasNotText, has } = options;
    const step: Step = {
      by: "filter",
      ...(hasText === undefined ? {} : { has: words(hasText) }),
      ...(hasNotText === undefined ? {} : { hasNot: words(hasNotText) }),
    };
    const holding: NamedStep[] = has ? [{ step: { by: "has", steps: has.steps } }] : [];
    return this.next(`filter(${hasText ?? hasNotText ?? has})`, { step }, ...holding);
  };

  toString = (): string => this.told;
  /** Whether another one leads the same way. */
  equals = (other: WebKitLocator): boolean => JSON.stringify(this.steps) === JSON.stringify(other.steps);

  /** The elements there are now. */
  elements = async (): Promise<Element[]> => (await this.ask("return found", this.steps)) as Element[];

  /** How the elements that there are now stand, and a property of their looks. */
  facts = async (css?: string): Promise<Facts[]> =>
    (await this.ask(`return facts(found, ${JSON.stringify(css)})`, this.steps)) as Facts[];

  private async ask(script: string, steps: NamedStep[]): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const before: Element[] = [];
      try {
        return await this.run(script, await this.resolved(steps, before), before);
      } catch (error) {
        // What was found in one question was drawn anew before the next: the page is asked again, all of it.
        if (tries === 20 || !(error instanceof DriverError) || error.code !== "stale element reference") throw error;
      }
    }
  }

  // The driver knows elements again only where each is an argument of its own.
  private run = (script: string, steps: Step[], before: Element[]): Promise<unknown> =>
    this.on.session.run(`${FIND} const found = find(arguments[0], [...arguments].slice(1)); ${script}`, steps, ...before);

  /** Steps in which every name is replaced by the elements that have it. */
  private async resolved(steps: NamedStep[], before: Element[]): Promise<Step[]> {
    const done: Step[] = [];
    for (const { step, name } of steps) {
      if (step.by === "or") {
        done.push({ by: "or", steps: await this.resolved(step.steps as NamedStep[], before) });
        continue;
      }
      if (step.by === "has") {
        const from = before.length;
        const inner = await this.resolved(step.steps as NamedStep[], before);
        const named = (await this.run("return found", inner, before)) as Element[];
        const first = before.push(...named) - named.length;
        done.push({ by: "holding", from: Math.max(from, first), to: before.length });
        continue;
      }
      done.push(step);
      if (!name) continue;
      const from = before.length;
      for (const one of (await this.run("return found", done, before)) as Element[]) {
        if (fits(plain(await this.called(one, step)), name)) before.push(one);
      }
      done.push({ by: "among", from, to: before.length });
    }
    return done;
  }

  /** Its name: the browser's own, but that WebKit gives none to the row of a table, which by ARIA is called by its words. */
  private called = async (one: Element, step: Step): Promise<string> =>
    (await this.on.session.label(one)) ||
    (step.by === "role" && step.css === ROLES["row"] ? String(await this.on.session.run("return arguments[0].innerText", one)) : "");

  /** Does something with the one element, once it is there and can take it. */
  private act<T>(what: string, act: (element: Element) => Promise<T>, shown = true): Promise<T> {
    return this.on.patiently(`${this.told}.${what}`, async () => {
      const found = await this.elements();
      if (found.length > 1) throw new Error(`${this.told}: ${found.length} elements, and one was meant`);
      const [one] = found;
      if (!one) return undefined;
      if (shown && !(await this.facts())[0]?.enabled) return undefined;
      return { done: await act(one) };
    });
  }

  /** Brings it into view, all of it: what is pressed at the window's edge hears of the press and of no click. */
  private lead = async (one: Element): Promise<void> => {
    const lead = (element: globalThis.Element): void => {
      const { top, bottom } = element.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "center", behavior: "instant" });
    };
    await this.on.session.run(`return (${lead})(...arguments)`, one);
  };

  private pressed = async (one: Element): Promise<void> => {
    await this.lead(one);
    await this.on.session.click(one);
  };

  click = (options?: object): Promise<void> => {
    only("click", options);
    return this.act("click", this.pressed);
  };

  check = (options?: object): Promise<void> => this.set("check", true, options);
  uncheck = (options?: object): Promise<void> => this.set("uncheck", false, options);
  isChecked = (): Promise<boolean> => this.act("isChecked", async () => (await this.facts())[0]?.checked === true, false);
  isVisible = async (): Promise<boolean> => (await this.facts())[0]?.visible === true;
  isEnabled = (): Promise<boolean> => this.act("isEnabled", async () => (await this.facts())[0]?.enabled === true, false);
  textContent = (): Promise<string | null> => this.act("textContent", async () => (await this.facts())[0]?.text ?? null, false);
  press = async (key: string): Promise<void> => {
    await this.focus();
    await this.on.keyboard.press(key);
  };

  private set(what: string, to: boolean, options?: object): Promise<void> {
    only(what, options);
    return this.act(what, async (one) => {
      const checked = async () => (await this.on.session.run("return arguments[0].checked", one)) === true;
      if ((await checked()) === to) return;
      await this.pressed(one);
      if ((await checked()) !== to) throw new Error(`${this.told}.${what}: the click did not change it`);
    });
  }

  /** Puts this in the box in place of what is there, at once, as an insertion that the page hears of: Playwright's does the same. */
  fill = (text: string): Promise<void> =>
    this.act("fill", async (one) => {
      const put = `const [box, text] = arguments; box.focus(); box.select();
        document.execCommand(text === "" ? "delete" : "insertText", false, text); return box.value`;
      const stands = await this.on.session.run(put, one, text);
      if (stands !== text) throw new Error(`${this.told}.fill: ${String(stands)} stands there, and not ${text}`);
    });

  pressSequentially = (text: string): Promise<void> =>
    this.act("pressSequentially", async (one) => void (await this.on.session.type(one, text)));

  waitFor = (options: { state?: string; timeout?: number } = {}): Promise<void> => {
    only("waitFor", options, "state", "timeout");
    const { state = "visible", timeout } = options;
    if (!["visible", "hidden"].includes(state)) throw new Error(`support/webkit: waitFor does not know the state ${state}`);
    const look = async () => {
      const visible = (await this.facts()).some((one) => one.visible);
      return visible === (state === "visible") ? { done: undefined } : undefined;
    };
    return this.on.patiently(`${this.told}.waitFor(${state})`, look, timeout);
  };

  focus = (): Promise<void> => this.act("focus", async (one) => void (await this.on.session.run("arguments[0].focus()", one)), false);
  scrollIntoViewIfNeeded = (): Promise<void> =>
    this.act("scrollIntoViewIfNeeded", this.lead, false);
  boundingBox = (): Promise<{ x: number; y: number; width: number; height: number } | null> =>
    this.act("boundingBox", async (one) => {
      const measure = (element: globalThis.Element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return element.getClientRects().length > 0 ? { x, y, width, height } : null;
      };
      return (await this.on.session.run(`return (${measure})(...arguments)`, one)) as ReturnType<typeof measure>;
    }, false);
  /** This very element, whatever is drawn later. */
  elementHandle = (): Promise<WebKitHandle> => this.act("elementHandle", async (one) => new WebKitHandle(this.on, one), false);
  allInnerTexts = async (): Promise<string[]> =>
    (await this.ask("return found.map((one) => one.innerText)", this.steps)) as string[];
  count = async (): Promise<number> => (await this.elements()).length;
  getAttribute = (name: string): Promise<string | null> =>
    this.act("getAttribute", async () => (await this.facts())[0]?.attributes[name] ?? null, false);
  inputValue = (): Promise<string> => this.act("inputValue", async () => (await this.facts())[0]?.value ?? "", false);
  innerText = (): Promise<string> =>
    this.act("innerText", async (one) => (await this.on.session.run("return arguments[0].innerText", one)) as string, false);
  evaluate = <A>(script: (element: never, argument: A) => unknown, argument?: A): Promise<unknown> =>
    this.act("evaluate", (one) => this.on.session.run(`return (${script})(...arguments)`, one, argument), false);

  evaluateAll = async <A>(script: (elements: never, argument: A) => unknown, argument?: A): Promise<unknown> =>
    this.on.session.run(`const [argument, ...all] = arguments; return (${script})(all, argument)`, argument, ...(await this.elements()));
  all = async (): Promise<WebKitLocator[]> => Array.from({ length: await this.count() }, (_, at) => this.nth(at));

  /** What Playwright's matchers ask. */
  async _expect(expression: string, asked: Asked): Promise<Verdict> {
    const css = expression === "to.have.css" ? asked.expressionArg : undefined;
    return this.on.judged(asked, async () => matches(expression, asked, await this.facts(css)));
  }
}

/** An element that was found. */
export class WebKitHandle {
  constructor(
    private readonly on: WebKitPage,
    private readonly element: Element,
  ) {
    return honest(this, "handle");
  }

  evaluate = (script: (element: never) => unknown): Promise<unknown> => this.on.session.run(`return (${script})(...arguments)`, this.element);
}

/** Tries until it gives something, for as long as a test of Playwright would. */
export async function patiently<T>(what: string, milliseconds: number, step: () => Promise<{ done: T } | undefined>): Promise<T> {
  const end = Date.now() + milliseconds;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const result = await step();
      if (result) return result.done;
    } catch (error) {
      if (!(error instanceof DriverError) || !PASSING.includes(error.code)) throw error;
      last = error;
    }
    await wait(30);
  }
  throw new Error(`${what}: not within ${milliseconds} ms${last ? ` (${String(last)})` : ""}`);
}
