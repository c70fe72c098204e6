import { type Page } from "@playwright/test";
import { papers } from "./support/papers.js";
import { expect, test } from "./support/test.js";
import { FAILED } from "./support/watch.js";

// What people print. How it looks is for the eye: `cargo xtask paper` makes the files. One request fails on purpose.
test.use({ complaints: FAILED });

/** Of each: most sheets of A4, as it was when it was looked at, and what has to stand on them. */
const PAPERS: Record<string, { sheets: number; says: RegExp[] }> = {
  draft: { sheets: 11, says: [/Check your answers/, /Year 9 maths group/, /Send the application/] },
  readiness: { sheets: 4, says: [/Source: /] },
  "checker-result": { sheets: 5, says: [/Tier 3 Refocus/, /Source: /] },
  "checker-comparison": { sheets: 2, says: [/The provisions side by side/] },
  deadlines: { sheets: 4, says: [/Deadlines and panel dates/] },
  pack: { sheets: 11, says: [/This copy is not encrypted/, /This copy was made on/] },
  receipt: { sheets: 2, says: [/Application received/, /CAP-[A-Z0-9]{8}/, /Signature \(Ed25519\)/] },
};

/** What can only be pressed, and stands on the paper all the same. */
const pressed = (page: Page): Promise<string[]> =>
  page
    .locator("button, nav, input, select, textarea, [role=button], .govuk-skip-link, .govuk-summary-list__actions")
    .filter({ visible: true })
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120)));

/** Words and drawings that stand out over the paper inside its margins, so that they are cut. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const right = document.documentElement.clientWidth + 1;
    const says = (one: Element) => one instanceof SVGElement || [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const all = [...document.body.querySelectorAll("*")].filter((one) => says(one) && one.getBoundingClientRect().right > right);
    return all.map((one) => one.outerHTML.slice(0, 120));
  });

test("what is printed has everything that is said, nothing that is pressed, and no more sheets than it takes", async ({ page }) => {
  test.setTimeout(180_000);
  const seen: string[] = [];
  await papers(page, async (paper, name) => {
    seen.push(name);
    const { sheets, says } = PAPERS[name] ?? { sheets: 0, says: [] };
    await paper.emulateMedia({ media: "print" });
    // As wide as A4 between margins of 15 millimetres, at 96 pixels an inch.
    await paper.setViewportSize({ width: 680, height: 990 });
    for (const words of says) await expect.soft(paper.locator("body"), name).toContainText(words);
    expect.soft(await pressed(paper), name).toEqual([]);
    expect.soft(await cut(paper), name).toEqual([]);
    const main = await paper.locator("main").evaluate((one) => one.getBoundingClientRect().width);
    const text = await paper.locator("main h1, .govuk-panel").first().evaluate((one) => one.getBoundingClientRect().width);
    expect.soft(text / main, `${name} uses the width of the paper`).toBeGreaterThan(0.9);
    const pdf = (await paper.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    const made = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect.soft(made, `sheets of ${name}`).toBeGreaterThan(0);
    expect.soft(made, `sheets of ${name}`).toBeLessThanOrEqual(sheets);
    await paper.emulateMedia({ media: null });
    await paper.setViewportSize({ width: 1280, height: 720 });
  });
  expect(seen.sort()).toEqual(Object.keys(PAPERS).sort());
});
