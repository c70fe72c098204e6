import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

/** Publishes another release in a folder that is served: the same program, in a page that says which release it is of. */
export function publish(folder: string, name: string): void {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const write = (file: string, text: string): void => {
    writeFileSync(join(folder, file), text);
    // Its compressed twin would be served in its place.
    rmSync(join(folder, `${file}.br`), { force: true });
  };
  const before = read("release.json");
  const list = JSON.parse(before) as { release: string; files: Record<string, string> };
  const page = read("index.html").replace(/<meta name="release"[^>]*>|(?=<title>)/, `<meta name="release" content="${name}">`);
  write("index.html", page);
  list.files["index.html"] = `sha256-${createHash("sha256").update(page).digest("base64")}`;
  list.release = createHash("sha256").update(JSON.stringify(list.files)).digest("hex");
  const after = JSON.stringify(list);
  write("sw.js", read("sw.js").replace(before, after));
  write("release.json", after);
}

/** The page that is shown is of the second release, or of the first. */
export const isSecond = (page: Page, second: boolean): Promise<void> =>
  expect(page.locator('meta[name="release"][content="second"]')).toHaveCount(second ? 1 : 0);

/** One visit with a connection, to the end: everything is kept. */
export async function visitOnce(page: Page): Promise<void> {
  await page.goto("./#/storage");
  await expect(page.getByText("starts without a connection")).toBeVisible();
}

/** Has the browser look for a new release, and waits until what it found is there whole or was refused. */
export const tryRelease = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) return "none";
    const found = new Promise<ServiceWorker>((resolve) => {
      registration.addEventListener("updatefound", () => registration.installing && resolve(registration.installing));
    });
    void registration.update();
    const worker = await found;
    return new Promise<string>((resolve) => {
      const told = () => worker.state !== "installing" && resolve(worker.state);
      worker.addEventListener("statechange", told);
      told();
    });
  });
