import { examiner } from "./support/accessibility.js";
import { application, provisions } from "./support/application.js";
import { kept } from "./support/council.js";
import { fillApplication, onDate, openCheck, send, startApplication } from "./support/driver.js";
import { expect, test } from "./support/test.js";

for (const provision of provisions) {
  test(`an application for ${provision} is filled in, checked, sent and kept as it was typed`, async ({ page }) => {
    // Three dozen pages, each looked over by axe: on a busy machine that takes minutes.
    test.setTimeout(600_000);
    const whole = application(provision);
    const examine = examiner();
    await onDate(page, whole.stated_date);
    await startApplication(page, `Journey ${provision}`, provision);
    await examine(page);
    await fillApplication(page, whole, examine);

    await openCheck(page);
    await examine(page);
    await expect(page.getByRole("heading", { name: /to do before you can send/ })).toBeHidden();
    await expect(page.getByRole("heading", { name: "Not sent" })).toBeHidden();

    const reference = await send(page);
    await examine(page);
    await expect(page.getByRole("heading", { name: "What happens next" })).toBeVisible();
    expect(await page.getByRole("main").getByRole("listitem").count()).toBeGreaterThan(0);

    expect(reference).toMatch(/^CAP-[A-Z0-9]{8}$/);
    const { application: arrived } = kept(reference);
    expect(arrived).toMatchObject({ provision, stated_date: whole.stated_date });
    expect(arrived.answers).toEqual(whole.sent);
  });
}
