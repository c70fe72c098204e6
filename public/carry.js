// The tab that a form in a frame goes on in (framed.js): takes what was kept there, sealed, and opens the form with it.
// It listens to the window that opened it alone, and only where that is a page of this very site.
import { carried, put } from "./records.js";

const said = document.getElementById("said");
const from = window.opener;

async function take({ records, address }) {
  const sound = Array.isArray(records) && records.every((one) => Array.isArray(one) && one.every((text) => typeof text === "string"));
  const done = sound ? await put(records).catch(() => carried.REFUSED) : carried.REFUSED;
  from.postMessage({ cap: done }, location.origin);
  if (done === carried.DONE) {
    // An address within the form, or its beginning.
    location.replace(`./${/^#\/[\w/-]*$/.test(address) ? address : ""}`);
  } else {
    said.textContent = "There are applications in this browser already, so nothing was changed here. The page you came from says what to do.";
  }
}

if (from) {
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source === from && origin === location.origin && data?.cap === "records") void take(data);
  });
  from.postMessage({ cap: "ready" }, location.origin);
} else {
  said.textContent = "What you typed could not be taken over. In the page you came from, save the application as a file, and open the file here.";
}
