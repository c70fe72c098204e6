import { once } from "node:events";
import { createConnection } from "node:net";
import { join } from "node:path";

/** Scripts that run in every document before its own: browser.py puts them there, since WebDriver has no command for it. */
export class Before {
  private readonly scripts: string[] = [];

  constructor(private readonly profile: string) {}

  async add(script: string): Promise<void> {
    // Counted, so that one that threw is found: `ran`.
    const counted = `${script};window.capBefore = (window.capBefore ?? 0) + 1`;
    this.scripts.push(counted);
    await this.tell(counted);
  }

  /** Gives them all to a browser that was started again. */
  async again(): Promise<void> {
    for (const script of this.scripts) await this.tell(script);
  }

  /** Runs in the page: whether all of them ran to their end in it. */
  ran = (): string => `return (window.capBefore ?? 0) >= ${this.scripts.length}`;

  private async tell(script: string): Promise<void> {
    const socket = createConnection(join(this.profile, "control"));
    socket.end(script);
    let answer = "";
    socket.on("data", (part) => (answer += String(part)));
    await once(socket, "close");
    if (answer !== "added") throw new Error("support/webkit: the browser did not take a script");
  }
}
