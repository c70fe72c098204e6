// Which tests run in which browser, with the reason for each that does not. `docs/browsers.md` is made from this.

/** Of a browser: what it is not asked to do, and what it is asked by every run. */
export interface Support {
  /** Specs that do not run in it, by name, with the reason. */
  specs: Record<string, string>;
  /** Tests that do not run in it, by a part of their title, with the reason. */
  tests: Record<string, string>;
  /** Specs that each run of `cargo xtask test` has it do; the others come with `--every-browser`. */
  core: string[];
  /** Specs that need the browser as people have it and not its headless shell, with the reason. */
  whole?: Record<string, string>;
  /** Tests of those specs that come with the others all the same, by a part of their title. */
  later?: string[];
}

const LOOKS = "measures what the page looks like to a program, which is the same HTML and the same style sheet in every browser";
const OFFLINE = "takes the connection away by emulation and kills the browser, as only Chromium lets a test do";
const DOWNLOADS = "waits for downloads, which Playwright does not hear of from Firefox";
const BODIES = "hands an application on to the endpoint, whose body Playwright does not get from Firefox";
const COUNTS = "counts what is left by a protocol that only Chromium speaks";
const SHIFTS = "measures layout shift, of which only Chromium tells";
// What the client in support/webkit has none of: an API that is missing there is an error and never passes.
const NO_LINE = "takes the connection away by emulation, for which WebDriver has no command";
const SAVED = "waits for downloads, of which WebDriver does not tell";
const FRAMES = "looks into a frame of another site, which the client for WebKit's driver does not do";
const BEFORE_LOADED = "looks at a page that has not loaded, for which WebKit's driver waits";

/** By `CAP_BROWSER`. */
export const SUPPORT: Record<string, Support> = {
  chromium: {
    specs: {},
    tests: {},
    core: [],
    whole: { "embed-frame": "lets a frame of another site keep nothing, as the settings of the browser for people have it" },
  },
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
      requests: "counts requests as Chromium makes them",
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
      "nothing on the page moves when the form comes": SHIFTS,
      "nothing moves under the hand": SHIFTS,
      "nothing that is typed into any question is anywhere in the browser":
        "starts a browser on a profile of its own, which Playwright does not get done with Firefox by BiDi",
      "a hundred times in and out leave nothing behind": COUNTS,
    },
    core: ["drafts", "errors"],
  },
  webkit: {
    specs: {
      components: LOOKS,
      "embed-frame": FRAMES,
      handover: SAVED,
      later: "opens pages in a browser of Playwright's own",
      offline: OFFLINE,
      papers: SAVED,
      pictures: "compares with pictures that Chromium drew",
      print: "prints to a file, as only Chromium does",
      requests: "counts requests as Chromium makes them",
    },
    tests: {
      "a key stores the record once": "counts the page's timers, among which the client for WebKit's driver has its own",
      "a page that crashes loses nothing": "crashes the page by an address that only Chromium has",
      "each date ahead is saved for a calendar": SAVED,
      "today is London's, whatever the device's time zone": "needs a browser in another time zone for each case",
      "without a connection": NO_LINE,
      "a deadline is near while an application waits": NO_LINE,
      "the page says what is needed, with whom to telephone": "switches scripts off, for which WebDriver has no command",
      "the start page can be read before the program is live": BEFORE_LOADED,
      "before the program is live the start page": BEFORE_LOADED,
      "going on before the program is live says": BEFORE_LOADED,
      "another page says that it is loading": BEFORE_LOADED,
      "the page before the program is live has no": BEFORE_LOADED,
      "every file is fetched once, from this host only": "tells what a page asks for from what its service worker does, as the proxy before WebKit cannot",
      "nothing moves under the hand": SHIFTS,
      "is there before the script": BEFORE_LOADED,
      "the first part on the way to": BEFORE_LOADED,
      "a button that is held down while":
        "holds a mouse button down from one command to the next, which the client for WebKit's driver does not do",
      "a space bar that is held down on a need": "holds a key down from one command to the next, which the client for WebKit's driver does not do",
      "is read out as the program's is": "asks what is read out, line by line, which the client for WebKit's driver does not put together",
      "nothing that is typed into any question is anywhere in the browser": "opens a browser of Playwright's own",
      "nothing on the page moves when the form comes": SHIFTS,
      "a page that is frozen while it sends": "freezes the page by a protocol that only Chromium speaks",
      "nothing typed is in an address, a title or a message": "listens to every change of a frame's address, of which WebDriver does not tell",
      "a hundred times in and out leave nothing behind": COUNTS,
    },
    core: ["checker", "drafts", "embed", "errors", "journeys", "restart"],
    // A journey takes up to a minute, and one of them is of the core.
    later: ["insight", "flourish", "supported_transfer", "refocus", "year11_bespoke"].map((one) => `an application for ${one} is filled in`),
  },
};
