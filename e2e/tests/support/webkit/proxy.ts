import { once } from "node:events";
import { request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { LocalServer } from "../server.js";
import { honest, only } from "./honest.js";

// WebDriver cannot answer in place of a server, nor tell what a server was asked. A proxy of the test's own does both.

/** An answer, as a route may look at it and give another in its place. */
export class Answer {
  constructor(
    readonly code: number,
    private readonly fields: IncomingHttpHeaders,
    readonly content: Buffer,
  ) {}

  status = (): number => this.code;
  headers = (): Record<string, string> =>
    Object.fromEntries(Object.entries(this.fields).map(([name, value]) => [name, String(value)]));
  json = async (): Promise<unknown> => JSON.parse(this.content.toString()) as unknown;
  text = async (): Promise<string> => this.content.toString();
  body = async (): Promise<Buffer> => this.content;
}

interface Given {
  response?: Answer;
  status?: number;
  headers?: Record<string, string>;
  contentType?: string;
  body?: string | Buffer;
  json?: unknown;
}

/** A request that a test decides about, as Playwright's `Route`. */
export class Asked {
  constructor(
    private readonly reply: ServerResponse,
    private readonly further: (to?: URL) => Promise<Answer>,
    private readonly sent: Sent,
  ) {}

  request = (): Sent => this.sent;
  fetch = (options: { url?: string } = {}): Promise<Answer> => {
    only("route.fetch", options, "url");
    return this.further(options.url === undefined ? undefined : new URL(options.url));
  };
  abort = async (_why?: string): Promise<void> => void this.reply.socket?.destroy();
  continue = async (options: { url?: string } = {}): Promise<void> => {
    only("route.continue", options, "url");
    await this.fulfill({ response: await this.fetch(options) });
  };

  fulfill = async (given: Given): Promise<void> => {
    only("route.fulfill", given, "response", "status", "headers", "contentType", "body", "json");
    const { response } = given;
    const body = given.json === undefined ? (given.body ?? response?.content ?? "") : JSON.stringify(given.json);
    const kind = given.contentType ?? (given.json === undefined ? undefined : "application/json");
    const headers: Record<string, string> = { ...response?.headers(), ...given.headers };
    if (kind) headers["content-type"] = kind;
    this.reply.writeHead(given.status ?? response?.status() ?? 200, unframed(headers)).end(body);
  };
}

/** Headers without what depends on how the body travels. */
function unframed(headers: Record<string, string>): Record<string, string> {
  const framing = ["content-length", "transfer-encoding", "connection"];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.includes(name)));
}

type Handler = (asked: Asked) => Promise<unknown> | unknown;
type Match = string | RegExp | ((url: URL) => boolean);

/** Whether an address is meant, as Playwright reads it. */
function meant(match: Match, url: URL): boolean {
  if (typeof match === "string") return glob(match, url);
  return match instanceof RegExp ? match.test(url.href) : match(url);
}

/** A request that left the browser, with as much of Playwright's `Request` as tests ask. */
export class Sent {
  constructor(
    private readonly address: string,
    private readonly asked: IncomingMessage,
    private readonly body: Buffer,
  ) {}

  url = (): string => this.address;
  method = (): string => this.asked.method ?? "GET";
  headers = (): IncomingHttpHeaders => this.asked.headers;
  postData = (): string | null => (this.body.length > 0 ? this.body.toString() : null);
  postDataBuffer = (): Buffer | null => (this.body.length > 0 ? this.body : null);
}

/** Stands between the browser and the service. */
export class Proxy {
  /** Whether the service worker may be had. */
  workers = false;
  /** Told of every request that leaves the browser. */
  readonly listeners: ((sent: Sent) => void)[] = [];
  routes: { match: Match; handler: Handler }[] = [];
  /** What went wrong while a test decided about a request. */
  readonly faults: unknown[] = [];
  /** Requests that are being answered, and when the last of them had been. */
  private open = 0;
  private ended = 0;
  private readonly server = new LocalServer((asked, reply) => this.told(asked, reply));

  constructor(private readonly to: string) {}

  get url(): string {
    return this.server.url;
  }

  start = (): Promise<void> => this.server.start();
  /** Nothing answers any more. */
  stop = (): Promise<void> => this.server.stop();

  /** Until nothing has been asked for half a second. */
  async idle(): Promise<void> {
    while (this.open > 0 || Date.now() - this.ended < 500) await wait(50);
  }

  /** What the service gives at an address. */
  async ask(path: string): Promise<Answer> {
    const back = await fetch(new URL(path, this.to));
    return honest(new Answer(back.status, Object.fromEntries(back.headers), Buffer.from(await back.arrayBuffer())), "response");
  }

  private told(asked: IncomingMessage, reply: ServerResponse): void {
    this.open += 1;
    reply.on("close", () => {
      this.open -= 1;
      this.ended = Date.now();
    });
    void this.pass(asked, reply).catch((error: unknown) => {
      // A server that does not answer is what many a test is about; a mistake in what decides about a request is not.
      if (!(error instanceof Error && "code" in error)) this.faults.push(error);
      reply.socket?.destroy();
    });
  }

  private async pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(asked.url ?? "/", this.url);
    if (url.pathname.endsWith("/sw.js") && !this.workers) return void reply.writeHead(404).end();
    const body = Buffer.concat(await asked.toArray());
    const sent = honest(new Sent(url.href, asked, body), "request");
    for (const told of this.listeners) told(sent);
    const further = (to = url) => this.further(asked, to, body);
    const asking = honest(new Asked(reply, further, sent), "route");
    const route = this.routes.findLast(({ match }) => meant(match, url));
    if (route) return void (await route.handler(asking));
    await asking.continue();
  }

  private async further(asked: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
    const headers = { ...asked.headers };
    // Neither compressed nor "not modified": a test may change what comes.
    for (const name of ["accept-encoding", "if-none-match", "if-modified-since", "connection"]) delete headers[name];
    const out = request(new URL(url.pathname + url.search, this.to), { method: asked.method, headers });
    out.end(body);
    const [back] = (await once(out, "response")) as [IncomingMessage];
    const content = Buffer.concat(await back.toArray());
    return honest(new Answer(back.statusCode ?? 502, back.headers, content), "response");
  }
}

/** `**​/settings.json` and the like. */
function glob(pattern: string, url: URL): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const source = escaped.replaceAll("**/", "\u0000").replaceAll("*", "[^/]*").replaceAll("\u0000", "(.*/)?");
  return new RegExp(`^${source}$`).test(url.href) || new RegExp(`^${source}$`).test(url.pathname.slice(1));
}
