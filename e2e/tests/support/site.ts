import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { publish } from "./release.js";
import { LocalServer } from "./server.js";

const built = process.env["CAP_APP"] ?? resolve(import.meta.dirname, "../../../dist");

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** What README asks of a server, as the endpoint sends it. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** A plain web server with the built app in a folder of its site: it can be stopped, and its files changed. */
export class Site {
  /** Every request that arrived since this was last emptied: `GET /some/where/sw.js`. */
  asked: string[] = [];
  /** Answers in place of files, by path beside the page. */
  readonly instead = new Map<string, { type: string; body: string }>();
  private readonly folder = mkdtempSync(join(tmpdir(), "cap-site-"));
  private readonly server = new LocalServer((request, response) => this.answer(request, response));

  constructor(private readonly base = "/some/where/") {
    cpSync(built, this.folder, { recursive: true });
  }

  get url(): string {
    return new URL(this.base, this.server.url).href;
  }

  /** Starts it, at the address it had before. */
  start = (): Promise<void> => this.server.start();
  /** The cable is out: nothing answers any more. */
  stop = (): Promise<void> => this.server.stop();
  /** The test is over: nothing is left of it. */
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Text of a file. */
  read = (name: string): string => readFileSync(join(this.folder, name), "utf8");

  /** Changes a file as it lies on the server, without a word to anyone. */
  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Publishes another release: the same program, in a page that says which release it is of. */
  publish(name: string): void {
    publish(this.folder, name);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? "/", this.url).pathname;
    this.asked.push(`${request.method} ${path}`);
    const name = path.startsWith(this.base) ? path.slice(this.base.length) || "index.html" : "..";
    const { type, body } = this.instead.get(name) ?? this.file(request.method === "GET" ? name : "..");
    const status = body === undefined ? 404 : 200;
    const caching = { "Cache-Control": "no-cache", "Content-Security-Policy": POLICY };
    response.writeHead(status, { "Content-Type": type, ...caching }).end(body ?? "Not here");
  }

  private file(name: string): { type: string; body?: Buffer } {
    try {
      return { type: TYPES[extname(name)] ?? "", body: readFileSync(join(this.folder, name)) };
    } catch {
      return { type: "text/html" };
    }
  }
}
