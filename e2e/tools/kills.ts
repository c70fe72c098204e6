import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, expect, test, type Page } from "@playwright/test";
import { removed } from "../tests/support/folder.js";
import { settled, typed, unlock } from "../tests/support/kills.js";

// Types into a draft and kills the browser at random moments, on one profile, again and again: what was shown as saved
// must be there afterwards, always. `CAP_KILLS=200` says how often; every other kill is of the renderer alone.

const KILLS = Number(process.env["CAP_KILLS"] ?? "20");
const EXECUTABLE = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Numbers that look random and are the same in every run of a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A browser of its own process group, so that all of it can be killed at once. */
async function start(profile: string): Promise<{ process: ChildProcess; page: Page }> {
  const port = join(profile, "DevToolsActivePort");
  rmSync(port, { force: true });
  const words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const more = ["--disable-component-update", "--disable-sync", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const process = spawn(EXECUTABLE, [...words, ...more, "about:blank"], { detached: true, stdio: "ignore" });
  while (!existsSync(port) || !readFileSync(port, "utf8").includes("\n")) await wait(20);
  const [number] = readFileSync(port, "utf8").split("\n");
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${number}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error("The browser has no page.");
  return { process, page };
}

async function kill(process: ChildProcess): Promise<void> {
  const gone = once(process, "exit");
  globalThis.process.kill(-(process.pid ?? 0), "SIGKILL");
  await gone;
}

/** How much of a text did not survive. */
function lost(text: string, found: string): number {
  let same = 0;
  while (same < text.length && text[same] === found[same]) same += 1;
  return text.length - same;
}

test(`${KILLS} kills while typing`, async ({ baseURL }) => {
  const seed = Number(process.env["CAP_SEED"] ?? "1");
  const next = random(seed);
  const profile = mkdtempSync(join(tmpdir(), "cap-kills-"));
  const kinds = { renderer: [] as [number, number][], browser: [] as [number, number][] };
  let address = "";
  let last: { kind: keyof typeof kinds; shown: string; text: string } | undefined;
  // The last start is only to see what the last kill left.
  for (let at = 0; at <= KILLS; at += 1) {
    const { process, page } = await start(profile);
    address = await unlock(page, baseURL ?? "", address);
    const told = await settled(page);
    const found = await typed(page);
    if (last) {
      const { kind, shown, text } = last;
      expect(text.startsWith(found), "what is there is what was typed").toBe(true);
      kinds[kind].push([lost(shown, found), lost(text, found)]);
      // One line each, so that a run that is stopped has said what it saw.
      console.log(`${kind}: ${lost(shown, found)} lost of what was shown as saved, ${lost(text, found)} of ${text.length} in all`);
    }
    if (at === KILLS) {
      await kill(process);
      break;
    }
    const kind = at % 2 === 0 ? "browser" : "renderer";
    // From where the last kill left it: second and later writes are where local storage alone loses a minute.
    let text = found;
    const box = page.getByLabel("How would a fresh start really help the student?");
    if (text.length > 1_500) {
      text = "";
      await box.fill("");
      // What is typed from here on is compared with what is found; the long text before must not come back.
      await expect.poll(() => told.saved).toBe("");
    }
    await box.press("End");
    const until = Date.now() + 200 + next() * 2_300;
    while (Date.now() < until) {
      const letter = String.fromCharCode(97 + Math.floor(next() * 26));
      text += letter;
      await box.press(letter);
      if (next() < 0.3) await wait(next() * 60);
    }
    const shown = told.saved;
    if (kind === "renderer") {
      const session = await page.context().newCDPSession(page);
      void session.send("Page.crash").catch(() => undefined);
      await wait(100);
    }
    await kill(process);
    last = { kind, shown, text };
  }
  for (const [kind, losses] of Object.entries(kinds)) {
    const after = losses.map(([acknowledged]) => acknowledged);
    const all = losses.map(([, any]) => any).sort((one, other) => one - other);
    const share = (part: number): number => all[Math.min(all.length - 1, Math.floor(all.length * part))] ?? 0;
    console.log(
      `${kind}: ${losses.length} kills; letters lost after "saved" was shown: ${after.reduce((sum, one) => sum + one, 0)}; ` +
        `in all: median ${share(0.5)}, nine in ten ${share(0.9)}, most ${share(1)}`,
    );
    expect(after.every((one) => one === 0), kind).toBe(true);
  }
  await removed(profile);
});
