import { type Page } from "@playwright/test";
import { findings, TAGS } from "./support/accessibility.js";
import { application } from "./support/application.js";
import { kept } from "./support/council.js";
import { fillApplication, onDate, openCheck, openTasks, pressSend, reference } from "./support/driver.js";
import { keepHtml } from "./support/html.js";
import { hostPage, openHost, started, type HostPage } from "./support/host.js";
import { drawnAtStart, put } from "./support/seed.js";
import { expect, test } from "./support/test.js";

/** Everything that a page can do to what it holds, short of script. */
const HOSTILE: HostPage = {
  root: ' dir="rtl" class="host"',
  before: '<header class="fixed">A council</header><council-card>',
  after: "</council-card><footer>The end</footer>",
  css: `
    html { font-size: 62.5% !important; scroll-padding-top: 90px }
    *, *::before, *::after { all: revert; box-sizing: content-box !important; color: #ff00ff !important; direction: rtl !important;
      font: italic 7px/3 fantasy !important; letter-spacing: 5px !important; text-transform: uppercase !important;
      text-indent: 40px !important; margin: 3px !important; padding: 5px !important; border: 2px dotted lime !important;
      background: #222 !important; opacity: .9 !important; visibility: visible !important; text-align: right !important;
      --govuk-brand-colour: red; --govuk-text-colour: red; --cap-rem: 40px !important }
    cap-application { display: inline !important; float: right !important; width: 50px !important; max-height: 50px !important;
      overflow: hidden !important; transform: rotate(2deg) !important; position: absolute !important; zoom: 0.5 !important;
      writing-mode: vertical-rl !important; column-count: 3 !important; pointer-events: none !important; user-select: none !important }
    input, button, a, h1, p, label { display: none !important }
    #main-heading, .govuk-button { outline: 9px solid red !important }
    .fixed { position: fixed !important; inset: 0 0 auto 0 !important; height: 80px !important; z-index: 9 }
    council-card, main { display: block !important; width: 960px !important; margin: 0 auto !important; padding: 0 !important; border: 0 !important;
      opacity: 1 !important; direction: ltr !important }
    body { padding-top: 100px !important; margin: 0 !important; border: 0 !important; opacity: 1 !important }
  `,
  // Another framework: it draws its own tree, with what it holds in a slot, and again at every change.
  script: `
    customElements.define("council-card", class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: "open" });
        this.draw(0);
      }
      connectedCallback() {
        this.addEventListener("click", () => this.draw(1));
        this.addEventListener("input", () => this.draw(2));
      }
      draw(times) {
        const style = document.createElement("div");
        style.textContent = times;
        const slot = document.createElement("slot");
        this.shadowRoot.replaceChildren(style, slot);
      }
    });
    addEventListener("hashchange", () => { document.title = "The page's router ran"; });
    addEventListener("popstate", () => { document.title = "The page's router ran"; });
  `,
};

/** Every element of the form's content that is drawn: what it is, what it says, where it stands, and how it looks. */
const drawnThings = (page: Page) =>
  page.locator("#main-content").evaluate((content) => {
    const { left, top } = content.getBoundingClientRect();
    const shown = [...content.querySelectorAll("*")].filter((element) => element.getClientRects().length > 0);
    return shown.map((element) => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).join("");
      const place = [box.left - left, box.top - top, box.width, box.height].map((side) => Math.round(side * 2) / 2);
      const look = ["color", "backgroundColor", "fontSize", "fontFamily", "fontStyle", "lineHeight", "letterSpacing", "textAlign", "direction",
        "borderTopColor", "borderTopWidth", "display", "visibility"] as const;
      return [element.localName, own, place.join(" "), ...look.map((name) => style[name])].join(" | ");
    });
  });

/** Drawn, and nothing is being saved any more. */
async function atRest(page: Page): Promise<void> {
  await drawnAtStart(page);
  await expect(page.getByText("Saving…")).toHaveCount(0);
}

const PLACES = ["consent", "student-name", "your-school", "keeping-safe", "check-answers", "readiness", "suspension-record"];

test("the form has the same words, places and looks in a hostile page as on its own", async ({ page }) => {
  test.slow();
  const whole = application("supported_transfer");
  await onDate(page, whole.stated_date);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("./settings.json");
  const id = await put(page, whole);
  for (const place of PLACES) {
    await page.goto("./settings.json");
    await page.goto(`./#/application/${id}/${place}`);
    await atRest(page);
    const alone = await drawnThings(page);
    expect(alone.length, place).toBeGreaterThan(10);
    await hostPage(page, { ...HOSTILE, body: '<cap-application history="fragment"></cap-application>' });
    await page.goto(`./council/page.html#cap/application/${id}/${place}`);
    await atRest(page);
    expect(await drawnThings(page), place).toEqual(alone);
    await page.unroute("**/council/*");
  }
});

test("a whole application reaches the council from a hostile page, and axe finds nothing inside", async ({ page }) => {
  test.setTimeout(240_000);
  const whole = application("tier1");
  await onDate(page, whole.stated_date);
  const violations: string[] = [];
  page.on("console", (said) => /Content Security Policy|Refused/.test(said.text()) && violations.push(said.text()));
  const body = '<cap-application start="form" history="fragment" heading-level="2"></cap-application>';
  const element = await openHost(page, { ...HOSTILE, body });
  await element.getByLabel("Name for this application").fill("In a council's page");
  await element.locator('input[name="provision"][value="tier1"]').check();
  await element.getByRole("button", { name: "Continue", exact: true }).click();
  await openTasks(page);
  const seen = new Set<string>();
  await fillApplication(page, whole, async () => {
    const here = new URL(page.url()).hash.replace(/[0-9a-f]{32}/, "…");
    if (seen.has(here) || seen.size > 12) return;
    seen.add(here);
    await keepHtml(page, `hostile ${here}`);
    const found = await findings(page, {
      within: "cap-application",
      tags: [...TAGS, "best-practice"],
      // The form is part of the page's `main`: what would stand beside its content on a page of its own stands within it.
      without: ["region", "landmark-complementary-is-top-level"],
    });
    expect(found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), here).toEqual([]);
  });
  await openCheck(page);
  await pressSend(page);
  await expect(element.getByRole("heading", { name: "Application received" })).toBeVisible();
  expect(kept(await reference(page)).application.answers).toMatchObject(whole.sent);
  expect(violations, "a strict policy had nothing to refuse").toEqual([]);
});

test("what takes the focus is not under a header that stays", async ({ page }) => {
  const { css = "" } = HOSTILE;
  const element = await openHost(page, { ...HOSTILE, css: `${css} cap-application { --cap-scroll-margin: 90px }` });
  await started(element);
  await page.mouse.wheel(0, 600);
  await element.getByRole("link", { name: "Deadlines" }).evaluate((link: HTMLElement) => link.click());
  await expect(element.locator("#main-heading")).toBeFocused();
  const top = await element.locator("#main-heading").evaluate((heading) => heading.getBoundingClientRect().top);
  expect(top).toBeGreaterThanOrEqual(80);
});
