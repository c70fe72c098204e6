// Loaded where the form's own page stands in a frame of another site. It tells that site, and no other, how high the page
// is; and where the browser keeps what a frame stores apart from what the form's own page stores, it offers to go on
// there, with everything that was typed. docs/embedding.md says how.
import { carried, records, removeAll } from "./records.js";

const app = document.getElementById("app");

/** The origin of the page around this one, as far as the browser says; "" where it does not. */
function around() {
  if (location.ancestorOrigins) return location.ancestorOrigins[0] ?? "";
  try {
    return new URL(document.referrer).origin;
  } catch {
    return "";
  }
}

/** Whether two hosts most likely are of one site. A wrong guess costs an offer that was not needed, or was. */
function related(one, other) {
  const [first, second] = [one, other].map((host) => host.split(".").reverse());
  const shared = first.findIndex((label, at) => label !== second[at]);
  if (shared === -1) return first.length === second.length;
  return shared >= 3 || (shared === 2 && first[0].length > 2 && !/^\d+$/.test(first[0]));
}

async function settings() {
  const response = await fetch("settings.json");
  return response.ok ? response.json() : {};
}

/** Who is told of the height: the page around this one, where it is named. */
function named({ frame_ancestors: origins = [] }) {
  const host = around();
  return [...origins, location.origin].filter((origin) => host === "" || origin === host);
}

/** The colours of the page around this one. `cargo xtask check` has looked whether they can be read. */
function themed({ theme = {} }) {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(theme)) style.setProperty(`--govuk-${name.replaceAll("_", "-")}`, String(value));
}

async function adapt() {
  const found = await settings();
  themed(found);
  tellHeight(named(found));
}

function tellHeight(origins) {
  let moved = false;
  const tell = () => {
    const height = Math.ceil(app.getBoundingClientRect().height);
    for (const origin of origins) parent.postMessage({ cap: "height", height, moved }, origin);
    moved = false;
  };
  // The page around is told that another page of the form came, so that it can show its top.
  window.addEventListener("hashchange", () => {
    moved = true;
    tell();
  });
  new ResizeObserver(tell).observe(app);
}

/** "blocked": nothing can be kept here. "apart": it is kept apart from the form's own page. "": neither. */
function storage() {
  try {
    localStorage.setItem("cap/try", "1");
    localStorage.removeItem("cap/try");
  } catch {
    return "blocked";
  }
  const host = around();
  return host === "" || related(new URL(host).hostname, location.hostname) ? "" : "apart";
}

const WORDS = {
  blocked: "Your browser does not let this form keep anything while it is part of another website. What you type here would be lost.",
  apart: "This form is part of another website here. Your browser keeps what you type apart from the form’s own page, and may remove it sooner.",
};

function part(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function offer(state) {
  const region = part("section", "govuk-inset-text govuk-width-container", "");
  region.setAttribute("aria-label", "Open this form in its own tab");
  const press = part("button", "govuk-button govuk-button--secondary", "Go on in a tab of its own");
  press.type = "button";
  press.addEventListener("click", () => goOn(region));
  region.append(part("p", "govuk-body", WORDS[state]), press);
  app.before(region);
}

/** What was typed goes over sealed, from window to window of this very site: never in an address, and to no server. */
function goOn(region) {
  const tab = window.open("carry.html", "_blank");
  const said = part("p", "govuk-body", tab ? "" : "Your browser did not open a tab. Allow this website to open one, and try again.");
  said.setAttribute("role", "status");
  region.querySelector("[role=status]")?.remove();
  region.append(said);
  if (!tab) return;
  const address = location.hash;
  window.addEventListener("message", async ({ source, origin, data }) => {
    if (source !== tab || origin !== location.origin) return;
    if (data?.cap === "ready") {
      // From here on nothing is typed here that the other page would not have.
      app.hidden = true;
      tab.postMessage({ cap: "records", records: await records(), address }, location.origin);
    } else if (data?.cap === "carried") {
      await removeAll();
      app.remove();
      region.replaceChildren(part("p", "govuk-body", "The form goes on in its own tab. Nothing is kept here any more."));
    } else if (data?.cap === carried.REFUSED) {
      app.hidden = false;
      said.textContent = "There are applications in the form’s own page already. Save this one as a file, from the list of its sections, and open the file there.";
    }
  });
}

void adapt();
const state = storage();
if (state) offer(state);
