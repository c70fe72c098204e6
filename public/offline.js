// Has the browser keep this service (sw.js), and tells the program how that stands: `data-offline` of the page's root,
// and "cap-offline" whenever it changes. "kept": it starts without a connection. "ready": a new release waits.
// "elsewhere": it cannot be used yet, because other pages of this service are open.
const worker = navigator.serviceWorker;
const root = document.documentElement;
const controlled = worker.controller !== null;
const registration = await worker.register("sw.js", { updateViaCache: "none" });
let agreed = false;
let left = false;

function say(state) {
  root.dataset.offline = state;
  window.dispatchEvent(new Event("cap-offline"));
}

// Once, and only for a release that somebody agreed to: the browser changes it under no other page.
function reload() {
  if (!left) location.reload();
  left = true;
}

function look() {
  const { active, waiting } = registration;
  if (active && waiting) say("ready");
  else active?.postMessage("whole?");
}

function follow(coming) {
  coming?.addEventListener("statechange", () => {
    if (agreed && coming.state === "activated") reload();
    else look();
  });
}

async function forget() {
  // There is none where the browser keeps nothing.
  await registration?.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
  say("");
}

worker.addEventListener("message", ({ data }) => say({ whole: "kept", part: "", elsewhere: "elsewhere" }[data]));
worker.addEventListener("controllerchange", () => controlled && reload());
window.addEventListener("cap-take-over", () => {
  agreed = true;
  registration.waiting?.postMessage("take over");
});
window.addEventListener("cap-forget", () => void forget());
registration.addEventListener("updatefound", () => follow(registration.installing));
follow(registration.installing);
follow(registration.waiting);
look();
