import { once } from "node:events";
import { createServer } from "node:http";
import { application } from "./support/application.js";
import { onDate, pressSend, reference } from "./support/driver.js";
import { Endpoint } from "./support/endpoint.js";
import { freePort } from "./support/free.js";
import { started } from "./support/host.js";
import { put } from "./support/seed.js";
import { expect, test } from "./support/test.js";

// The page is of one origin and the form of another: both ports of this machine, and none of them the tests' own service.
test.use({ host: "127.0.0.1" });

test("the element's files, its worker and its endpoint may be on another origin than the page", async ({ page }) => {
  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  const council = new Endpoint();
  // A server in earnest: what Playwright answers with has no address, from which a browser lets no page ask this machine.
  const server = createServer((request, response) => {
    const origin = new URL(council.url).origin;
    // As docs/embedding.md gives it.
    const policy =
      `default-src 'none'; script-src 'self' ${origin} 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' ${origin}; ` +
      "worker-src 'self' blob:; img-src 'self' data:";
    const page = `<!doctype html><html lang="en"><title>A council’s page</title><link rel="icon" href="data:,">
      <script type="module" src="${origin}/embed.js"></script><main><h1>Alternative provision</h1>
      <cap-application history="fragment"></cap-application></main></html>`;
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy });
    response.end(request.url === "/page" ? page : "");
  });
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    await council.start("--allow-origin", site);
    const whole = application("tier1");
    await onDate(page, whole.stated_date);
    await page.goto(`${site}/empty`);
    const id = await put(page, whole);
    await page.goto(`${site}/page#cap/application/${id}/check-answers`);
    const element = page.locator("cap-application");
    await started(element);
    await pressSend(page);
    await expect(element.getByRole("heading", { name: "Application received" })).toBeVisible();
    const received = council.records();
    expect(received.map((record) => record.reference)).toEqual([await reference(page)]);
    expect(received[0]?.application.application).toBe(id);
  } finally {
    server.close();
    await council.remove();
  }
});
