import { expect, type BrowserContext } from "@playwright/test";

/** What a browser said while a test ran: complaints of its console, and requests to other hosts. */
export interface Heard {
  complaints: string[];
  elsewhere: string[];
}

/** What is complained of in a message of the console, if anything. */
export function complaint(message: { text(): string; type(): string; location(): { url: string } }): string[] {
  const { url } = message.location();
  // A test that begins at a data file has the browser look for the icon that a site of its own would have.
  if (url.endsWith("/favicon.ico") || message.text() === "Service Worker registration blocked by Playwright") return [];
  // A matter of time and not of right or wrong: said where the program has not begun some seconds after the page.
  if (message.text().includes("was preloaded using link preload but not used")) return [];
  // WebKit knows of no manifests, and shows a data file in a style of its own, which the file's policy refuses.
  if (message.text() === "Unrecognized Content-Security-Policy directive 'manifest-src'.") return [];
  if (url.endsWith(".json") && message.text().startsWith("Refused to apply a stylesheet")) return [];
  // Of a page that was left while its cache was read.
  if (message.text() === "Cache API operation failed: Context is stopped") return [];
  return ["error", "warning"].includes(message.type()) ? [`${message.text()} (${url})`] : [];
}

/** Listens to every page of a browser. `own` is the service's address; nothing else may be asked but a `host` that the test plays. */
export function listen(context: BrowserContext, own: string, host = ""): Heard {
  const heard: Heard = { complaints: [], elsewhere: [] };
  context.on("console", (message) => heard.complaints.push(...complaint(message)));
  context.on("weberror", (error) => heard.complaints.push(String(error.error())));
  context.on("request", (request) => {
    const url = request.url();
    const { origin, hostname } = new URL(url);
    if (/^https?:/.test(url) && origin !== new URL(own).origin && hostname !== host) heard.elsewhere.push(url);
  });
  return heard;
}

/** No other host was asked, and nothing was complained of but what the test brought about. */
export function quiet({ complaints, elsewhere }: Heard, brought: RegExp): void {
  expect(elsewhere, "requests to other hosts").toEqual([]);
  expect(complaints.filter((text) => !brought.test(text)), "complaints in the console").toEqual([]);
}

/**
 * What browsers complain of when a request fails: for tests in which requests fail on purpose. Of an error that a script has
 * told the console of, Firefox gives a program no more than that it is one.
 */
export const FAILED =
  /Failed to load resource|Failed to fetch|net::ERR_|NetworkError|Cross-Origin Request Blocked|^Error \(|Load failed|due to access control checks/;

/** None. */
export const NONE = /(?!)/;
