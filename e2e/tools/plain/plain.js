// What the app is measured against: the same form, page by page, with nothing between it and the browser. Every key stores
// all answers, in local storage at once and in IndexedDB beside it, as the app does; rules are found by the answer they read.
// `plain/?100#page-0-0` opens that page of the form with 100 questions. `plain/?100&dressed` draws it as the app does, in the
// app's style sheet and elements, with a count of characters and whether all is saved: the rest of the same work.
const [size, dressed] = location.search.slice(1).split("&");
const key = `plain/${size}`;
const form = await (await fetch(`../${size}/form/application.json`)).json();
const answers = JSON.parse(localStorage.getItem(key) ?? "{}");
const pages = form.sections.flatMap((section) => section.pages);
const readers = new Map();
for (const question of pages.flatMap((page) => page.questions)) {
  const on = question.relevant?.equals.answer;
  if (on) readers.set(on, [...(readers.get(on) ?? []), question]);
}

const database = await new Promise((resolve, reject) => {
  const request = indexedDB.open("plain", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("records");
  request.onsuccess = () => resolve(request.result);
  request.onerror = reject;
});

function store() {
  const text = JSON.stringify(answers);
  localStorage.setItem(key, text);
  const transaction = database.transaction("records", "readwrite");
  transaction.objectStore("records").put(text, key);
  if (dressed) tell(transaction);
}

let newest;
let rested;
function tell(transaction) {
  newest = transaction;
  const status = document.getElementById("save-status");
  if (status.textContent !== "Saving…") status.textContent = "Saving…";
  transaction.oncomplete = () => {
    if (newest !== transaction) return;
    clearTimeout(rested);
    rested = setTimeout(() => (status.textContent = "Saved on this device"), 300);
  };
}

const relevant = ({ relevant }) => !relevant || answers[relevant.equals.answer] === relevant.equals.value;

function answered(question, value) {
  answers[question.id] = value;
  store();
  for (const reader of readers.get(question.id) ?? []) {
    const there = document.getElementById(`group-${reader.id}`);
    if (there) there.hidden = !relevant(reader);
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const choicesOf = ({ kind }) => (kind === "yes_no" ? ["yes", "no"] : kind.radios?.choices.map(({ value }) => value));

function box(question) {
  const { id, kind } = question;
  const made = element(kind.long_text ? "textarea" : "input", { id, name: id, value: answers[id] ?? "" });
  made.addEventListener("input", () => answered(question, made.value));
  return made;
}

function radio(question, value, at) {
  const { id } = question;
  const made = element("input", { type: "radio", name: id, id: `${id}-${at}`, value, checked: answers[id] === value });
  made.addEventListener("change", () => answered(question, value));
  return made;
}

function group(question) {
  const { id } = question;
  const label = element("label", { htmlFor: id, textContent: question.label });
  const hint = element("p", { textContent: question.hint ?? "" });
  const radios = choicesOf(question)?.map((value, at) => element("label", {}, radio(question, value, at), value));
  return element("div", { id: `group-${id}`, hidden: !relevant(question) }, label, hint, ...(radios ?? [box(question)]));
}

/** A box that counts what is left. */
function counted(question, made) {
  const { id, kind } = question;
  const most = kind.long_text.max_chars;
  const count = element("div", { className: "govuk-hint govuk-character-count__message govuk-character-count__status", ariaHidden: "true" });
  const aloud = element("div", { className: "govuk-character-count__sr-status govuk-visually-hidden", ariaLive: "polite" });
  const limit = `You can enter up to ${most} characters`;
  const say = () => {
    const left = most - made.value.length;
    const now = left * 4 < most ? `You have ${left} characters remaining` : limit;
    if (count.textContent !== now) count.textContent = now;
  };
  let rested;
  made.addEventListener("input", () => {
    say();
    clearTimeout(rested);
    rested = setTimeout(() => (aloud.textContent = count.textContent === limit ? "" : count.textContent), 1_000);
  });
  say();
  const told = element("div", { id: `${id}-info`, className: "govuk-hint govuk-character-count__message govuk-visually-hidden" }, limit);
  return [made, told, count, aloud];
}

function dressedGroup(question) {
  const { id, kind } = question;
  const hint = element("div", { id: `${id}-hint`, className: "govuk-hint", textContent: question.hint ?? "" });
  const choices = choicesOf(question);
  const around = { id: `group-${id}`, className: "govuk-form-group", hidden: !relevant(question) };
  if (!choices) {
    const label = element("label", { className: "govuk-label govuk-label--s", htmlFor: id, textContent: question.label });
    const made = Object.assign(box(question), { className: kind.long_text ? "govuk-textarea" : "govuk-input", autocomplete: "off" });
    if (kind.number) made.classList.add("govuk-input--width-5");
    if (kind.long_text) made.rows = 5;
    made.setAttribute("aria-describedby", hint.id);
    return element("div", around, label, hint, ...(kind.long_text ? counted(question, made) : [made]));
  }
  const items = choices.map((value, at) => {
    const input = Object.assign(radio(question, value, at), { className: "govuk-radios__input" });
    const label = element("label", { className: "govuk-label govuk-radios__label", htmlFor: input.id, textContent: value });
    return element("div", { className: "govuk-radios__item" }, input, label);
  });
  const legend = element("legend", { className: "govuk-fieldset__legend govuk-fieldset__legend--s", textContent: question.label });
  const radios = element("div", { className: "govuk-radios govuk-radios--inline" }, ...items);
  return element("div", around, element("fieldset", { className: "govuk-fieldset" }, legend, hint, radios));
}

function draw() {
  const page = pages.find(({ id }) => id === location.hash.slice(1)) ?? pages[0];
  const groups = page.questions.map(dressed ? dressedGroup : group);
  const next = pages[pages.indexOf(page) + 1];
  const on = element("button", { textContent: "Continue", className: dressed ? "govuk-button" : "" });
  const drawn = element("form", {}, element("h1", { textContent: page.title }), ...groups, on);
  drawn.addEventListener("submit", (event) => {
    event.preventDefault();
    if (next) location.hash = next.id;
  });
  const status = element("p", { id: "save-status", className: "app-save app-save--saved", textContent: "Saved on this device" });
  document.getElementById("app").replaceChildren(drawn, ...(dressed ? [status] : []));
}

if (dressed) {
  const app = document.getElementById("app");
  document.body.className = "govuk-template__body";
  const column = element("div", { className: "govuk-grid-column-two-thirds" }, app);
  document.body.append(element("div", { className: "govuk-width-container" }, element("div", { className: "govuk-grid-row" }, column)));
  const sheet = element("link", { rel: "stylesheet", href: "app.css" });
  const there = new Promise((resolve) => sheet.addEventListener("load", resolve));
  document.head.append(sheet);
  await there;
}
draw();
addEventListener("hashchange", draw);
performance.mark("cap-first-input");
performance.mark("cap-first-question");
