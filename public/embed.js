// One element for somebody else's page: <cap-application></cap-application>. What a web team needs to know of it is in
// docs/embedding.md, its types are in embed.d.ts. The program is the one of the stand-alone page; here it is given a
// window of its own (`windowOf`), so that whatever it looks up, hears and asks for stays within the element, and ends
// with it.

// `cargo xtask split` writes here what the element is made of, and a digest for each file.
const BUILD = null;
const BASE = new URL("./", import.meta.url);
const SETTINGS = "settings.json";
// The one file that is asked for by its name and is part of the program.
const WORDS = "words.txt";
// What the footer links to: it lies beside this script.
const STATEMENT = "accessibility.html";
const STARTS = { start: "#/", checker: "#/checker", form: "#/new", deadlines: "#/deadlines", applications: "#/applications" };
const FRAGMENT = "#cap";
/** Events of the browser's own window that the program hears as they are. */
const OUTSIDE = new Set(["storage", "online", "offline"]);
/** What the program says, and what the page is told of it. */
const TOLD = { "cap-saved": "cap-draft-saved", "cap-received": "cap-submitted" };

/** Elements in which the program runs: each with what it hears. */
const mounted = new Map();

const beside = (name) => new URL(name, BASE).href;

/** Fetches a file of the program. The browser refuses one whose digest is another. */
async function file(name) {
  const response = await fetch(beside(name), { integrity: BUILD.files[name], credentials: "omit" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/**
 * Has the browser check a script before it is run: `import` itself cannot ask for that, and gives the same module afterwards.
 * Of a `modulepreload` WebKit does not look at the digest.
 */
function checked(name) {
  const script = document.createElement("script");
  return new Promise((done, failed) => {
    const refused = () => failed(new Error(`${name} could not be fetched, or is not what it should be.`));
    Object.assign(script, { type: "module", src: beside(name), integrity: BUILD.files[name], crossOrigin: "anonymous" });
    Object.assign(script, { onload: done, onerror: refused });
    document.head.append(script);
  }).finally(() => script.remove());
}

let program;

/** The program and its style sheet, once for all elements. What failed is tried again with the next element. */
function load() {
  program ??= begin().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

async function begin() {
  const [style, response] = await Promise.all([
    file(BUILD.style).then((found) => found.text()),
    file(BUILD.program),
    checked(BUILD.glue),
  ]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const { default: init, mount } = await import(beside(BUILD.glue));
  await init({ module_or_path: response });
  return { mount, sheet };
}

// Text follows the size that a person has set in the browser, whatever the page makes of its own root.
try {
  CSS.registerProperty({ name: "--cap-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
} catch {
  // A second copy of this script has done so, or the browser cannot: then it is 16 pixels, and zoom enlarges them.
}

// Room is kept from the first moment, so that nothing on the page moves when the form comes.
const RESERVE = new CSSStyleSheet();
RESERVE.replaceSync(
  ":host{all:initial!important;display:block!important;direction:ltr!important;unicode-bidi:isolate!important;" +
    "min-height:var(--cap-min-height,100vh)!important}:host([hidden]){display:none!important}" +
    // In WebKit, which alone knows this property, a page's font stays through `initial`.
    "@supports (-webkit-nbsp-mode:space){:host{font-family:-webkit-standard!important}}",
);

/** A worker, also where its script lies on another host than the page. */
function workerOf(path) {
  const script = beside(path);
  if (new URL(script).origin === location.origin) return new Worker(script);
  const text = `self.capScript=${JSON.stringify(script)};importScripts(self.capScript)`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

/** Where the program is: kept beside the page's address, or, where the page asks for it, in its fragment. */
function placeOf(element, hears, signal) {
  const shared = element.history === "fragment";
  const key = `cap/place/${element.id || [...document.querySelectorAll(element.localName)].indexOf(element)}`;
  const first = STARTS[element.start] ?? STARTS.start;
  const moved = () => queueMicrotask(() => signal.aborted || hears.dispatchEvent(new Event("hashchange")));
  // What belongs to the page is none of ours.
  const read = () => (location.hash.startsWith(`${FRAGMENT}/`) ? `#${location.hash.slice(FRAGMENT.length)}` : undefined);
  let place = shared ? (read() ?? first) : (kept() ?? first);

  function kept() {
    try {
      return sessionStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  function move(to) {
    if (to === place) return;
    place = to;
    moved();
  }

  if (shared) {
    const listen = () => move(read() ?? (location.hash === "" ? first : place));
    window.addEventListener("hashchange", listen, { signal });
  }
  return {
    get hash() {
      return place;
    },
    get href() {
      return `${location.href.split("#")[0]}${place}`;
    },
    set hash(to) {
      this.go(to, false);
    },
    replace(address) {
      this.go(new URL(address).hash, true);
    },
    go(to, replace) {
      if (shared) {
        const address = `${FRAGMENT}${to.slice(1)}`;
        if (replace) history.replaceState(history.state, "", address);
        else if (to !== place) history.pushState(null, "", address);
      } else {
        try {
          sessionStorage.setItem(key, to);
        } catch {
          // It is not kept over a reload.
        }
      }
      move(to);
    },
  };
}

/** Requests: data from where the settings are, applications to the endpoint with whoever is signed in. */
function fetcherOf(element, signal) {
  const settings = () => new URL(element.settings || SETTINGS, element.settings ? document.baseURI : BASE);
  const address = (path) => (path === SETTINGS ? settings() : new URL(path, path === WORDS ? BASE : settings()));

  /** What the element says takes the place of what the settings say. */
  async function amended(response) {
    const found = await response.json();
    const base = (path) => new URL(path, document.baseURI).href;
    if (element.endpoint) found.endpoint = base(element.endpoint);
    if (element.form) found.form = base(element.form);
    if (element.calendar) found.calendar = base(element.calendar);
    if (element.programme) found.editions = element.programme.split(/\s+/).map(base);
    if (found.theme) element.themed(found.theme);
    return new Response(JSON.stringify(found), response);
  }

  async function send(path, init, again) {
    const headers = new Headers(init.headers);
    const token = await element.token?.({ again });
    if (token) headers.set("Authorization", `Bearer ${token}`);
    return fetch(address(path), { ...init, headers });
  }

  return async (path, init = {}) => {
    const both = [signal, init.signal].filter(Boolean);
    const until = AbortSignal.any ? AbortSignal.any(both) : signal;
    if (init.method !== "POST") {
      const response = await fetch(address(path), { ...init, signal: until });
      return path === SETTINGS && response.ok ? amended(response) : response;
    }
    const refused = ({ status }) => status === 401 || status === 403;
    let response = await send(path, { ...init, signal: until }, false);
    // A token may just have run out. The same request again is safe: it has a key of its own.
    if (refused(response) && element.token) response = await send(path, { ...init, signal: until }, true);
    if (refused(response)) element.tell("cap-sign-in-needed", {});
    return response;
  };
}

/** The data files of an earlier visit: each element's own, by where its settings are. */
function cachesOf(element) {
  const own = [element.settings, element.endpoint, element.form, element.programme, element.calendar].join(" ").trim();
  const entry = (name) => new URL(`${name}?${new URLSearchParams({ own })}`, BASE).href;
  return {
    match: (name) => caches.match(entry(name)),
    open: async (name) => {
      const cache = await caches.open(name);
      return { put: (to, response) => cache.put(entry(to), response) };
    },
  };
}

/** Gives the link to the accessibility statement the address at which it lies. */
function settle(link) {
  if (link.getAttribute("href") === STATEMENT) link.href = beside(STATEMENT);
}

/** What the program takes for the browser's window. All of it ends with `signal`. */
function windowOf(element, root, frame, signal) {
  const hears = new EventTarget();
  const timers = new Set();
  const frames = new Set();
  const workers = new Set();
  const ended = new Promise((end) => signal.addEventListener("abort", end, { once: true }));
  const place = placeOf(element, hears, signal);
  signal.addEventListener("abort", () => {
    timers.forEach(clearTimeout);
    frames.forEach(cancelAnimationFrame);
    for (const worker of workers) {
      worker.onerror?.(new Event("error"));
      worker.terminate();
    }
    mounted.delete(element);
  });
  mounted.set(element, hears);

  // A link that leads within the form leads nowhere else: the page's address stays what it is.
  root.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = event.target.closest?.("a[href]")?.getAttribute("href");
    if (!to?.startsWith("#")) return;
    event.preventDefault();
    if (to.startsWith("#/")) place.go(to, false);
  }, { signal });

  // The statement lies beside this script and not beside the page.
  root.addEventListener("focusin", ({ target }) => settle(target), { signal });
  root.addEventListener("pointerover", ({ target }) => settle(target), { signal });

  const view = {
    location: place,
    fetch: fetcherOf(element, signal),
    document: {
      body: frame,
      documentElement: frame,
      get hidden() {
        return document.hidden;
      },
      get activeElement() {
        return root.activeElement;
      },
      set title(title) {
        element.tell("cap-page", { title });
      },
      getElementById: (id) => root.getElementById(id),
      createElement: (tag) => document.createElement(tag),
      addEventListener: (type, listener, options) =>
        (type === "visibilitychange" ? document : root).addEventListener(type, listener, { ...options, signal }),
    },
    navigator: {
      get onLine() {
        return navigator.onLine;
      },
      get storage() {
        return navigator.storage;
      },
      get vendor() {
        return navigator.vendor;
      },
      // What is asked for when the element has gone is given back at once.
      locks: navigator.locks && {
        request: (name, options, granted) =>
          navigator.locks.request(name, options, (lock) => (signal.aborted ? undefined : Promise.race([granted(lock), ended]))),
      },
    },
    caches: window.caches && cachesOf(element),
    Worker: function (path) {
      const worker = workerOf(path);
      const terminate = worker.terminate.bind(worker);
      worker.terminate = () => {
        workers.delete(worker);
        terminate();
      };
      workers.add(worker);
      return worker;
    },
    addEventListener(type, listener, options) {
      hears.addEventListener(type, listener, { ...options, signal });
      if (OUTSIDE.has(type)) window.addEventListener(type, listener, { ...options, signal });
    },
    dispatchEvent(event) {
      hears.dispatchEvent(event);
      if (TOLD[event.type]) element.tell(TOLD[event.type], event.reference ? { reference: event.reference } : {});
      return true;
    },
    setTimeout(act, wait) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, wait);
      timers.add(timer);
      return timer;
    },
    requestAnimationFrame(act) {
      const frame = requestAnimationFrame((time) => {
        frames.delete(frame);
        act(time);
      });
      frames.add(frame);
      return frame;
    },
    // A new page of the form begins at the form's top, where that is not in view.
    scrollTo() {
      const { top } = frame.getBoundingClientRect();
      if (top < 0 || top > innerHeight) frame.scrollIntoView({ block: "start" });
    },
    print: () => print(),
    // A person has gone on to another form on the page, or types elsewhere: the form takes the focus from neither.
    get capLeft() {
      const at = document.activeElement;
      return at !== element && (mounted.has(at) || Boolean(at?.matches("input,textarea,select,[contenteditable]")));
    },
    // The browser tells other pages of what is written, and this tells other elements.
    capWritten(key, newValue) {
      for (const [other, heard] of mounted) {
        if (other !== element) queueMicrotask(() => heard.dispatchEvent(new StorageEvent("storage", { key, newValue })));
      }
    },
  };
  view.top = window.top === window ? view : null;
  return view;
}

/** Gives each heading the level that it has on the page: the form's first is of the level that was asked for. */
function level(within, first) {
  for (const heading of within.querySelectorAll?.("h1,h2,h3,h4") ?? []) {
    const own = Number(heading.localName[1]) + first - 1;
    if (own === Number(heading.localName[1])) heading.removeAttribute("aria-level");
    else heading.setAttribute("aria-level", String(Math.min(own, 6)));
  }
}

const TEXTS = ["endpoint", "settings", "form", "programme", "calendar", "start", "history"];

class CapApplication extends HTMLElement {
  static observedAttributes = ["endpoint", "settings", "form", "programme", "calendar", "theme", "heading-level"];

  #root = this.attachShadow({ mode: "open" });
  #frame = document.createElement("section");
  #theme = new CSSStyleSheet();
  #token = null;
  #near = null;
  #life = null;
  #height = new ResizeObserver(([entry]) => this.tell("cap-height", { height: Math.ceil(entry.contentRect.height) }));
  #headings = new MutationObserver((changes) => changes.forEach(({ target }) => level(target, this.headingLevel)));

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [RESERVE];
    this.#frame.className = "cap-root govuk-template__body js-enabled";
    this.#frame.lang = "en";
    this.#frame.setAttribute("aria-label", "Apply for alternative provision");
    this.#root.append(this.#frame);
  }

  /** Level of the form's first heading, 1 to 6: 2 where the page has a first heading of its own. */
  get headingLevel() {
    const asked = Number(this.getAttribute("heading-level"));
    return asked >= 1 && asked <= 6 ? Math.floor(asked) : 2;
  }

  set headingLevel(to) {
    this.setAttribute("heading-level", String(to));
  }

  /** Gives a token of whoever is signed in to the page; `again`: the one before was refused. */
  get token() {
    return this.#token;
  }

  set token(to) {
    this.#token = to;
  }

  get theme() {
    return this.getAttribute("theme");
  }

  /** An address of a theme, or the theme itself. */
  set theme(to) {
    if (typeof to === "string") this.setAttribute("theme", to);
    else this.themed(to ?? {});
  }

  /** Whoever was asked to has signed in: what waited for that is sent. */
  signedIn() {
    mounted.get(this)?.dispatchEvent(new Event("cap-signed-in"));
  }

  /** Puts the colours and the type of a theme in force, below what the page's own style sheets say. */
  themed(theme) {
    this.#theme.replaceSync(":host{}");
    for (const [name, value] of Object.entries(theme)) {
      if (typeof value === "string") this.#theme.cssRules[0].style.setProperty(`--cap-${name.replaceAll("_", "-")}`, value);
    }
  }

  /** Tells the page something. Never anything of a student. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  connectedCallback() {
    if (this.#near || this.#life) return;
    // What was set before this script was there.
    for (const name of [...TEXTS, "token", "theme", "headingLevel"]) {
      const early = Object.getOwnPropertyDescriptor(this, name);
      if (early && delete this[name]) this[name] = early.value;
    }
    this.#near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#begin(), { rootMargin: "400px" });
    this.#near.observe(this);
  }

  disconnectedCallback() {
    // Whoever moves an element takes it out and puts it in again in one go: nothing ends then.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "heading-level") return level(this.#frame, this.headingLevel);
    if (name === "theme") return void this.#fetchTheme();
    if (!this.#life) return;
    this.#end();
    this.connectedCallback();
  }

  async #fetchTheme() {
    const address = this.theme;
    if (!address) return this.themed({});
    const response = await fetch(new URL(address, document.baseURI)).catch(() => undefined);
    if (response?.ok && address === this.theme) this.themed(await response.json());
  }

  async #begin() {
    this.#near?.disconnect();
    this.#near = null;
    const life = new AbortController();
    this.#life = life;
    const app = this.#put("div", "status", "Loading the form…");
    try {
      const { mount, sheet } = await load();
      if (life.signal.aborted) return;
      this.#root.adoptedStyleSheets = [RESERVE, sheet, this.#theme];
      this.#headings.observe(this.#frame, { childList: true, subtree: true });
      this.#height.observe(this.#frame);
      app.removeAttribute("role");
      const unmount = mount(windowOf(this, this.#root, this.#frame, life.signal), true);
      life.signal.addEventListener("abort", unmount);
      this.tell("cap-ready", {});
    } catch (error) {
      console.error(error);
      if (!life.signal.aborted) this.#trouble();
    }
  }

  /** Everything that began ends. What was typed is stored. */
  #end() {
    this.#near?.disconnect();
    this.#height.disconnect();
    this.#headings.disconnect();
    this.#near = null;
    this.#life?.abort();
    this.#life = null;
    this.#frame.replaceChildren();
  }

  #put(tag, role, text) {
    const app = document.createElement(tag);
    app.id = "app";
    app.setAttribute("role", role);
    app.textContent = text;
    this.#frame.replaceChildren(app);
    return app;
  }

  #trouble() {
    this.#put("p", "alert", "The form cannot be shown here. Load this page again. If that does not help, use an up-to-date version of Chrome, Edge, Firefox or Safari. Drafts you saved on this device are still there.");
    // What an editor put between the tags, such as a link to the form's own page.
    this.#frame.append(document.createElement("slot"));
    this.tell("cap-trouble", {});
  }
}

for (const name of TEXTS) {
  Object.defineProperty(CapApplication.prototype, name, {
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(to) {
      this.setAttribute(name, to);
    },
    configurable: true,
    enumerable: true,
  });
}

if (!customElements.get("cap-application")) customElements.define("cap-application", CapApplication);
