import type { Facts } from "./find.js";

// What Playwright's own matchers ask of a locator, answered from facts that WebDriver gave. A question that is not known here is
// an error, never a yes.

interface Text {
  string?: string;
  regexSource?: string;
  regexFlags?: string;
  matchSubstring?: boolean;
  ignoreCase?: boolean;
  normalizeWhiteSpace?: boolean;
}

/** What a matcher asks. */
export interface Asked {
  isNot: boolean;
  timeout: number;
  expressionArg?: string;
  expectedText?: Text[];
  expectedNumber?: number;
  expectedValue?: { checked?: boolean; indeterminate?: boolean };
  useInnerText?: boolean;
}

/** What it is told. */
export interface Verdict {
  matches: boolean;
  received?: { value: unknown };
  timedOut?: boolean;
  log?: string[];
}

const normal = (text: string): string => text.replace(/[\u200b\u00ad]/g, "").trim().replace(/\s+/g, " ");

/** Whether a text is as a matcher expects it. */
export function fits(received: string, text: Text): boolean {
  const clean = (one: string): string => {
    const spaced = text.normalizeWhiteSpace ? normal(one) : one;
    return text.ignoreCase ? spaced.toLowerCase() : spaced;
  };
  if (text.regexSource !== undefined) return new RegExp(text.regexSource, text.regexFlags).test(clean(received));
  const wanted = clean(text.string ?? "");
  return text.matchSubstring ? clean(received).includes(wanted) : clean(received) === wanted;
}

/** Answers a matcher's question about elements. */
export function matches(expression: string, asked: Asked, found: Facts[]): Verdict {
  const more = [asked.useInnerText, asked.expectedValue?.indeterminate, expression === "to.be.in.viewport" && asked.expectedNumber];
  if (more.some((one) => one)) throw new Error(`support/webkit does not know this option of ${expression}`);
  if (expression === "to.have.count") {
    return { matches: found.length === asked.expectedNumber, received: { value: found.length } };
  }
  if (expression.endsWith(".array")) return array(expression, asked.expectedText ?? [], found);
  if (found.length > 1) throw new Error(`${found.length} elements, and one was meant: ${found.map((one) => one.text).join(" | ")}`);
  const [one] = found;
  if (!one) {
    const absent = ["to.be.hidden", "to.be.detached"].includes(expression);
    // Neither yes nor no: a matcher that is denied waits for it as well.
    return { matches: absent || (asked.isNot && !known(expression)), received: { value: "<no element>" } };
  }
  return about(expression, asked, one);
}

const known = (expression: string): boolean => ["to.be.visible", "to.be.attached", "to.be.in.viewport"].includes(expression);

function about(expression: string, asked: Asked, one: Facts): Verdict {
  const yes = (value: boolean, received: unknown = value): Verdict => ({ matches: value, received: { value: received } });
  const text = (received: string | null): Verdict =>
    yes(received !== null && (asked.expectedText ?? []).every((wanted) => fits(received, wanted)), received ?? "");
  switch (expression) {
    case "to.be.visible":
      return yes(one.visible, one.visible ? "visible" : "hidden");
    case "to.be.hidden":
      return yes(!one.visible, one.visible ? "visible" : "hidden");
    case "to.be.attached":
      return yes(true, "attached");
    case "to.be.detached":
      return yes(false, "attached");
    case "to.be.empty":
      return yes((one.value ?? one.text.trim()) === "", one.value ?? one.text);
    case "to.be.focused":
      return yes(one.focused, one.focused ? "focused" : "inactive");
    case "to.be.checked":
      return yes(one.checked === (asked.expectedValue?.checked ?? true), one.checked ? "checked" : "unchecked");
    case "to.be.disabled":
      return yes(!one.enabled, one.enabled ? "enabled" : "disabled");
    case "to.be.enabled":
      return yes(one.enabled, one.enabled ? "enabled" : "disabled");
    case "to.be.in.viewport":
      return yes(one.inViewport, one.inViewport ? "in viewport" : "outside of it");
    case "to.have.text":
      return text(one.text);
    case "to.have.value":
      return text(one.value);
    case "to.have.accessible.description":
      return text(one.described);
    case "to.have.attribute":
      return yes((asked.expressionArg ?? "") in one.attributes);
    case "to.have.attribute.value":
      return text(one.attributes[asked.expressionArg ?? ""] ?? null);
    case "to.have.css":
      return text(one.css);
    case "to.have.class":
      return text(one.attributes["class"] ?? "");
    case "to.have.id":
      return text(one.attributes["id"] ?? "");
    default:
      throw new Error(`support/webkit does not know ${expression}`);
  }
}

function array(expression: string, wanted: Text[], found: Facts[]): Verdict {
  if (!["to.have.text.array", "to.contain.text.array"].includes(expression)) {
    throw new Error(`support/webkit does not know ${expression}`);
  }
  const texts = found.map((one) => one.text);
  const same = texts.length === wanted.length && wanted.every((text, at) => fits(texts[at] ?? "", text));
  // `toContainText` of a list: in this order, perhaps with others between.
  let at = 0;
  for (const text of texts) if (wanted[at] && fits(text, wanted[at] as Text)) at += 1;
  const matches = expression === "to.have.text.array" ? same : at === wanted.length;
  return { matches, received: { value: texts } };
}
