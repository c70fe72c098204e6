// Which tests run in which browser, with the reason for each that does not. `docs/browsers.md` is made from this.

/** Of a browser: what it is not asked to do, and what it is asked by every run. */
export interface Support {
  /** Specs that do not run in it, by name, with the reason. */
  specs: Record<string, string>;
  /** Tests that do not run in it, by a part of their title, with the reason. */
  tests: Record<string, string>;
  /** Specs that each run of `cargo xtask test` has it do; the others come with `--every-browser`. */
  core: string[];
}

const LOOKS = "measures what the page looks like to a program, which is the same HTML and the same style sheet in every browser";
const OFFLINE = "takes the connection away by emulation; WebKit and Firefox start without a server in restart.spec.ts instead";

/** By `CAP_BROWSER`. */
export const SUPPORT: Record<string, Support> = {
  chromium: { specs: {}, tests: {}, core: [] },
  firefox: {
    specs: {
      pictures: "compares with pictures that Chromium drew",
      offline: OFFLINE,
      states: LOOKS,
      html: LOOKS,
      delivery: "freezes pages and publishes releases by what Chromium offers",
      handover: "waits for downloads, which Playwright does not hear of from Firefox",
      later: "waits for downloads, which Playwright does not hear of from Firefox",
    },
    tests: {},
    core: ["journeys", "drafts", "sending", "storage", "errors", "keyboard", "restart"],
  },
  webkit: { specs: {}, tests: {}, core: ["journeys", "drafts", "sending", "errors", "keyboard", "restart"] },
};
