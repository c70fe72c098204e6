// What the app is measured against: the same form, page by page, with nothing between it and the browser. Every key stores
// all answers, in local storage at once and in IndexedDB beside it, as the app does; rules are found by the answer they read.
// `plain/?100#page-0-0` opens that page of the form with 100 questions.
const size = location.search.slice(1);
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
  database.transaction("records", "readwrite").objectStore("records").put(text, key);
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

function control(question) {
  const { id, kind } = question;
  const choices = kind === "yes_no" ? ["yes", "no"] : kind.radios?.choices.map(({ value }) => value);
  if (!choices) {
    const box = element(kind.long_text ? "textarea" : "input", { id, name: id, value: answers[id] ?? "" });
    box.addEventListener("input", () => answered(question, box.value));
    return [box];
  }
  return choices.map((value, at) => {
    const radio = element("input", { type: "radio", name: id, id: `${id}-${at}`, value, checked: answers[id] === value });
    radio.addEventListener("change", () => answered(question, value));
    return element("label", {}, radio, value);
  });
}

function draw() {
  const page = pages.find(({ id }) => id === location.hash.slice(1)) ?? pages[0];
  const groups = page.questions.map((question) => {
    const label = element("label", { htmlFor: question.id, textContent: question.label });
    const hint = element("p", { textContent: question.hint ?? "" });
    return element("div", { id: `group-${question.id}`, hidden: !relevant(question) }, label, hint, ...control(question));
  });
  const next = pages[pages.indexOf(page) + 1];
  const on = element("button", { textContent: "Continue" });
  const drawn = element("form", {}, element("h1", { textContent: page.title }), ...groups, on);
  drawn.addEventListener("submit", (event) => {
    event.preventDefault();
    if (next) location.hash = next.id;
  });
  document.getElementById("app").replaceChildren(drawn);
}

draw();
addEventListener("hashchange", draw);
performance.mark("cap-first-input");
performance.mark("cap-first-question");
