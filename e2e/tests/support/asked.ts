// Makes questions of our form from fixtures of govuk-frontend, so that both draw the same question.
import type { Raw } from "./application.js";
import type { Fixture, Options } from "./govuk.js";
import { type Tree, first, without } from "./markup.js";

interface Choice {
  value: string;
  label: string;
  hint?: string;
  exclusive?: boolean;
}

/** A question of the form format, as far as it is needed here. */
export interface Question {
  id: string;
  label: string;
  called: string;
  kind: string | Record<string, unknown>;
  hint?: string;
  constraints?: unknown[];
  reveals?: Record<string, string[]>;
  autocomplete?: string;
}

/** A fixture as a question: where it is asked and what becomes of it there. */
export interface Asked {
  fixture: Fixture;
  id: string;
  /** It, then what it reveals. */
  questions: Question[];
  answer?: Raw;
  /** Its label is the heading of a page of its own. */
  heading: boolean;
  /** What our error message says, where the fixture has one; else none is shown. */
  error?: string;
}

interface Item extends Options {
  value?: string;
  text?: string;
  divider?: string;
  hint?: { text: string };
  checked?: boolean;
  behaviour?: string;
  conditional?: { html: string };
}

interface Words extends Options {
  text?: string;
  isPageHeading?: boolean;
}

interface Given extends Options {
  label?: Words;
  fieldset?: { legend?: Words };
  legend?: Words;
  hint?: Words;
  errorMessage?: Words;
  items?: (Item | null | false | "")[];
  values?: unknown;
  value?: string | number;
}

/** Components that questions are made of. */
const COMPONENTS = [
  "character-count", "checkboxes", "date-input", "error-message", "fieldset", "hint", "input", "label", "radios", "textarea",
];

export const isAsked = (component: string): boolean => COMPONENTS.includes(component);

/** Which kind of box has these options. */
function inputKind(options: Options): Question["kind"] {
  const width = /govuk-input--width-(\d+)/.exec(String(options["classes"] ?? ""))?.[1];
  const number = { min: 0, max: 1_000_000 };
  if (options["suffix"]) return { number: { ...number, suffix: (options["suffix"] as Words).text } };
  if (options["inputmode"] === "decimal") return { number: { ...number, decimals: 1 } };
  if (options["spellcheck"] === false) return "name";
  if (options["autocapitalize"] === "none") return "email";
  switch (width) {
    case "2": return { year_group: { born: "date_of_birth" } };
    case "5": return { number };
    case "10": return "postcode";
    case "20": return "name";
    case "30": return "email";
    default: return { text: { max_chars: 100 } };
  }
}

const real = (items: Given["items"]): Item[] => (items ?? []).filter((item) => typeof item === "object" && item !== null);

function choices(items: Item[]): Choice[] {
  const choice = ({ value, text, hint, behaviour }: Item): Choice => ({
    value: String(value),
    label: String(text),
    ...(hint ? { hint: hint.text } : {}),
    ...(behaviour === "exclusive" ? { exclusive: true } : {}),
  });
  return items.filter((item) => item.divider === undefined).map(choice);
}

function kindOf(component: string, options: Given): Question["kind"] {
  switch (component) {
    case "radios":
      return options["classes"] === "govuk-radios--inline" ? "yes_no" : { radios: { choices: choices(real(options.items)) } };
    case "checkboxes": return { checkboxes: { choices: choices(real(options.items)) } };
    case "date-input": return { date: {} };
    case "fieldset": return "yes_no";
    case "textarea": return { long_text: { max_chars: 4000 } };
    case "character-count": return { long_text: { max_chars: Number(options["maxlength"]) } };
    case "input": return inputKind(options);
    default: return { text: { max_chars: 100 } };
  }
}

/** What a person has typed or chosen where the fixture is as it is. */
function answerOf(component: string, options: Given): Raw | undefined {
  const { value, values } = options;
  const chosen = real(options.items).filter((item) => item.checked || item.value === value || (Array.isArray(values) && values.includes(item.value)));
  if (component === "checkboxes") return chosen.length ? chosen.map((item) => String(item.value)) : undefined;
  if (component === "radios") return chosen[0] ? String(chosen[0].value) : undefined;
  if (component === "date-input") return dateOf(options);
  return value === undefined ? undefined : String(value);
}

/** Boxes of a date; where one box is at fault the others are filled in, which is how that comes about. */
function dateOf(options: Options): Raw | undefined {
  const names = ["day", "month", "year"];
  const given = Object.entries((options["values"] ?? {}) as Record<string, unknown>);
  if (given.length) return Object.fromEntries(given.map(([key, value]) => [key.replace(/^.*-/, ""), String(value)]));
  const wrong = faults(options);
  if (wrong.length === 0 || wrong.length === 3) return undefined;
  return Object.fromEntries(names.filter((name) => !wrong.includes(name)).map((name) => [name, name === "year" ? "1980" : "3"]));
}

/** The boxes of a date that are at fault alone. */
function faults(options: Options): string[] {
  const parts = [
    ...["day", "month", "year"].map((name) => ({ name, ...((options[name] ?? {}) as Options) }) as Options),
    ...((options["items"] ?? []) as Options[]),
  ];
  const omitted = parts.filter((part) => part["error"] === false).map((part) => part["name"]);
  if (omitted.length) return ["day", "month", "year"].filter((name) => !omitted.includes(name));
  const wrong = (part: Options): boolean => part["error"] === true || /govuk-input--error/.test(String(part["classes"] ?? ""));
  return parts.filter(wrong).map((part) => String(part["name"]));
}

/** A fixture as a question with this id. */
export function asked(fixture: Fixture, id: string): Asked {
  const { component } = fixture;
  const options = fixture.options as Given;
  const words = options.label ?? options.fieldset?.legend ?? options.legend ?? (component === "label" ? options as Words : {});
  const called = `${id} of the fixtures`;
  const question: Question = {
    id, called, label: words.text ?? "A question", kind: kindOf(component, options),
    ...(component === "hint" ? { hint: String(options["text"]) } : options.hint ? { hint: String(options.hint.text) } : {}),
    ...(options["autocomplete"] ? { autocomplete: String(options["autocomplete"]) } : {}),
  };
  const answer = answerOf(component, options);
  const message = component === "error-message" ? String(options["text"]) : options.errorMessage?.text;
  const revealed = real(options.items).filter((item) => item.conditional).map((item, at): Question => {
    const inside = `${id}_${at}`;
    question.reveals = { ...question.reveals, [String(item.value)]: [inside] };
    return { id: inside, called: inside, label: "Inside", kind: { text: { max_chars: 100 } } };
  });
  return {
    fixture, id, questions: [question, ...revealed], heading: words.isPageHeading === true,
    ...(answer === undefined ? {} : { answer }),
    ...(message === undefined ? {} : { error: provoked(question, component, answer, message) }),
  };
}

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

/** Has an error shown at the question, and gives its words: the fixture's own, where there is an answer to refuse. */
function provoked(question: Question, component: string, answer: Raw | undefined, message: string): string {
  if (answer === undefined) return `${component === "radios" || component === "checkboxes" ? "Select" : "Enter"} ${question.called}`;
  if (component === "date-input" && typeof answer === "object" && !Array.isArray(answer)) {
    const missing = ["day", "month", "year"].filter((name) => !(name in answer));
    if (missing.length) return `${capital(question.called)} must include a ${missing.join(" and ")}`;
  }
  const most = (question.kind as { long_text?: { max_chars: number } }).long_text?.max_chars ?? Infinity;
  if (typeof answer === "string" && answer.length > most) return `${capital(question.called)} must be ${most} characters or less`;
  question.constraints = [{ id: "never", must: { not: { answered: question.id } }, message }];
  return message;
}

/** The part of a drawn question that a fixture shows, and the fixture as it would be with our message. */
export function comparable({ fixture, error }: Asked, drawn: Tree, example: Tree): [ours: Tree, theirs: Tree] {
  const name = example.classes[0] ?? "";
  const ours = first(drawn, name);
  if (!ours) throw new Error(`${fixture.component}: ${fixture.name}: nothing is drawn of class ${name}`);
  const told = fixture.component === "error-message" ? fixture.options["text"] : (fixture.options["errorMessage"] as Words | undefined)?.text;
  const theirs = error === undefined ? example : worded(example, String(told), error);
  const partial = fixture.component === "date-input" && error !== undefined;
  return [ours, theirs].map((tree) => {
    // What is inside a fieldset or a revealed part is of other components.
    if (fixture.component === "fieldset") return { ...tree, children: tree.children.slice(0, 1) };
    const bare = without(partial ? blank(tree) : tree, () => false);
    return inside(bare);
  }) as [Tree, Tree];
}

const inside = (tree: Tree): Tree => {
  const revealed = tree.classes.some((one) => one.endsWith("__conditional"));
  return { ...tree, children: revealed ? [] : tree.children.map((child) => (typeof child === "string" ? child : inside(child))) };
};

/** Without what stands in the boxes: an error at one box of a date needs something in the others. */
const blank = (tree: Tree): Tree => {
  const { value: _, ...attributes } = tree.attributes;
  return {
    ...tree,
    attributes: tree.tag === "input" ? attributes : tree.attributes,
    children: tree.children.map((child) => (typeof child === "string" ? child : blank(child))),
  };
};

const worded = (tree: Tree, from: string, to: string): Tree => {
  const one = (child: string): string => (child === from.replace(/\s+/g, " ").trim() ? to : child);
  return { ...tree, children: tree.children.map((child) => (typeof child === "string" ? one(child) : worded(child, from, to))) };
};
