import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { SUPPORT } from "./tests/support/browsers.js";

const here = import.meta.dirname;
const port = process.env["CAP_PORT"] ?? "8791";
// The built app: CAP_APP=/elsewhere/dist
const app = process.env["CAP_APP"] ?? resolve(here, "../dist");

// Every worker reads this file anew: what is set in the environment by the first reading stays as it is.
// Tests find the endpoint's program and its data folder there, and ask it what it has received.
process.env["CAP_COUNCIL"] ??= resolve(here, "../target/native/council");
process.env["CAP_XTASK"] ??= resolve(here, "../target/debug/xtask");
process.env["CAP_DATA"] ??= mkdtempSync(join(tmpdir(), "cap-e2e-"));
const council = process.env["CAP_COUNCIL"];
const data = process.env["CAP_DATA"];
// A service that already runs elsewhere, instead of one of our own: CAP_URL=http://127.0.0.1:8080/
const elsewhere = process.env["CAP_URL"];
// Which browser: CAP_BROWSER=firefox, or webkit (under xvfb-run). One a run, since each has a runner of its own kind.
// What each of them runs stands in tests/support/browsers.ts.
const name = process.env["CAP_BROWSER"] ?? "chromium";
// Where documents are kept until they are checked: tests/support/html.ts.
if (name === "chromium") process.env["CAP_HTML"] ??= mkdtempSync(join(tmpdir(), "cap-html-"));
const support = SUPPORT[name];
if (!support) throw new Error("CAP_BROWSER is chromium, firefox or webkit");
// Most tests run in its headless shell where there is one, the same engine: a test takes little more than half as long.
const chromium = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const browsers: Record<string, PlaywrightTestConfig["use"]> = {
  chromium: { launchOptions: { executablePath: process.env["CHROMIUM_SHELL_PATH"] ?? chromium } },
  firefox: {
    browserName: "firefox",
    // WebDriver BiDi, which the released browser speaks, and not the protocol of Playwright's own build.
    channel: "moz-firefox",
    launchOptions: {
      executablePath: process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr",
      // A button in a frame of another site is pressed by a script, which may not open a tab otherwise.
      firefoxUserPrefs: { "dom.disable_open_during_load": false },
    },
  },
};
const spec = (one: string): string => `**/${one}.spec.ts`;
const core = support.core.length > 0 && !process.env["CAP_EVERY_TEST"];
const unasked = [...Object.keys(support.tests), ...(core ? (support.later ?? []) : [])];
const escaped = unasked.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
const url = elsewhere ?? `http://127.0.0.1:${port}/`;

export default defineConfig({
  testMatch: core ? support.core.map(spec) : "**/*.spec.ts",
  testIgnore: Object.keys(support.specs).map(spec),
  ...(escaped.length > 0 ? { grepInvert: new RegExp(escaped.join("|")) } : {}),
  testDir: resolve(here, "tests"),
  globalTeardown: resolve(here, "tests/support/html.ts"),
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  outputDir: resolve(here, "test-results"),
  forbidOnly: Boolean(process.env["CI"]),
  fullyParallel: true,
  // Of WebKit's windows only the one in front has the keyboard's focus.
  workers: name === "webkit" ? 1 : 2,
  retries: 0,
  // A development build on a busy machine is slow; what is never true still fails in the end.
  // WebKit's driver is asked anew each time that something is looked for: a restart took 53 seconds on a busy machine. Firefox
  // takes three times as long as Chromium.
  timeout: name === "chromium" ? 60_000 : 120_000,
  expect: { timeout: 15_000, toMatchAriaSnapshot: { pathTemplate: "{testDir}/trees/{arg}{ext}" } },
  reporter: "list",
  ...(support.whole
    ? {
        projects: [
          { name: "shell", testIgnore: Object.keys(support.whole).map(spec) },
          { name: "whole", testMatch: Object.keys(support.whole).map(spec), use: { launchOptions: { executablePath: chromium } } },
        ],
      }
    : {}),
  use: {
    baseURL: url,
    locale: "en-GB",
    timezoneId: "Europe/London",
    // A recording of every step costs each test a seventh of its time: CAP_TRACE=1 keeps one of what fails.
    trace: process.env["CAP_TRACE"] ? "retain-on-failure" : "off",
    // A page of its own context has nothing kept, and would only fetch everything twice: offline.spec.ts allows it.
    serviceWorkers: "block",
    ...browsers[name],
  },
  ...(elsewhere
    ? {}
    : {
        webServer: {
          // Its log has a line for every request: kept beside its data, out of the list of tests.
          command: `"${council}" serve --data "${data}" --app "${app}" --port ${port} 2>"${data}/council.log"`,
          url,
          reuseExistingServer: false,
          // It logs every request. Where it does not start, run the command by hand to see why.
          stderr: "ignore",
          gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
        },
      }),
});
