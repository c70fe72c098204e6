// Starts the program, and says when it runs. `cargo xtask split` makes one script of this, of what wasm-bindgen writes and
// of what loads the rest of the program. A failure is told to the window, where early.js hears of it.
import init from "glue";

// early.js makes the place in which the program draws, and shows it once a page is drawn there.
window.dispatchEvent(new Event("cap-starts"));
const app = document.getElementById("app");

const { program, style } = document.querySelector("script[data-program]").dataset;

/** Fetches the sheet for all pages, with the rest of the program, which waits for it. Without it they are plain. */
function dressed() {
  return style && new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = style;
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

const worker = navigator.serviceWorker;

// Says when the first input, and the first of a question, is on the page with everything that listens to it: the marks
// "cap-first-input" and "cap-first-question" of the Performance API (docs/performance.md).
const seen = new MutationObserver(() => {
  for (const [mark, wanted] of [["input", ""], ["question", ":not(#passphrase)"]]) {
    const name = `cap-first-${mark}`;
    const there = app.querySelector(`form :is(input, textarea)${wanted}`);
    if (there && !performance.getEntriesByName(name).length) performance.mark(name);
    if (there && wanted) seen.disconnect();
  }
});
seen.observe(app, { childList: true, subtree: true });

// Said by the program once all of it is there: until then the first question has the connection to itself. Where the
// browser keeps nothing (a private window, a page inside another site's), the service works as it would without.
window.addEventListener("cap-settled", () => {
  const keep = () => import("./offline.js").catch(() => {});
  if (worker) (window.requestIdleCallback ?? setTimeout)(keep);
}, { once: true });

// In a frame of another page.
if (window !== top) window.addEventListener("cap-shown", () => import("./framed.js"), { once: true });

try {
  await init({ module_or_path: new URL(program, document.baseURI) });
  // Keys and presses that wait come before what is drawn first.
  await new Promise((others) => setTimeout(others));
  mount(window, false);
} catch (error) {
  // A release that cannot start makes way for one that waits: the page says to load it again.
  void worker?.getRegistration().then((kept) => kept?.waiting?.postMessage("take over"), () => {});
  // WebKit tells the window of nothing that a module throws once it has waited for something: early.js would not hear of it.
  window.dispatchEvent(new Event("error"));
  throw error;
}
window.dispatchEvent(new CustomEvent("cap-started"));
