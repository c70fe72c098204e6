import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import type { Before } from "./before.js";
import { honest } from "./honest.js";
import type { WebKitPage } from "./page.js";

/** Playwright's own clock for pages, from where its release keeps it: what passes is the same time as in other browsers. */
function source(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("@playwright/test"));
  const text = readFileSync(require.resolve("playwright-core/lib/coreBundle"), "utf8");
  const [, literal] = /generated\/clockSource\.ts"\(\) \{\s*"use strict";\s*source = ('(?:[^'\\]|\\.)*');/.exec(text) ?? [];
  if (!literal) throw new Error("support/webkit: this Playwright keeps its clock elsewhere");
  return String(runInNewContext(literal));
}

/**
 * WebKit's driver sets a timer in the page with every command. In Playwright's clock a timer that is set puts off the others
 * until the clock is looked at: so it is, each time.
 */
const ATTENTIVE = `const { controller } = globalThis.__pwClock;
  const add = controller.addTimer;
  controller.addTimer = function (timer) {
    this.now();
    return add.call(this, timer);
  };`;

type Time = number | string | Date;

const milliseconds = (time: Time): number => {
  const at = typeof time === "number" ? time : new Date(time).getTime();
  if (Number.isNaN(at)) throw new Error(`support/webkit: ${String(time)} is no time`);
  return at;
};

/** A time that passes: milliseconds, or `hh:mm:ss` of which the first parts may be missing. */
const ticks = (time: number | string): number => {
  if (typeof time === "number") return time;
  if (!/^(\d\d:){0,2}\d\d$/.test(time)) throw new Error(`support/webkit: ${time} is no time`);
  return time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
};

/** As Playwright's `Clock`: what was done to it is done in every page there is, and in every later one before it begins. */
export class Clock {
  readonly pages = new Set<WebKitPage>();
  private installed = false;

  constructor(private readonly before: Before) {
    return honest(this, "page.clock");
  }

  install = (options: { time?: Time } = {}): Promise<void> => this.done("install", milliseconds(options.time ?? Date.now()));
  setFixedTime = (time: Time): Promise<void> => this.done("setFixedTime", milliseconds(time));
  runFor = (time: number | string): Promise<void> => this.done("runFor", ticks(time));
  fastForward = (time: number | string): Promise<void> => this.done("fastForward", ticks(time));

  private async done(what: string, value: number): Promise<void> {
    if (!this.installed) {
      this.installed = true;
      const script = `(() => { const module = {}; ${source()}
        if (globalThis.__pwClock) return;
        globalThis.__pwClock = module.exports.inject()(globalThis, "webkit");
        ${ATTENTIVE} })()`;
      await this.before.add(script);
      for (const page of this.pages) await page.now(script);
    }
    await this.before.add(`globalThis.__pwClock.controller.log("${what}", ${Date.now()}, ${value})`);
    for (const page of this.pages) await page.now(`await globalThis.__pwClock.controller.${what}(${value})`);
  }
}
