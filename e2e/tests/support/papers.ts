import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { application } from "./application.js";
import { onDate, pressSend, send } from "./driver.js";
import { seed, visit } from "./seed.js";
import { expect } from "./test.js";

/** Opens everything that people print, one after the other, and gives each to `look` with its name. */
export async function papers(page: Page, look: (paper: Page, name: string) => Promise<void>): Promise<void> {
  const whole = application("supported_transfer");
  await onDate(page, whole.stated_date);
  const id = await seed(page, whole, "check-answers", "Year 9 maths group");
  await look(page, "draft");
  for (const [name, at] of [
    ["readiness", `application/${id}/readiness`],
    ["checker-result", "checker/refocus"],
    ["checker-comparison", "checker/compare"],
    ["deadlines", "deadlines"],
  ] as const) {
    await visit(page, `#/${at}`);
    await look(page, name);
  }
  await visit(page, `#/application/${id}/check-answers`);
  const endpoint = (url: URL) => url.pathname === "/applications";
  await page.route(endpoint, (route) => route.abort());
  await pressSend(page);
  await page.getByText("Take the application to the council in another way").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save a copy that is not encrypted" }).click(),
  ]);
  const pack = await page.context().newPage();
  await pack.setContent(readFileSync(await download.path(), "utf8"));
  await look(pack, "pack");
  await pack.close();
  await page.unroute(endpoint);
  await seed(page, application("tier1"), "check-answers", "Tuesday");
  await send(page);
  await expect(page.getByRole("heading", { name: "Proof of receipt" })).toBeVisible();
  await look(page, "receipt");
}
