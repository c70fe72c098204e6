import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Removes a browser's profile. Its processes end after the browser said that it has, and write meanwhile; `maxRetries` of Node
 * tries to remove the folder again and not what has come into it, so that all of it is gone through again here.
 */
export async function removed(folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tries === 100 || (error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
    }
    await wait(50);
  }
}
