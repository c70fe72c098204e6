// Runs before the application does, without a module and without WebAssembly, so that a person is never left
// with a dead page: it says "Loading" on pages other than the start page, and what to do if nothing comes.
// It keeps nothing and sends nothing.
(function () {
  "use strict";
  var started = false;
  var root = document.documentElement;

  function show(id) {
    var part = document.getElementById(id);
    if (part) part.hidden = false;
  }

  function isStart() {
    return /^#?\/?$/.test(location.hash);
  }

  // The status region is in the page from the start; its words come later, so that they are read out.
  function place() {
    if (started) return;
    var elsewhere = !isStart();
    root.classList.toggle("app-elsewhere", elsewhere);
    var status = document.getElementById("app-loading");
    if (status) status.textContent = elsewhere ? "Loading…" : "";
  }

  function trouble() {
    if (started) return;
    root.classList.remove("app-elsewhere");
    var status = document.getElementById("app-loading");
    if (status) status.textContent = "";
    show("app-trouble");
  }

  function whenParsed(then) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then);
    else then();
  }

  root.classList.add("js-enabled");
  if (!isStart()) root.classList.add("app-elsewhere");

  whenParsed(function () {
    document.body.classList.add("js-enabled", "govuk-frontend-supported");
    place();
    if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) trouble();
  });
  window.addEventListener("hashchange", place);

  // Sent by boot.js once the program runs.
  window.addEventListener("cap-started", function () {
    started = true;
    root.classList.remove("app-elsewhere");
  });

  // `true`: a script or module that cannot be fetched tells its element only, not the window. A link is no trouble:
  // without its style sheet the form is plain and works, and what was only fetched ahead is fetched again, where a
  // failure is told. Firefox says "error" of a module that is fetched ahead while its script is already on its way.
  window.addEventListener("error", function (event) {
    if (!event.target || event.target.localName !== "link") whenParsed(trouble);
  }, true);
  window.addEventListener("unhandledrejection", function () { whenParsed(trouble); });
})();
