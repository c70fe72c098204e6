// Runs before the application does, without a module and without WebAssembly, so that a person is never left
// with a dead page. On pages that the passphrase stands before it shows the form for it, at the checker what that asks first, on
// others than the start page it says "Loading", and it says what to do if nothing comes. What was typed, chosen and pressed
// before the program is there is handed to the program's own form once that is drawn. It keeps nothing and sends nothing.
(function () {
  "use strict";
  // Places that only who may open what is kept here is shown: `Location::needs_access`.
  var BEHIND = /^#*\/*(new|applications|open-file|passphrase|recovery-code|application(\/[^/]+){1,3})\/*$/;
  var root = document.documentElement;
  var started = false;
  // The page's own content, `null` once it has gone; and the program's place, which is not in the page until it has one to
  // show: so no id stands in the page twice.
  var own, app;
  // The form that is shown, of which template, and what was pressed in it.
  var form, kind, pressed;
  // A press, or a letter of several strokes, has begun: what it was begun on stays until it has ended.
  var held, patience;

  // The database is opened while the program is on its way, which goes on with it (src/browser/indexed.rs).
  try {
    var opening = window.capOpening = indexedDB.open("cap-application", 1);
    opening.onupgradeneeded = function () { opening.result.createObjectStore("records"); };
  } catch (error) { /* The program finds out why. */ }

  // Where nothing can be done without the rest of the program, it comes beside the first part and not after it. The program's
  // script takes this request in place of its own, once (xtask/src/split.rs): browsers differ in what a preload is good for.
  function ahead() {
    var script = document.querySelector("[data-program]").dataset;
    var asked = fetch(script.program.replace("_bg.", "-rest."), { integrity: script.rest });
    asked.catch(function () { /* The program finds out why. */ });
    window.capAhead = function () {
      window.capAhead = null;
      return asked;
    };
  }

  function find(id) {
    return document.getElementById(id);
  }

  function isStart() {
    return /^#?\/?$/.test(location.hash);
  }

  // Which form stands at or before this place, as far as can be seen from here: a keyring may lie in the other store alone.
  function wanted() {
    if (/^#*\/*checker\/*$/.test(location.hash)) return "app-need";
    if (!BEHIND.test(location.hash)) return "";
    try {
      if (localStorage.getItem("cap/keyring")) return "app-unlock";
    } catch (error) { /* Nothing is kept by this browser. */ }
    return "app-choose";
  }

  function fit() {
    var start = find("app-start");
    if (form && kind !== wanted()) {
      form.remove();
      form = null;
    }
    kind = wanted();
    find("app-back").hidden = kind !== "app-need";
    if (!kind || form || !find(kind)) return;
    form = document.importNode(find(kind).content, true).firstElementChild;
    pressed = [];
    start.parentNode.insertBefore(form, start);
  }

  // What the form says of itself.
  function say(words) {
    var status = find("passphrase-status") || find("save-status");
    status.removeAttribute("aria-live");
    status.textContent = words;
  }

  // The status region is in the page from the start; its words come later, so that they are read out.
  function place() {
    if (own === null) return;
    fit();
    root.classList.toggle("app-elsewhere", !isStart());
    find("app-loading").textContent = isStart() || form ? "" : "Loading…";
    [].forEach.call(document.querySelectorAll("#navigation a"), function (link) {
      var here = location.hash.indexOf(link.hash.replace(/s$/, "")) === 0;
      if (here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.parentNode.classList.toggle("govuk-service-navigation__item--active", here);
    });
  }

  function trouble() {
    if (started) return;
    // What was typed may still be wanted: a fault of something else in the page sounds the same.
    if (form) say("");
    else root.classList.remove("app-elsewhere");
    find("app-loading").textContent = "";
    find("app-trouble").hidden = false;
  }

  function whenParsed(then) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then);
    else then();
  }

  function press(event) {
    var target = event.target;
    if (own === null) return;
    if (target.closest(".govuk-skip-link")) {
      event.preventDefault();
      find("main-content").focus();
    }
    var button = form && form.contains(target) && target.closest("button");
    if (!button) return;
    event.preventDefault();
    var box = form.querySelector("input");
    if (button.getAttribute("aria-controls")) {
      var shown = box.type === "password";
      box.type = shown ? "text" : "password";
      button.textContent = shown ? "Hide" : "Show";
      button.setAttribute("aria-label", button.textContent + " Passphrase");
      button.previousElementSibling.textContent = "What you typed is " + (shown ? "shown" : "hidden");
      return;
    }
    // The other box begins empty.
    if (kind === "app-unlock" && button.type === "button") box.value = "";
    if (pressed.indexOf(button) < 0) pressed.push(button);
    say("One moment…");
  }

  function hold(event) {
    if (event.type === "keydown" ? event.key !== " " || /text|password/.test(event.target.type) : event.button) return;
    held = true;
    clearTimeout(patience);
    patience = setTimeout(letGo, 3000);
  }

  // What comes of it comes first.
  function letGo() {
    held = false;
    setTimeout(turn);
  }

  function turn() {
    var waits = app && app.querySelector("#app-loading");
    if (!app || !own || !app.firstChild || held) return;
    // Where something went wrong, that is said in an element of its own.
    if (form && kind === wanted() && waits && !waits.firstElementChild) return;
    handOver();
  }

  // Only while there is something to hold back: afterwards no key costs anything here.
  function listen(how) {
    document[how]("click", press, true);
    ["pointerdown", "keydown", "compositionstart"].forEach(function (name) {
      document[how](name, hold, true);
    });
    ["pointerup", "pointercancel", "keyup", "compositionend", "contextmenu", "blur"].forEach(function (name) {
      window[how](name, letGo);
    });
  }

  // The program's page takes the place of the page's own. All of it happens before anything else can: no key falls between.
  function handOver() {
    var old = own;
    var back = find("app-back");
    if (back.hidden) back.remove();
    var controls = "a,button,input,summary";
    var here = old.querySelectorAll(controls);
    var there = app.querySelectorAll(controls);
    own = null;
    watcher.disconnect();
    listen("removeEventListener");
    // No form is sent that is not in the page.
    document.body.insertBefore(app, old.nextSibling);

    function twin(element) {
      if (element.id) return app.querySelector("#" + element.id);
      return there[[].indexOf.call(here, element)];
    }
    function heading(page) {
      return page.querySelector("h1");
    }
    function replay(type) {
      pressed.forEach(function (button) {
        if (button.type === type) twin(button).click();
      });
    }

    // Not where it turns out that another form is needed: a new passphrase is no guess at an old one.
    var same = heading(old).textContent === heading(app).textContent;
    var box = same && form && form.querySelector("#passphrase");
    // The needs are those of the rules in force, which may have been changed since this page was made.
    function tick() {
      var all = true;
      [].forEach.call(form.querySelectorAll(":checked"), function (mine) {
        var theirs = app.querySelector("[value=" + mine.value + "]");
        if (theirs && theirs.nextElementSibling.textContent === mine.nextElementSibling.textContent) theirs.click();
        else all = false;
      });
      if (all) replay("submit");
    }
    function carry() {
      if (box.type === "text") twin(form.querySelector("[aria-controls]")).click();
      replay("button");
      var mine = twin(box);
      mine.value = box.value;
      mine.dispatchEvent(new Event("input", { bubbles: true }));
      replay("submit");
      var details = form.querySelector("details");
      if (details) app.querySelector("details").open = details.open;
    }

    function show() {
      var focused = document.activeElement;
      var next = null;
      if (old.contains(focused)) next = same || !old.querySelector("main").contains(focused) ? twin(focused) : heading(app);
      app.hidden = false;
      root.classList.remove("app-elsewhere");
      if (next) next.focus({ preventScroll: true });
      if (next && focused === box) next.setSelectionRange(box.selectionStart, box.selectionEnd, box.selectionDirection);
      if (box) box.value = "";
      form = null;
      old.remove();
      window.dispatchEvent(new Event("cap-shown"));
    }
    // What the program says of it is there by then, so that a screen reader is not told twice.
    function after(turns) {
      if (turns) Promise.resolve(turns - 1).then(after);
      else show();
    }
    try {
      if (box) carry();
      else if (same && form) tick();
    } finally {
      after(8);
    }
  }

  root.classList.add("js-enabled");
  if (!isStart()) root.classList.add("app-elsewhere");

  var watcher = new MutationObserver(function () {
    if (app) turn();
    else if (find("app-start")) {
      watcher.disconnect();
      fit();
      if (kind !== "app-choose" && !isStart() && window.fetch) ahead();
    }
  });
  watcher.observe(document, { childList: true, subtree: true });

  whenParsed(function () {
    document.body.classList.add("js-enabled", "govuk-frontend-supported");
    place();
    if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) trouble();
  });

  window.addEventListener("hashchange", function () {
    if (app && app.firstChild) return turn();
    place();
    // As the program does it.
    if (form && !form.contains(document.activeElement)) {
      scrollTo(0, 0);
      find("main-heading").focus();
    }
  });
  listen("addEventListener");

  // Sent by boot.js before the program is fetched.
  window.addEventListener("cap-starts", function () {
    own = find("app");
    own.removeAttribute("id");
    app = document.createElement("div");
    app.id = "app";
    app.hidden = true;
    document.body.appendChild(app);
    watcher.observe(app, { childList: true, subtree: true });
  });

  // Sent by boot.js once the program runs.
  window.addEventListener("cap-started", function () {
    started = true;
    if (app) app.remove();
  });

  // `true`: a script or module that cannot be fetched tells its element only, not the window. A link is no trouble:
  // without its style sheet the form is plain and works, and what was only fetched ahead is fetched again, where a
  // failure is told. Firefox says "error" of a module that is fetched ahead while its script is already on its way.
  window.addEventListener("error", function (event) {
    if (!event.target || event.target.localName !== "link") whenParsed(trouble);
  }, true);
  window.addEventListener("unhandledrejection", function () { whenParsed(trouble); });
})();
