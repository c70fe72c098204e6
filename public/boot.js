// Starts the program: fetches what Trunk named in this script's element, and says when it runs.
// A failure is left to the window, where early.js hears of it.
const { glue, program } = document.querySelector("script[data-program]").dataset;
const worker = navigator.serviceWorker;

// Said by the program once all of it is there: until then the first question has the connection to itself. Where the
// browser keeps nothing (a private window, a page inside another site's), the service works as it would without.
window.addEventListener("cap-settled", () => {
  const keep = () => import("./offline.js").catch(() => {});
  if (worker) (window.requestIdleCallback ?? setTimeout)(keep);
}, { once: true });

try {
  const { default: init, mount } = await import(new URL(glue, document.baseURI));
  await init({ module_or_path: new URL(program, document.baseURI) });
  mount(window, false);
} catch (error) {
  // A release that cannot start makes way for one that waits: the page says to load it again.
  void worker?.getRegistration().then((kept) => kept?.waiting?.postMessage("take over"), () => {});
  throw error;
}
window.dispatchEvent(new CustomEvent("cap-started"));
// In a frame of another page.
if (window !== top) void import("./framed.js");
