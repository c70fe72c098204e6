// For a site that shows the form in a frame: <cap-application-frame></cap-application-frame>. The frame is as high as the
// page in it, which says so to this page alone (docs/embedding.md). Nothing else passes between the two.
const BASE = new URL("./", import.meta.url);
const STARTS = { checker: "#/checker", form: "#/new", deadlines: "#/deadlines", applications: "#/applications" };
/** Lowest and highest that a frame may be, in CSS pixels: a page that tells nonsense breaks nothing. */
const [LEAST, MOST] = [200, 50_000];

class CapApplicationFrame extends HTMLElement {
  #frame = document.createElement("iframe");
  #life = null;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    // Room is kept from the first moment, so that nothing on the page moves when the form comes.
    sheet.replaceSync(":host{display:block}iframe{display:block;width:100%;border:0;height:100vh}");
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#frame.title = "Apply for alternative provision";
    this.#frame.loading = "lazy";
    // What the form needs and no more: it may open its own page in another tab, save files, and print.
    this.#frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-forms", "allow-downloads", "allow-modals",
      "allow-popups", "allow-popups-to-escape-sandbox");
    root.append(this.#frame);
  }

  get start() {
    return this.getAttribute("start") ?? "";
  }

  set start(to) {
    this.setAttribute("start", to);
  }

  connectedCallback() {
    this.#life = new AbortController();
    window.addEventListener("message", (event) => this.#heard(event), { signal: this.#life.signal });
    this.#frame.src = new URL(STARTS[this.start] ?? "#/", BASE).href;
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  #heard({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== BASE.origin || data?.cap !== "height") return;
    const height = Math.ceil(Number(data.height));
    if (!(height >= LEAST && height <= MOST)) return;
    this.#frame.style.height = `${height}px`;
    // A new page of the form begins at its top, where that is not in view.
    if (data.moved && this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
    this.dispatchEvent(new CustomEvent("cap-height", { detail: { height }, bubbles: true, composed: true }));
  }
}

if (!customElements.get("cap-application-frame")) customElements.define("cap-application-frame", CapApplicationFrame);
