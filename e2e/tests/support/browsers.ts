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
const OFFLINE = "takes the connection away by emulation and kills the browser, as only Chromium lets a test do";
const DOWNLOADS = "waits for downloads, which Playwright does not hear of from Firefox";
/** The client for WebKit's driver in support/webkit has one page, no emulated clock and no listener for requests. */
const NOT_TRIED = "not tried yet with the client for WebKit's driver";

/** By `CAP_BROWSER`. */
export const SUPPORT: Record<string, Support> = {
  chromium: { specs: {}, tests: {}, core: [] },
  firefox: {
    specs: {
      delivery: "freezes pages and publishes releases by what only Chromium offers",
      handover: DOWNLOADS,
      html: LOOKS,
      later: DOWNLOADS,
      offline: OFFLINE,
      pictures: "compares with pictures that Chromium drew",
      requests: "counts requests as Chromium makes them",
      restart: "starts a browser on a profile of before, which Playwright does not get done with Firefox by BiDi",
      states: LOOKS,
    },
    tests: { "a page that crashes loses nothing": "crashes the page by an address that only Chromium has" },
    core: ["drafts", "errors"],
  },
  webkit: {
    specs: Object.fromEntries(
      [
        "accessibility", "changes", "checker", "dates", "delivery", "drafts", "early", "errors", "handover", "html", "journeys",
        "keeping", "kept", "keyboard", "later", "layout", "offline", "pictures", "requests", "sending", "states", "storage", "vault",
      ].map((spec) => [spec, NOT_TRIED]),
    ),
    tests: {},
    core: ["restart"],
  },
};
