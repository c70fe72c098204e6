// Keeps one whole release of this service on the device, so that it starts without a connection. It touches nothing but
// GET of the files in its own list; data files, applications and everything else go their own way.
// docs/offline.md says how a release comes and goes.
"use strict";

// `cargo xtask split` writes the list here, so that another release is another worker: its id, and a digest for each file.
const RELEASE = null;
const SCOPE = registration.scope;
const PREFIX = `cap-release ${SCOPE} `;
const CACHE = PREFIX + RELEASE.release;
// Written last: a cache without it holds only a part.
const WHOLE = new URL("release.json", SCOPE).href;

/** The address of a file. The page is asked for by its folder, since some servers lead there from its name. */
const address = (file) => new URL(file === "index.html" ? "./" : file, SCOPE).href;

/** Which file of the release a request is for. */
function file({ method, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || !(origin + pathname).startsWith(SCOPE)) return undefined;
  const name = (origin + pathname).slice(SCOPE.length) || "index.html";
  return Object.hasOwn(RELEASE.files, name) ? name : undefined;
}

const whole = async () => (await caches.has(CACHE)) && Boolean(await caches.match(WHOLE, { cacheName: CACHE }));

/** Fetches every file that is not there yet. The browser refuses one whose digest is another, and then this release. */
async function take() {
  if (await whole()) return;
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(RELEASE.files).map(async ([name, integrity]) => {
    const url = address(name);
    if (await cache.match(url)) return;
    const asked = (kept) => fetch(url, { cache: kept, integrity, redirect: "error" });
    // What the page has just fetched need not travel again; where the browser's copy is of another release, it does.
    const response = await asked("default").catch(() => asked("reload"));
    if (response.status !== 200) throw new Error(`${name}: ${response.status}`);
    await cache.put(url, response);
  }));
  await cache.put(WHOLE, new Response(JSON.stringify(RELEASE), { headers: { "Content-Type": "application/json" } }));
  // Another release may have tidied up meanwhile.
  if (!(await whole())) throw new Error("The release was removed while it came.");
}

async function begin() {
  await take();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function heard({ data, source }) {
  if (data === "whole?") source.postMessage((await whole()) ? "whole" : "part");
  if (data !== "take over") return;
  // Under a page that is open, and did not ask, nothing changes.
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = pages.some(({ id, url }) => id !== source.id && url.startsWith(SCOPE));
  if (others) source.postMessage("elsewhere");
  else await skipWaiting();
}

addEventListener("install", (event) => event.waitUntil(take()));
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("message", (event) => event.waitUntil(heard(event)));
addEventListener("fetch", (event) => {
  const name = file(event.request);
  if (name === undefined) return;
  // What the person or the browser has cleared comes from the server, as it would without this worker.
  const kept = caches.match(address(name), { cacheName: CACHE });
  event.respondWith(kept.then((response) => response ?? fetch(event.request)));
});
