// Finds, among what the app draws from its own content, what a fixture of govuk-frontend shows.
import type { Page } from "@playwright/test";
import { type Fixture, type Options, flat } from "./govuk.js";
import { type Tree, first, nameOf, trees } from "./markup.js";

/** Where a component is not the element of its own class. */
const ELEMENTS: Record<string, string> = {
  "file-upload": ".govuk-form-group:has(> .govuk-file-upload)",
  "summary-list": ".govuk-summary-card, .govuk-summary-list",
};

/** What the pages looked at have of some components. */
export class Found {
  private readonly trees = new Map<string, Tree[]>();

  constructor(private readonly components: string[]) {}

  /** Takes in what is on the page. */
  async look(page: Page): Promise<void> {
    for (const component of this.components) {
      const here = await page.locator(ELEMENTS[component] ?? `.govuk-${component}`).evaluateAll(trees);
      this.trees.set(component, [...this.of(component), ...here]);
    }
  }

  of(component: string): Tree[] {
    return this.trees.get(component) ?? [];
  }
}

const has = (tree: Tree, name: string): boolean => first(tree, name) !== undefined;
const modifiers = (tree: Tree): string[] => tree.classes.filter((one) => one.startsWith("govuk-") && one.includes("--"));

/** Of these classes and no other modifier. */
const plainly = (tree: Tree, classes: unknown): boolean => modifiers(tree).join(" ") === String(classes ?? "");

/** The tree with other children in the one element of this class. */
function filled(tree: Tree, name: string, children: Tree["children"]): Tree {
  if (tree.classes.includes(name)) return { ...tree, children };
  return { ...tree, children: tree.children.map((child) => (typeof child === "string" ? child : filled(child, name, children))) };
}

/** Ids and names that refer to them. */
const IDS = ["id", "for", "aria-describedby", "aria-labelledby", "aria-controls"];

/** A child that stands in several places, each with ids of its own. */
function again(child: Tree | string, at: number): Tree | string {
  if (typeof child === "string") return child;
  const attributes = Object.entries(child.attributes).map(([key, value]) => [key, IDS.includes(key) ? value.replace(/\S+/g, `$&-${at}`) : value]);
  return { ...child, attributes: Object.fromEntries(attributes), children: child.children.map((one) => again(one, at)) };
}

/** The tree with as many children in the element of this class as there are in the example: the last is repeated, or the rest left out. */
function sized(tree: Tree, example: Tree, name: string): Tree {
  const [mine, count] = [first(tree, name)?.children ?? [], first(example, name)?.children.length ?? 0];
  const children = Array.from({ length: count }, (_, at) => mine[Math.min(at, mine.length - 1)]);
  return mine.length === 0 ? tree : filled(tree, name, children.filter((child) => child !== undefined).map(again));
}

/** The tree with, for each child of the example's element of this class, that of ours which is most like it in these respects. */
function composed(lists: Tree[], example: Tree, name: string, like: (item: Tree) => string): Tree | undefined {
  const items = lists.flatMap((list) => first(list, name)?.children ?? []).filter((child) => typeof child !== "string");
  const wanted = (first(example, name)?.children ?? []).filter((child) => typeof child !== "string");
  const chosen = wanted.map((item) => items.find((one) => like(one) === like(item)));
  const [list] = lists;
  return list && chosen.every((item) => item !== undefined) ? filled(list, name, chosen.map(again)) : undefined;
}

/** What stands in the element of this class, but for words. */
function content(tree: Tree, name: string): string {
  const children = first(tree, name)?.children ?? [];
  return children.map((child) => (typeof child === "string" ? "text" : [nameOf(child), ...modifiers(child)].join(" "))).join(" ");
}

type Choose = (ours: Tree[], options: Options, example: Tree) => Tree | undefined;

/** Which of ours a fixture is to be compared with. Where nothing is said here: the first. */
const CHOICES: Record<string, Choose> = {
  button: (ours, options) => {
    const type = options["isStartButton"] ? undefined : String(options["type"] ?? "submit");
    const like = ours.filter((one) => plainly(one, options["isStartButton"] ? "govuk-button--start" : options["classes"]));
    const tag = options["href"] ? "a" : "button";
    const same = like.filter((one) => one.tag === tag);
    return same.find((one) => one.attributes["type"] === type) ?? same[0];
  },
  "error-summary": (ours, _, example) => ours[0] && sized(ours[0], example, "govuk-error-summary__list"),
  footer: (ours, _, example) => ours[0] && sized(ours[0], example, "govuk-footer__inline-list"),
  details: (ours) => ours.find((one) => content(one, "govuk-details__text") === "text"),
  "inset-text": (ours) => ours.find((one) => one.children.every((child) => typeof child === "string")),
  "password-input": (ours, options) =>
    ours.find((one) => has(one, "govuk-hint") === "hint" in options && has(one, "govuk-error-message") === "errorMessage" in options),
  "service-navigation": (ours, options, example) => {
    const active = (tree: Tree): boolean => has(tree, "govuk-service-navigation__item--active");
    const like = ours.find((one) => active(one) === active(example));
    const items = flat(options).filter(([path]) => path === "navigation[].text").length;
    return like && items === 1 ? sized(like, example, "govuk-service-navigation__list") : like;
  },
  "summary-list": (ours, options, example) => {
    const card = "card" in options;
    const actions = (tree: Tree): string => first(tree, "govuk-summary-card__actions")?.tag ?? "none";
    const like = ours.filter((one) => one.classes.includes("govuk-summary-card") === card && actions(one) === actions(example));
    const whole = like.map((one) => (card ? sized(one, example, "govuk-summary-card__actions") : one));
    const row = (item: Tree): string => `${content(item, "govuk-summary-list__value")} ${has(item, "govuk-summary-list__actions")}`;
    return composed(whole, example, "govuk-summary-list", row);
  },
  tag: (ours, options) => ours.find((one) => plainly(one, options["classes"])),
  "task-list": (ours, _, example) => composed(ours, example, "govuk-task-list", (item) => {
    const status = first(item, "govuk-task-list__status");
    return [...modifiers(item), ...(status ? modifiers(status) : []), content(item, "govuk-task-list__status")].join(" ");
  }),
};

/** Ours, where a page has it. */
export function counterpart(found: Found, { component, options }: Fixture, example: Tree): Tree | undefined {
  const ours = found.of(component);
  return (CHOICES[component] ?? (([one]) => one))(ours, options, example);
}

/** Texts of the fixture that come from its options, and so are not the component's own. */
export function ownWords({ options }: Fixture): (text: string) => boolean {
  const given = flat(options).flatMap(([, value]) => {
    const text = String(value).replace(/\s+/g, " ").trim();
    return [text, `(${text})`, ...text.split(/<[^>]*>/).map((one) => one.trim())];
  });
  return (text) => given.includes(text.trim());
}
