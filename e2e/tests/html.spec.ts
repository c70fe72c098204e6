import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { test as bare, type Page } from "@playwright/test";
import { application } from "./support/application.js";
import { send } from "./support/driver.js";
import { everyError, everyGate, everyPage } from "./support/pages.js";
import { expect, test } from "./support/test.js";

// The Nu HTML checker, over the HTML as it stands in the browser.

// The package gives the path of its program as a String object.
const checker = String(createRequire(import.meta.url)("vnu-jar"));

interface Message {
  type: string;
  url: string;
  message: string;
  extract?: string;
}

test.beforeAll(() => {
  try {
    execFileSync("java", ["-version"], { stdio: "ignore" });
  } catch {
    throw new Error("The HTML checker needs Java 17 or later: install default-jre-headless (Debian) or openjdk (elsewhere).");
  }
});

/** Keeps pages, and then has them all checked in one go. */
class Pages {
  readonly folder = mkdtempSync(join(tmpdir(), "cap-html-"));
  readonly files: string[] = [];

  async keep(page: Page, name: string): Promise<void> {
    const file = join(this.folder, `${name}.html`);
    writeFileSync(file, await page.content());
    this.files.push(file);
  }

  /** Every error that the checker finds, with the page it is on. */
  async errors(): Promise<string[]> {
    const words = ["-Xss1m", "-jar", checker, "--exit-zero-always", "--stdout", "--format", "json", ...this.files];
    const { stdout } = await promisify(execFile)("java", words, { maxBuffer: 1 << 26 });
    rmSync(this.folder, { recursive: true });
    const { messages } = JSON.parse(stdout) as { messages: Message[] };
    return messages
      .filter(({ type }) => type !== "info")
      .map(({ url, message, extract }) => `${decodeURI(basename(url))}: ${message}: ${extract}`);
  }
}

test("the HTML of every type of page is valid", async ({ page }) => {
  test.slow();
  const pages = new Pages();
  await everyPage(page, application("supported_transfer"), (type) => pages.keep(page, type));
  await send(page);
  await pages.keep(page, "sent");
  expect(await pages.errors()).toEqual([]);
});

test("the HTML of pages with errors is valid", async ({ page }) => {
  test.slow();
  const pages = new Pages();
  await everyError(page, (type) => pages.keep(page, type));
  expect(await pages.errors()).toEqual([]);
});

bare("the HTML of what stands before the pages is valid", async ({ page }) => {
  bare.slow();
  const pages = new Pages();
  await everyGate(page, (type) => pages.keep(page, type));
  expect(await pages.errors()).toEqual([]);
});
