import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { kept, references, type Kept } from "./council.js";
import { freePort } from "./free.js";

const built = process.env["CAP_APP"] ?? resolve(import.meta.dirname, "../../../dist");

/** What goes wrong with the next request, or with so many; see `docs/endpoint.md`. */
export interface Planned {
  fault:
    | "drop_request"
    | "drop_reply"
    | "malformed"
    | "truncated"
    | "portal"
    | { delay: { ms: number } }
    | { delay_reply: { ms: number } }
    | { status: { status: number; retry_after?: number } };
  times?: number;
}

/** A council endpoint of a test's own: the real program, which can be told to fail, killed, and started again on its data. */
export class Endpoint {
  /** The built app as this endpoint serves it: a copy, which may be changed. */
  readonly app = mkdtempSync(join(tmpdir(), "cap-app-"));
  private readonly data = mkdtempSync(join(tmpdir(), "cap-data-"));
  private port = 0;
  private running: ChildProcess | undefined;

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Starts it, at the address and on the data it had before. `more`: what else it is told. */
  async start(...more: string[]): Promise<void> {
    if (this.port === 0) {
      cpSync(built, this.app, { recursive: true });
      this.port = await freePort();
    }
    const words = ["serve", "--faults", "--data", this.data, "--app", this.app, "--port", String(this.port), ...more];
    this.running = spawn(process.env["CAP_COUNCIL"] ?? "", words, { stdio: "ignore" });
    await this.answers();
  }

  /** Ends it with SIGKILL: nothing is written, nobody is told. */
  async kill(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    const ended = once(running, "exit");
    running.kill("SIGKILL");
    await ended;
  }

  /** Ends it and takes its folders away. */
  async remove(): Promise<void> {
    await this.kill();
    for (const folder of [this.app, this.data]) rmSync(folder, { recursive: true, force: true });
  }

  /** What will go wrong, first to last; nothing else will. */
  async plan(...faults: Planned[]): Promise<void> {
    const headers = { "Content-Type": "application/json" };
    const reply = await fetch(`${this.url}faults`, { method: "PUT", headers, body: JSON.stringify(faults) });
    if (!reply.ok) throw new Error(`the endpoint refuses the plan: ${reply.status} ${await reply.text()}`);
  }

  /** Every record in its database, by the program that reads it from there: also while it is not running. */
  records(): (Kept & { reference: string })[] {
    return references(this.data).map((reference) => ({ ...kept(reference, this.data), reference }));
  }

  private async answers(): Promise<void> {
    const { running } = this;
    for (let tries = 0; tries < 200; tries += 1) {
      if (running?.exitCode !== null) throw new Error(`the endpoint ended with ${running?.exitCode}`);
      const there = await fetch(`${this.url}health`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (there) return;
      await wait(50);
    }
    throw new Error("the endpoint does not answer");
  }
}
