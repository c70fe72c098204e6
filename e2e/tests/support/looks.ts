import { type Page } from "@playwright/test";
import { accessible } from "./accessibility.js";
import { expect } from "./test.js";
import { WebKitPage } from "./webkit/page.js";

// What every page and every state of one has to stand: WCAG 2.2 AA as far as a program can measure it.

// A window of 1280 pixels at a zoom of 400 % is 320 pixels wide.
export const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 720 };

/** Elements that stand out of the window to the right, so that a line is read by scrolling to and fro (1.4.10). */
export const standingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter(
      (one) => one.getBoundingClientRect().right > root.clientWidth,
    );
    return out.map((one) => one.outerHTML.slice(0, 120));
  });

/** What can be pressed and is less than 24 pixels wide or high, without so much room around it (2.5.8). */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const LEAST = 24;
    const inSentence = (one: Element): boolean => {
      const around = one.parentElement;
      if (!around || getComputedStyle(one).display !== "inline") return false;
      return [...around.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    };
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      // A skip link is one pixel until it has the focus.
      .filter(({ one, box }) => box.width > 1 && box.height > 1 && !one.classList.contains("govuk-skip-link"));
    const middle = ({ box }: { box: DOMRect }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    const crowded = (here: (typeof all)[number]): boolean => {
      const { x, y } = middle(here);
      return all.some((there) => {
        if (there.one === here.one) return false;
        const { box } = there;
        const small = box.width < LEAST || box.height < LEAST;
        const [dx, dy] = small
          ? [middle(there).x - x, middle(there).y - y]
          : [Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0)];
        return Math.hypot(dx, dy) < (small ? LEAST : LEAST / 2);
      });
    };
    return all
      .filter(({ one, box }) => (box.width < LEAST || box.height < LEAST) && !inSentence(one))
      .filter(crowded)
      .map(({ one, box }) => `${box.width}x${box.height} ${one.outerHTML.slice(0, 120)}`);
  });

/** What has the focus and cannot be seen for something that lies over it (2.4.11), or does not show that it has it (2.4.7). */
const focusLost = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const before = document.activeElement;
    const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    const lost: string[] = [];
    const shows = (one: Element): boolean => {
      const label = one instanceof HTMLInputElement ? (one.labels?.[0] ?? null) : null;
      const looks = [getComputedStyle(one), ...(label ? [getComputedStyle(label, "::before")] : [])];
      const plain = !matchMedia("(forced-colors: active)").matches;
      return looks.some(
        (look) => (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || (plain && look.boxShadow !== "none"),
      );
    };
    for (const one of document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")) {
      if (one.getClientRects().length === 0) continue;
      one.focus({ focusVisible: true } as FocusOptions);
      if (document.activeElement !== one) continue;
      if (!shows(one)) lost.push(`does not show: ${one.outerHTML.slice(0, 120)}`);
      const own = (there: Element | null): boolean =>
        there !== null && (one.contains(there) || there.contains(one) || (there as HTMLLabelElement).control === one);
      // Some of it has to be in sight: a long box may begin or end outside of the window.
      const points: [number, number][] = [[0.1, 0.5], [0.5, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
      const found = (): (Element | null)[] => {
        // Of a link over several lines, the first.
        const box = one.getClientRects()[0] as DOMRect;
        return points.map(([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
      };
      // WebKit moves what has the focus into sight soon after, and not at once.
      for (let frames = 0; frames < 10 && !found().some(own); frames += 1) await frame();
      const there = found();
      if (!there.some(own)) lost.push(`hidden: ${one.outerHTML.slice(0, 120)} behind ${there[1]?.outerHTML.slice(0, 80)}`);
    }
    (before as HTMLElement | null)?.focus();
    return lost;
  });

/** The text spacing that a person may ask for (1.4.12). */
const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

async function spaced(page: Page, on: boolean): Promise<void> {
  // A constructed style sheet: the page's policy allows no other.
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, on ? SPACING : "");
}

/** Text that is cut off by its own box. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>("*")]
      .filter((one) => {
        const look = getComputedStyle(one);
        // The words in a file's box are the browser's own.
        if (one instanceof HTMLInputElement) return false;
        // What is for screen readers alone is one pixel on purpose.
        const clips = /hidden|clip/.test(look.overflowX + look.overflowY) && one.clientHeight > 1 && one.textContent?.trim();
        return clips && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  );

/** Whatever moves or is about to, where a person asked for no movement (2.3.3, and the service's own rule). */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => document.getAnimations().map((one) => String((one.effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 120))));

/** One alert tells of errors, and the messages beside the questions are in no live region: each is announced once (4.1.3). */
const announcements = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const loud = [...document.querySelectorAll("[role=alert], [aria-live=assertive]")].filter((one) => one.textContent?.trim());
    if (loud.length > 1) faults.push(`${loud.length} alerts`);
    for (const message of document.querySelectorAll(".govuk-error-message")) {
      const live = message.closest("[role=alert], [role=status], [aria-live]:not([aria-live=off])");
      if (live && !live.id.startsWith("save-")) faults.push(`said twice: ${message.textContent}`);
    }
    return faults;
  });

/** Text in whatever font the browser has where a page says nothing: which one that is nobody knows. */
const otherFonts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const nothingSaid = getComputedStyle(document.documentElement).fontFamily;
    const own = (one: Element) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    return [...document.body.querySelectorAll("*")]
      // What is for screen readers alone is one pixel on purpose.
      .filter((one) => own(one) && one.getBoundingClientRect().width > 1 && getComputedStyle(one).fontFamily === nothingSaid)
      .map((one) => one.outerHTML.slice(0, 120));
  });

/** All of them, by the names that the accessibility statement gives them (`data-check`): statement.spec.ts compares. */
export const CHECKS = { announcements, tooSmall, standingOut, cutOff, focusLost, moving };

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** Looks at what is in view in every way. Its window is as it was afterwards. */
export async function look(page: Page, name: string): Promise<void> {
  await accessible(page, name);
  // The client for WebKit's driver has neither the tree of roles nor what a person wishes of colours and movement.
  const whole = !(page instanceof WebKitPage);
  if (whole) await expect.soft(page.locator("body")).toMatchAriaSnapshot({ name: `${slug(name)}.aria.yml`, timeout: 5_000 });
  expect.soft(await CHECKS.announcements(page), `${name}: announced once`).toEqual([]);
  expect.soft(await CHECKS.tooSmall(page), `${name}: targets`).toEqual([]);
  expect.soft(await otherFonts(page), `${name}: the service's font`).toEqual([]);
  await page.setViewportSize(NARROW);
  expect.soft(await CHECKS.standingOut(page), `${name}: 320 pixels`).toEqual([]);
  expect.soft(await CHECKS.tooSmall(page), `${name}: targets at 320 pixels`).toEqual([]);
  await spaced(page, true);
  expect.soft(await CHECKS.standingOut(page), `${name}: text spacing at 320 pixels`).toEqual([]);
  expect.soft(await CHECKS.cutOff(page), `${name}: text spacing at 320 pixels`).toEqual([]);
  await spaced(page, false);
  if (whole) await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  expect.soft(await CHECKS.focusLost(page), `${name}: focus at 320 pixels, in forced colours where there are any`).toEqual([]);
  if (whole) expect.soft(await CHECKS.moving(page), `${name}: no movement`).toEqual([]);
  if (whole) await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  await page.setViewportSize(WIDE);
  expect.soft(await CHECKS.focusLost(page), `${name}: focus`).toEqual([]);
}
