import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Page } from "@playwright/test";

// The Nu HTML checker, over the HTML of every state as it stands in the browser. Tests keep what they look at in a folder,
// and when all have run one process checks it (`globalTeardown` of the configuration): starting one takes as long as a
// hundred documents.

// The package gives the path of its program as a String object.
const checker = String(createRequire(import.meta.url)("vnu-jar"));

/** What the checker says that is right as it is, with the reason. None is known. */
const AS_IT_IS: { says: RegExp; because: string }[] = [];

/** A mistake that has to be found, or nothing was checked. */
const PLANTED = '<!doctype html><html lang="en"><head><title>Planted</title></head><body><p id="a"><b id="a">';

/** Where documents are kept. None where nothing is: in other browsers than Chromium the HTML is the same. */
const folder = process.env["CAP_HTML"];

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** Keeps a document to be checked. The same document is kept once. */
export function keepText(name: string, html: string): void {
  if (!folder) return;
  const digest = createHash("sha256").update(html).digest("hex").slice(0, 16);
  // Named by what it is first, so that the same words in another test write the same file.
  writeFileSync(join(folder, `${slug(name)}-${digest}.html`), html);
}

/** Keeps the page in view, and what stands in each element for other pages as a document of its own. */
export async function keepHtml(page: Page, name: string): Promise<void> {
  if (!folder) return;
  keepText(name, await page.content());
  const within = await page
    .locator("cap-application")
    .evaluateAll((elements) => elements.map((one) => one.shadowRoot?.innerHTML ?? ""));
  for (const [at, html] of within.filter(Boolean).entries()) {
    keepText(
      `${name} element ${at}`,
      `<!doctype html><html lang="en"><head><title>In an element</title></head><body><main>${html}</main></body></html>`,
    );
  }
}

interface Message {
  type: string;
  url: string;
  message: string;
  extract?: string;
}

/** What the checker has against files of this folder. */
async function faults(of: string): Promise<Message[]> {
  const words = ["-Xss1m", "-jar", checker, "--exit-zero-always", "--stdout", "--format", "json", "--skip-non-html", of];
  const { stdout } = await promisify(execFile)("java", words, { maxBuffer: 1 << 28 }).catch((error: unknown) => {
    throw new Error("The HTML checker needs Java 17 or later: install default-jre-headless (Debian) or openjdk (elsewhere).", { cause: error });
  });
  const { messages } = JSON.parse(stdout) as { messages: Message[] };
  return messages.filter(({ type, message }) => type !== "info" && !AS_IT_IS.some(({ says }) => says.test(message)));
}

/** After all tests: checks what they kept, and every page of the build that no program draws. */
export default async function check(): Promise<void> {
  if (!folder) return;
  const kept = readdirSync(folder);
  const app = process.env["CAP_APP"] ?? resolve(import.meta.dirname, "../../../dist");
  try {
    if (kept.length === 0) return;
    for (const page of readdirSync(app, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"))) {
      writeFileSync(join(folder, `file-${slug(page)}.html`), readFileSync(join(app, page)));
    }
    writeFileSync(join(folder, "planted.html"), PLANTED);
    const found = await faults(folder);
    const [planted, real] = [true, false].map((is) => found.filter(({ url }) => url.endsWith("/planted.html") === is));
    if (!planted?.length) throw new Error("The HTML checker did not find the mistake that was planted.");
    console.log(`  ${kept.length} documents checked by the Nu HTML checker, ${real?.length ?? 0} mistakes`);
    if (!real?.length) return;
    const told = real.map(({ url, message, extract }) => `${decodeURI(url.split("/").at(-1) ?? "")}: ${message}: ${extract ?? ""}`);
    throw new Error(`HTML that is not valid:\n${told.slice(0, 50).join("\n")}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
