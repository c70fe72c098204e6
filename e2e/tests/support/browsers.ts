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
const BODIES = "hands an application on to the endpoint, whose body Playwright does not get from Firefox";
/** The client for WebKit's driver in support/webkit has one page, no emulated clock and no listener for requests. */
const NOT_TRIED = "not tried yet with the client for WebKit's driver";

/** By `CAP_BROWSER`. */
export const SUPPORT: Record<string, Support> = {
  chromium: { specs: {}, tests: {}, core: [] },
  firefox: {
    specs: {
      components: LOOKS,
      delivery: "freezes pages and publishes releases by what only Chromium offers",
      handover: DOWNLOADS,
      later: DOWNLOADS,
      offline: OFFLINE,
      papers: DOWNLOADS,
      pictures: "compares with pictures that Chromium drew",
      print: "prints to a file, as only Chromium does",
      restart: "starts a browser on a profile of before, which Playwright does not get done with Firefox by BiDi",
      states: LOOKS,
    },
    tests: {
      "a page that crashes loses nothing": "crashes the page by an address that only Chromium has",
      "each date ahead is saved for a calendar": DOWNLOADS,
      "the page says what is needed, with whom to telephone": "switches scripts off, for which WebDriver BiDi has no command",
      "the answer is lost on its way": BODIES,
      "an application that may have arrived is taken back": BODIES,
      "a receipt that the council did not sign": BODIES,
      "an application travels so that the council alone can open it": BODIES,
      "whoever is signed in to the page sends": BODIES,
      "a whole application reaches the council from a hostile page":
        "that page draws anew what holds the box at every key: Firefox then drops keys, in a plain box as well",
      "one application in two pages": "asks for the focus in a page that is not in front, where Firefox gives none",
      "a hundred times in and out leave nothing behind": "counts what is left by a protocol that only Chromium speaks",
    },
    core: ["drafts", "errors"],
  },
  webkit: {
    specs: Object.fromEntries(
      [
        "changes", "checker", "dates", "delivery", "drafts", "early", "errors", "handover", "journeys",
        "keeping", "kept", "keyboard", "later", "layout", "offline", "pictures", "print", "sending", "statement", "states", "storage", "vault",
      ].map((spec) => [spec, NOT_TRIED]),
    ),
    tests: {},
    core: ["restart"],
  },
};
