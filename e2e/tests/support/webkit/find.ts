// Runs in the page: finds what a locator names, and says how it stands. It must not use anything from outside of it.

/** A text or a pattern, as it travels. */
export type Words = { text: string; exact: boolean } | { source: string; flags: string };

/** One step of a locator. */
export type Step =
  | { by: "css"; css: string }
  | { by: "role"; css: string; level?: number }
  | { by: "label"; words: Words }
  | { by: "text"; words: Words }
  | { by: "filter"; has?: Words; hasNot?: Words }
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
  inViewport: boolean;
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
  const within = (roots: ParentNode[], css: string): globalThis.Element[] => {
    const all = roots.flatMap((root) => [...root.querySelectorAll(css)]);
    return [...new Set(all)];
  };
  const names = (one: globalThis.Element): string[] => {
    const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const labels = (one as HTMLInputElement).labels ?? [];
    return [
      ...[...labels].map((label) => plain(label.textContent)),
      ...(ids.length > 0 ? [plain(ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" "))] : []),
      ...(one.hasAttribute("aria-label") ? [plain(one.getAttribute("aria-label"))] : []),
    ];
  };
  const order = (found: globalThis.Element[]): globalThis.Element[] =>
    found.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
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
          if (step.level) found = found.filter((one) => one.tagName === `H${step.level}`);
          break;
        case "label":
          found = within(roots, "input, textarea, select, button, fieldset, section, [aria-label], [aria-labelledby]").filter((one) =>
            names(one).some((name) => fits(name, step.words)),
          );
          break;
        case "text": {
          const holds = (one: globalThis.Element): boolean => fits(plain(one.textContent), step.words);
          found = within(roots, "body *").filter((one) => !["SCRIPT", "STYLE", "NOSCRIPT"].includes(one.tagName) && holds(one));
          found = found.filter((one) => ![...one.children].some((child) => holds(child)));
          break;
        }
        case "filter":
          found = found.filter((one) => {
            const text = plain(one.textContent);
            return (!step.has || fits(text, step.has)) && !(step.hasNot && fits(text, step.hasNot));
          });
          break;
        case "among":
          found = found.filter((one) => before.slice(step.from, step.to).includes(one));
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

/** How these elements stand. */
export function facts(elements: globalThis.Element[]): Facts[] {
  return elements.map((one) => {
    const box = one.getBoundingClientRect();
    const shown = (one as HTMLElement).checkVisibility?.({ visibilityProperty: true }) ?? true;
    const control = one as HTMLInputElement;
    return {
      visible: shown && box.width > 0 && box.height > 0,
      focused: document.activeElement === one,
      checked: control.checked === true,
      enabled: control.disabled !== true,
      text: one.textContent ?? "",
      value: typeof control.value === "string" ? control.value : null,
      attributes: Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
      inViewport: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
}
