import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { LocalServer } from "./server.js";

/** When the line to the council breaks off, in a request that sends an application. */
export type Break = "in the middle of the request" | "before the answer" | "in the middle of the answer";

/**
 * The line between a browser and an endpoint, as a proxy: it can be cut, before a request and in the middle of one, and it
 * can say another time than it is, as the server of a page would.
 */
export class Line {
  /** Where the next application is cut off; the line holds afterwards. */
  breaks: Break | undefined;
  /** What time the server says it is, milliseconds since the Unix epoch; its own where it is not set. */
  time: number | undefined;
  /** How many requests that send an application arrived here. */
  sent = 0;
  /** Every request that arrived, `GET /settings.json`. */
  readonly asked: string[] = [];
  private readonly server = new LocalServer((asked, answer) => void this.pass(asked, answer));

  constructor(private readonly to: () => string) {}

  get url(): string {
    return this.server.url;
  }

  /** The cable is in, at the address it had before. */
  join = (): Promise<void> => this.server.start();
  /** The cable is out: nobody answers, and what is on its way is lost. */
  cut = (): Promise<void> => this.server.stop();

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    this.asked.push(`${asked.method} ${asked.url}`);
    const sends = asked.method === "POST" && asked.url === "/applications";
    if (sends) this.sent += 1;
    const breaks = sends ? this.breaks : undefined;
    if (breaks) this.breaks = undefined;
    const gone = (): void => void asked.socket.destroy();

    const body = Buffer.concat(await asked.toArray());
    const further = request(new URL(asked.url ?? "/", this.to()), {
      method: asked.method,
      headers: { ...asked.headers, connection: "close" },
      agent: false,
    });
    further.on("error", gone);
    if (breaks === "in the middle of the request") {
      // Half of it arrives, and then neither side hears of the other again.
      further.write(body.subarray(0, body.length / 2), () => {
        further.destroy();
        gone();
      });
      return;
    }
    further.on("response", (reply: IncomingMessage) => void this.back(reply, answer, breaks).catch(gone));
    further.end(body);
  }

  private async back(reply: IncomingMessage, answer: ServerResponse, breaks: Break | undefined): Promise<void> {
    const body = Buffer.concat(await reply.toArray());
    if (breaks === "before the answer") return void answer.destroy();
    // Chromium sends again by itself what was lost on a connection that it used before: here the page is to know of it.
    const closing = { connection: "close" };
    const time = this.time === undefined ? {} : { date: new Date(this.time).toUTCString() };
    answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...closing, ...time });
    if (breaks === "in the middle of the answer") {
      answer.write(body.subarray(0, body.length / 2), () => answer.destroy());
      return;
    }
    answer.end(body);
  }
}
