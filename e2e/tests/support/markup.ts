// Compares two pieces of HTML by what they are, and says each difference in one short line that stays the same.

/** An element as it stands in a browser: properties where they say more than attributes, no white space of the source. */
export interface Tree {
  tag: string;
  classes: string[];
  attributes: Record<string, string>;
  children: (Tree | string)[];
}

/** Runs in the page: `locator.evaluateAll(trees)`. */
export function trees(roots: Element[]): Tree[] {
  const state = (element: Element): Record<string, string> => {
    const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    delete attributes["class"];
    if (element instanceof HTMLInputElement) {
      const ticked = element.type === "radio" || element.type === "checkbox";
      delete attributes["checked"];
      if (!ticked) delete attributes["value"];
      if (ticked && element.checked) attributes["checked"] = "";
      if (!ticked && element.value !== "") attributes["value"] = element.value;
    }
    return attributes;
  };
  const tree = (element: Element): Tree => {
    const children: (Tree | string)[] = [];
    if (element instanceof HTMLTextAreaElement) {
      if (element.value !== "") children.push(element.value);
    } else {
      const copy = [...element.childNodes].filter((node) => node instanceof Element || node instanceof Text);
      for (let at = 0; at < copy.length; at += 1) {
        const node = copy[at];
        if (node instanceof Element) {
          children.push(tree(node));
          continue;
        }
        let text = node?.textContent ?? "";
        for (; copy[at + 1] instanceof Text; at += 1) text += copy[at + 1]?.textContent ?? "";
        text = text.replace(/\s+/g, " ");
        // A space joins hidden words to what stands before them, and nothing else can be told from indentation.
        if (!element.matches("span.govuk-visually-hidden")) text = text.trim();
        if (text.trim() !== "") children.push(text);
      }
    }
    return { tag: element.localName, classes: [...element.classList], attributes: state(element), children };
  };
  return roots.map(tree);
}

/** `div.govuk-hint`: the tag and what it is first of all. */
export function nameOf(tree: Tree | string): string {
  if (typeof tree === "string") return "text";
  const block = tree.classes.find((one) => !one.includes("--"));
  return block ? `${tree.tag}.${block}` : tree.tag;
}

/** Every element of a tree, itself first. */
export function all(tree: Tree): Tree[] {
  return [tree, ...tree.children.flatMap((child) => (typeof child === "string" ? [] : all(child)))];
}

/** The first element of this class, the tree itself among them. */
export const first = (tree: Tree, name: string): Tree | undefined => all(tree).find((one) => one.classes.includes(name));

/** The same tree without the elements that `gone` names. */
export function without(tree: Tree, gone: (child: Tree, at: number) => boolean): Tree {
  const kept = tree.children.filter((child, at) => typeof child === "string" || !gone(child, at));
  return { ...tree, children: kept.map((child) => (typeof child === "string" ? child : without(child, gone))) };
}

type Pair = [ours: Tree, theirs: Tree];
type Child = Tree | string;

/** How alike two children are: 0 where they stand for different things. */
function likeness(ours: Child, theirs: Child): number {
  if (typeof ours === "string" || typeof theirs === "string") return typeof ours === typeof theirs ? 2 : 0;
  const shared = ours.classes.filter((one) => !one.includes("--") && theirs.classes.includes(one)).length;
  if (shared > 0) return 2 * shared + (ours.tag === theirs.tag ? 1 : 0);
  const plain = ours.classes.length === 0 || theirs.classes.length === 0;
  return plain && ours.tag === theirs.tag ? 1 : 0;
}

/** Which children stand for the same thing, in order: the pairing that is most alike altogether. */
function aligned(ours: Child[], theirs: Child[]): [Child | undefined, Child | undefined][] {
  const best = Array.from({ length: ours.length + 1 }, () => new Array<number>(theirs.length + 1).fill(0));
  const at = (a: number, b: number): number => best[a]?.[b] ?? 0;
  for (let a = ours.length - 1; a >= 0; a -= 1) {
    for (let b = theirs.length - 1; b >= 0; b -= 1) {
      const like = likeness(ours[a] as Child, theirs[b] as Child);
      const row = best[a] as number[];
      row[b] = Math.max(at(a + 1, b), at(a, b + 1), like > 0 ? like + at(a + 1, b + 1) : 0);
    }
  }
  const rows: [Child | undefined, Child | undefined][] = [];
  let [a, b] = [0, 0];
  while (a < ours.length || b < theirs.length) {
    const like = a < ours.length && b < theirs.length ? likeness(ours[a] as Child, theirs[b] as Child) : 0;
    if (like > 0 && at(a, b) === like + at(a + 1, b + 1)) rows.push([ours[a++], theirs[b++]]);
    else if (b >= theirs.length || (a < ours.length && at(a + 1, b) >= at(a, b + 1))) rows.push([ours[a++], undefined]);
    else rows.push([undefined, theirs[b++]]);
  }
  return rows;
}

/** Attributes that hold ids of other elements. */
const REFERENCES = ["for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"];

/**
 * What is different, one line each: `a@b "ours" ≠ "theirs"`, or with + and − for what only ours or only theirs has. Ids and
 * names may be any that lead to the same elements; addresses may be any. A text that is `free` may be any.
 */
export function differences(ours: Tree, theirs: Tree, free: (text: string) => boolean = () => false): string[] {
  const lines = new Set<string>();
  const pairs: Pair[] = [];
  const walk = (a: Tree, b: Tree): void => {
    pairs.push([a, b]);
    for (const [mine, other] of aligned(a.children, b.children)) {
      if (mine === undefined) lines.add(`${nameOf(a)} − ${nameOf(other as Child)}`);
      else if (other === undefined) lines.add(`${nameOf(a)} + ${nameOf(mine)}`);
      else if (typeof mine !== "string" && typeof other !== "string") walk(mine, other);
      else if (mine !== other && !free(String(other).trim())) lines.add(`${nameOf(a)} "${String(mine)}" ≠ "${String(other)}"`);
    }
  };
  walk(ours, theirs);
  const compared = new Links(pairs);
  for (const pair of pairs) {
    const [a, b] = pair;
    const name = nameOf(b);
    if (a.tag !== b.tag) lines.add(`${name} as ${a.tag}`);
    for (const one of a.classes) if (!b.classes.includes(one)) lines.add(`${name} + .${one}`);
    for (const one of b.classes) if (!a.classes.includes(one)) lines.add(`${name} − .${one}`);
    for (const key of new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])) {
      const [mine, other] = compared.values(key, pair);
      if (other === undefined) lines.add(`${name}@${key} + "${mine}"`);
      else if (mine === undefined) lines.add(`${name}@${key} − "${other}"`);
      else if (mine !== other && !free(other)) lines.add(`${name}@${key} "${mine}" ≠ "${other}"`);
    }
  }
  return [...lines].sort();
}

/** Ids and names of two trees, by the elements that they belong to. */
class Links {
  private readonly ids: Map<string, string>[] = [new Map(), new Map()];
  private readonly names: Map<string, number>[] = [new Map(), new Map()];

  constructor(pairs: Pair[]) {
    for (const [at, pair] of pairs.entries()) {
      const [a, b] = pair.map((tree) => tree.attributes["id"]);
      if (a !== undefined && b !== undefined) {
        this.ids[0]?.set(a, `#${nameOf(pair[1])}·${at}`);
        this.ids[1]?.set(b, `#${nameOf(pair[1])}·${at}`);
      }
      for (const [side, tree] of pair.entries()) {
        const name = tree.attributes["name"];
        const seen = this.names[side];
        if (name !== undefined && seen && !seen.has(name)) seen.set(name, at);
      }
    }
  }

  /** The two values of an attribute, equal where they mean the same. */
  values(key: string, pair: Pair): (string | undefined)[] {
    const values = pair.map((tree, side) => this.value(key, tree.attributes[key], side));
    const [mine, other] = values;
    // Which of several elements of one name was meant is said only where that is the difference.
    if (mine === undefined || other === undefined) return values.map((value) => value?.replace(/·\d+/g, ""));
    const short = [mine.replace(/·\d+/g, ""), other.replace(/·\d+/g, "")];
    return mine === other || short[0] !== short[1] ? short : values;
  }

  private value(key: string, value: string | undefined, side: number): string | undefined {
    if (value === undefined) return undefined;
    if (key === "id" || key === "href") return "…";
    if (key === "name") return `name ${this.names[side]?.get(value) ?? 0}`;
    if (!REFERENCES.includes(key)) return value;
    const led = value.split(/\s+/).filter((id) => id !== "");
    return led.map((id) => this.ids[side]?.get(id) ?? "#elsewhere").join(" ");
  }
}
