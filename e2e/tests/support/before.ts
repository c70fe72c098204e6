import { expect, type Page } from "@playwright/test";

// The page as it stands before the program is live, for as long as a test wants it to.

declare global {
  interface Window {
    /** Lets the program begin. */
    begin: () => void;
  }
}

/** Everything of the program is there, and it does not begin before {@link begin}. */
export const held = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const begun = new Promise<void>((done) => (window.begin = done));
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
      await begun;
      return instantiateStreaming(...given);
    };
  });

/** The program begins. */
export const begin = (page: Page): Promise<void> => page.evaluate(() => window.begin());

/** The page's own content has made way for the program's. */
export const live = (page: Page): Promise<void> => expect(page.locator("#app-start")).toHaveCount(0);

/** An element as it is drawn: what it is, its words, and where it stands. */
export interface Part {
  html: string;
  box: number[];
}

/** Header and form, element by element. */
export const parts = (page: Page): Promise<Part[]> =>
  page.evaluate(() => {
    const form = document.querySelector("main form")?.closest(".govuk-grid-row");
    const roots = [...document.querySelectorAll("header"), ...(form ? [form] : [])];
    const all = roots.flatMap((root) => [root, ...root.querySelectorAll("*")]);
    // Blanks between elements are the indentation of the page's source.
    const words = (element: Element): string => (element.textContent ?? "").replace(/\s+/g, "");
    return all
      // Says "you are here" to browsers without styles, and to nobody else.
      .filter((element) => !element.matches(".govuk-service-navigation__active-fallback"))
      .map((element) => {
        // That a button sends its form need not be said, and the page that is made small does not.
        const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`).filter((one) => one !== "type=submit").sort();
        const { x, y, width, height } = element.getBoundingClientRect();
        return { html: [element.localName, ...attributes, words(element)].join(" "), box: [x, y, width, height] };
      });
  });

/** What is in the box for the passphrase, and where the keyboard is. */
export const typed = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const box = document.querySelector<HTMLInputElement>("#passphrase");
    return [box?.value, box?.selectionStart, box?.selectionEnd, document.activeElement === box];
  });

/** Something begins, or ends, at the box. */
export const happens = (page: Page, event: string): Promise<void> =>
  page.evaluate((name) => void document.querySelector("#passphrase")?.dispatchEvent(new Event(name, { bubbles: true })), event);

/** The program has drawn the form. */
export const drawn = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => performance.getEntriesByName("cap-first-input").length > 0);
