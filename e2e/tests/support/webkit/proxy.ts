import { once } from "node:events";
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";

// WebDriver can neither run a script before a page begins nor answer in place of a server. A proxy of the test's own does both:
// the page is the app's, with one more script file in front of its own.

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
}

interface Given {
  response?: Answer;
  status?: number;
  headers?: Record<string, string>;
  contentType?: string;
  body?: string;
  json?: unknown;
}

/** A request that a test decides about, as Playwright's `Route`. */
export class Asked {
  constructor(
    private readonly reply: ServerResponse,
    private readonly further: () => Promise<Answer>,
  ) {}

  fetch = (): Promise<Answer> => this.further();
  abort = async (_why?: string): Promise<void> => void this.reply.socket?.destroy();
  continue = async (): Promise<void> => this.fulfill({ response: await this.further() });

  fulfill = async (given: Given): Promise<void> => {
    const { response } = given;
    const body = given.json === undefined ? (given.body ?? response?.content ?? "") : JSON.stringify(given.json);
    const kind = given.contentType ?? (given.json === undefined ? undefined : "application/json");
    const headers: Record<string, string> = { ...response?.headers(), ...given.headers };
    if (kind) headers["content-type"] = kind;
    for (const name of ["content-length", "transfer-encoding", "connection"]) delete headers[name];
    this.reply.writeHead(given.status ?? response?.status() ?? 200, headers).end(body);
  };
}

type Handler = (asked: Asked) => Promise<unknown> | unknown;
type Match = string | ((url: URL) => boolean);

/** Where the script stands that runs before the page. */
const INIT = "/before-the-page.js";

/** Stands between the browser and the service. */
export class Proxy {
  /** Whether the service worker may be had. */
  workers = false;
  /** Scripts that run before a page begins. */
  readonly scripts: string[] = [];
  routes: { match: Match; handler: Handler }[] = [];
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly to: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async start(): Promise<void> {
    const server = createServer((asked, reply) => void this.pass(asked, reply).catch(() => reply.socket?.destroy()));
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (typeof address === "object" && address) this.port = address.port;
    this.server = server;
  }

  /** Nothing answers any more. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.close();
    server?.closeAllConnections();
  }

  private async pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(asked.url ?? "/", this.url);
    if (url.pathname === INIT) {
      reply.writeHead(200, { "Content-Type": "text/javascript", "Cache-Control": "no-store" }).end(this.scripts.join(";\n"));
      return;
    }
    if (url.pathname === "/sw.js" && !this.workers) return void reply.writeHead(404).end();
    const body = Buffer.concat(await asked.toArray());
    const further = () => this.further(asked, url, body);
    const route = this.routes.findLast(({ match }) => (typeof match === "string" ? glob(match, url) : match(url)));
    if (route) return void (await route.handler(new Asked(reply, further)));
    await new Asked(reply, further).continue();
  }

  private async further(asked: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
    const headers = { ...asked.headers };
    // Neither compressed nor "not modified": the page is changed on its way.
    for (const name of ["accept-encoding", "if-none-match", "if-modified-since", "connection"]) delete headers[name];
    const out = request(new URL(url.pathname + url.search, this.to), { method: asked.method, headers });
    out.end(body);
    const [back] = (await once(out, "response")) as [IncomingMessage];
    const content = Buffer.concat(await back.toArray());
    const page = (back.headers["content-type"] ?? "").startsWith("text/html") && this.scripts.length > 0;
    if (!page) return new Answer(back.statusCode ?? 502, back.headers, content);
    const changed = content.toString().replace("<head>", `<head><script src="${INIT}"></script>`);
    return new Answer(back.statusCode ?? 502, { ...back.headers, "cache-control": "no-store" }, Buffer.from(changed));
  }
}

/** `**​/settings.json` and the like. */
function glob(pattern: string, url: URL): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const source = escaped.replaceAll("**/", "\u0000").replaceAll("*", "[^/]*").replaceAll("\u0000", "(.*/)?");
  return new RegExp(`^${source}$`).test(url.href) || new RegExp(`^${source}$`).test(url.pathname.slice(1));
}
