import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";

/** A server of a test's own on this machine. It can be stopped, and comes back at the address it had. */
export class LocalServer {
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly answer: RequestListener) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async start(): Promise<void> {
    const server = createServer(this.answer);
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (typeof address === "object" && address) this.port = address.port;
    this.server = server;
  }

  /** Nothing answers any more, and what is on its way is lost. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }
}
