// Runs in the page: finds what a locator names, and says how it stands. It must not use anything from outside of this file.

/** A text or a pattern, as it travels. */
export type Words = { text: string; exact: boolean } | { source: string; flags: string };

/** One step of a locator. */
export type Step =
  | { by: "css"; css: string }
  | { by: "role"; css: string; level?: number; /** What its name may be, where that is its own words. */ perhaps?: Words }
  | { by: "label"; words: Words }
  | { by: "text"; words: Words }
  | { by: "filter"; has?: Words; hasNot?: Words }
  /** Those in which there is one of the elements named. */
  | { by: "holding"; from: number; to: number }
  | { by: "among"; from: number; to: number }
  | { by: "nth"; nth: number }
  | { by: "or"; steps: Step[] };

/** How an element stands. */
export interface Facts {
  visible: boolean;
  focused: boolean;
  checked: boolean;
  enabled: boolean;
  text: string;
  value: string | null;
  attributes: Record<string, string>;
  /** Of its look, the property that was asked for. */
  css: string | null;
  /** What its `aria-describedby` names. */
  described: string;
  inViewport: boolean;
}

/** What stands in an element, and in the shadow roots in it. */
export function told(one: Node): string {
  const within = one instanceof Element ? one.shadowRoot : null;
  if (!within && !(one instanceof Element && [...one.querySelectorAll("*")].some(({ shadowRoot }) => shadowRoot))) return one.textContent ?? "";
  return [...(within?.childNodes ?? []), ...one.childNodes].map(told).join("");
}

/** Every element that the steps lead to; some of them name elements by their place in a list of those found before. */
export function find(steps: Step[], before: globalThis.Element[]): globalThis.Element[] {
  const plain = (text: string | null | undefined): string => (text ?? "").replace(/[\u200b\u00ad]/g, "").trim().replace(/\s+/g, " ");
  const fits = (text: string, words: Words): boolean => {
    if ("source" in words) return new RegExp(words.source, words.flags).test(text);
    const wanted = plain(words.text);
    return words.exact ? text === wanted : text.toLowerCase().includes(wanted.toLowerCase());
  };
  const seen = (one: globalThis.Element): boolean => {
    if (one.closest("[aria-hidden=true]")) return false;
    const look = getComputedStyle(one);
    return one.getClientRects().length > 0 && look.visibility === "visible";
  };
  /** It and the shadow roots in it, as Playwright's locators lead into them. */
  const open = (root: ParentNode): ParentNode[] => {
    const inside = [root as globalThis.Element, ...root.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?? []);
    return [root, ...inside.flatMap(open)];
  };
  /** Those that come after one of these, under the same parent. */
  const beside = (roots: globalThis.Element[], css: string): globalThis.Element[] => {
    const after = roots.flatMap((root) => [...(root.parentElement?.children ?? [])].filter((one) => follows(root, one)));
    return [...new Set(after.filter((one) => one.matches(css)))];
  };
  const follows = (one: globalThis.Element, other: globalThis.Element): boolean =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const within = (roots: ParentNode[], css: string): globalThis.Element[] => {
    if (css.startsWith("~ ")) return beside(roots as globalThis.Element[], css.slice(2));
    const all = roots.flatMap(open).flatMap((root) => [...root.querySelectorAll(css)]);
    return [...new Set(all)];
  };
  const names = (one: globalThis.Element): string[] => {
    const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const labels = (one as HTMLInputElement).labels ?? [];
    return [
      ...[...labels].map((label) => plain(label.textContent)),
      ...(ids.length > 0 ? [plain(ids.map((id) => (one.getRootNode() as Document).getElementById(id)?.textContent ?? "").join(" "))] : []),
      ...(one.hasAttribute("aria-label") ? [plain(one.getAttribute("aria-label"))] : []),
    ];
  };
  // The browser is asked for the names of those alone that may have the right one: each costs a question.
  const perhaps = (one: globalThis.Element, words: Words): boolean => {
    if (one.matches("input, fieldset, section, [role=group], [aria-label], [aria-labelledby], [title]") || one.querySelector("img, svg, input")) return true;
    const squeezed = (text: string): string => text.replace(/[\s\u200b\u00ad]/g, "").toLowerCase();
    if ("text" in words) return squeezed(one.textContent ?? "").includes(squeezed(words.text));
    return [one.textContent, (one as HTMLElement).innerText].some((text) => fits(plain(text), words));
  };
  /** Whether one element holds another, be it in its shadow root. */
  const holds = (one: globalThis.Element, inner: globalThis.Element): boolean => {
    const root = inner.getRootNode();
    return one.contains(inner) || (root instanceof ShadowRoot && holds(one, root.host));
  };
  const order = (found: globalThis.Element[]): globalThis.Element[] =>
    found.sort((a, b) => (follows(a, b) ? -1 : 1));
  const lead = (from: Step[]): globalThis.Element[] => {
    let roots: ParentNode[] = [document];
    let found: globalThis.Element[] = [];
    for (const step of from) {
      switch (step.by) {
        case "css":
          found = within(roots, step.css);
          break;
        case "role":
          found = within(roots, step.css).filter((one) => seen(one));
          if (step.perhaps) found = found.filter((one) => perhaps(one, step.perhaps as Words));
          if (step.level) found = found.filter((one) => one.tagName === `H${step.level}`);
          break;
        case "label":
          found = within(roots, "input, textarea, select, button, fieldset, section, [aria-label], [aria-labelledby]").filter((one) =>
            names(one).some((name) => fits(name, step.words)),
          );
          break;
        case "text": {
          const says = (one: globalThis.Element): boolean =>
            !["HEAD", "SCRIPT", "STYLE", "NOSCRIPT"].includes(one.tagName) && fits(plain(told(one)), step.words);
          found = within(roots, "*").filter((one) => !document.head.contains(one) && says(one));
          found = found.filter((one) => ![...(one.shadowRoot?.children ?? []), ...one.children].some(says));
          break;
        }
        case "filter":
          found = found.filter((one) => {
            const text = plain(told(one));
            return (!step.has || fits(text, step.has)) && !(step.hasNot && fits(text, step.hasNot));
          });
          break;
        case "among":
          found = found.filter((one) => before.slice(step.from, step.to).includes(one));
          break;
        case "holding":
          found = found.filter((one) => before.slice(step.from, step.to).some((inner) => one !== inner && holds(one, inner)));
          break;
        case "nth":
          found = found.slice(step.nth, step.nth === -1 ? undefined : step.nth + 1);
          break;
        case "or":
          found = order([...new Set([...found, ...lead(step.steps)])]);
          break;
      }
      roots = found;
    }
    return found;
  };
  return lead(steps);
}

/** How these elements stand, and how they look in one way. */
export function facts(elements: globalThis.Element[], property?: string): Facts[] {
  return elements.map((one) => {
    const box = one.getBoundingClientRect();
    const shown = (one as HTMLElement).checkVisibility?.({ visibilityProperty: true }) ?? true;
    const control = one as HTMLInputElement;
    return {
      visible: shown && box.width > 0 && box.height > 0,
      focused: (one.getRootNode() as Document).activeElement === one,
      checked: control.checked === true,
      enabled: control.disabled !== true,
      text: told(one),
      value: typeof control.value === "string" ? control.value : null,
      attributes: Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
      css: property ? getComputedStyle(one).getPropertyValue(property) : null,
      described: (one.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => (id ? (one.getRootNode() as Document).getElementById(id)?.textContent ?? "" : ""))
        .join(" ")
        .trim(),
      inViewport: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
}
