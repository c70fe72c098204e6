import { expect, type Locator, type Page } from "@playwright/test";

/** A page of a council's own website, at the address of the service: what stands in it, and what its server sends. */
export interface HostPage {
  /** Within `main`. */
  body?: string;
  /** What stands before and after `main`. */
  before?: string;
  after?: string;
  /** Attributes of the page's root. */
  root?: string;
  /** Its own style sheet. */
  css?: string;
  /** Its own script, a module. */
  script?: string;
  /** Its own policy: by default a strict one that allows nothing that stands in a page. */
  policy?: string;
}

const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'none'";

/** Puts such a page at `./council/page.html`, and its style sheet and script beside it. */
export async function hostPage(page: Page, host: HostPage): Promise<void> {
  const { body = "<cap-application></cap-application>", before = "", after = "", root = "", css = "", script = "" } = host;
  const html = `<!doctype html><html lang="en"${root}><head><meta charset="utf-8"><title>A council’s page</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/council/page.css"><script type="module" src="/embed.js"></script>
    ${script && '<script type="module" src="/council/page.js"></script>'}</head>
    <body>${before}<main><h1>Alternative provision</h1>${body}</main>${after}</body></html>`;
  const files: Record<string, [string, string]> = {
    "page.html": ["text/html; charset=utf-8", html],
    "page.css": ["text/css", css],
    "page.js": ["text/javascript", script],
  };
  await page.route("**/council/*", async (route) => {
    const found = files[new URL(route.request().url()).pathname.split("/").at(-1) ?? ""];
    if (!found) return route.fulfill({ status: 404 });
    const [contentType, text] = found;
    await route.fulfill({ contentType, body: text, headers: { "Content-Security-Policy": host.policy ?? STRICT } });
  });
}

/** Opens it, and waits until the form is there. */
export async function openHost(page: Page, host: HostPage = {}, fragment = ""): Promise<Locator> {
  await hostPage(page, host);
  await page.goto(`./council/page.html${fragment}`);
  const element = page.locator("cap-application").first();
  await started(element);
  return element;
}

/** The program runs in the element, and the page's first heading is there. */
export async function started(element: Locator): Promise<void> {
  await expect(element.locator("#main-heading")).toBeVisible();
}

/** Collects what the element tells, from before it is there. */
export async function listen(page: Page): Promise<() => Promise<{ type: string; detail: Record<string, unknown> }[]>> {
  await page.addInitScript(() => {
    const told: { type: string; detail: unknown }[] = [];
    Object.assign(window, { told });
    for (const type of ["ready", "page", "draft-saved", "submitted", "sign-in-needed", "height", "trouble"]) {
      document.addEventListener(`cap-${type}`, (event) => told.push({ type: event.type, detail: (event as CustomEvent).detail }));
    }
  });
  return () => page.evaluate(() => (window as unknown as { told: { type: string; detail: Record<string, unknown> }[] }).told);
}
