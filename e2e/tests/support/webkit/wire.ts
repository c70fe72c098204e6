import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { join } from "node:path";
import { freePort } from "../free.js";
import { Before } from "./before.js";
import { Console } from "./console.js";

// WebDriver (https://www.w3.org/TR/webdriver2/) as far as these tests use it, for the browser that Playwright cannot drive.

/** An element in the browser, as WebDriver names it. */
export interface Element {
  "element-6066-11e4-a52e-4f735466cecf": string;
}

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const BINARY = join(import.meta.dirname, "browser.py");
const DRIVER = process.env["WEBKIT_DRIVER"] ?? "WebKitWebDriver";

/** An error that the browser's driver answers with; `code` is the one of the standard. */
export class DriverError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** The program that drives the browser. One serves any number of sessions, one after the other. */
export class Driver {
  /** What the pages say in their consoles. */
  readonly console = new Console();
  readonly before: Before;

  private constructor(
    private readonly program: ChildProcess,
    private readonly port: number,
    profile: string,
  ) {
    this.before = new Before(profile);
    if (program.stderr) createInterface(program.stderr).on("line", (line) => this.console.line(line));
  }

  /** Starts it, with the browser's profiles in this folder. Debian's WebKit draws on a screen: `xvfb-run` gives it one. */
  static async start(profile: string): Promise<Driver> {
    if (!process.env["DISPLAY"]) throw new Error("WebKit needs a screen: run the tests by xvfb-run --auto-servernum");
    const port = await freePort();
    const env = { ...process.env, PROFILE: profile, TZ: "Europe/London", LANG: "en_GB.UTF-8" };
    const program = spawn(DRIVER, [`--port=${port}`, "--host=127.0.0.1"], { stdio: ["ignore", "ignore", "pipe"], env });
    const driver = new Driver(program, port, profile);
    for (let tries = 0; tries < 200; tries += 1) {
      if (program.exitCode !== null) throw new Error(`${DRIVER} ended with ${program.exitCode}`);
      const ready = await fetch(`http://127.0.0.1:${port}/status`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ready) return driver;
      await wait(25);
    }
    throw new Error(`${DRIVER} does not answer`);
  }

  stop(): void {
    this.program.kill("SIGKILL");
  }

  /** A browser with a profile of its own, which is gone when it ends. */
  async session(): Promise<Session> {
    const browser = { binary: BINARY, args: [] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": browser, pageLoadStrategy: "normal" } };
    const { sessionId } = (await this.call("POST", "/session", { capabilities })) as { sessionId: string };
    const path = `/session/${sessionId}`;
    const handle = (await this.call("GET", `${path}/window`)) as string;
    return new Session(this, path, handle, { front: handle, busy: Promise.resolve() });
  }

  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(`http://127.0.0.1:${this.port}${path}`, { method, ...sent });
    const { value } = (await reply.json()) as { value: unknown };
    if (reply.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new DriverError(error, message);
  }
}

/** Which window of a browser is being driven; all commands wait for those before them. */
interface Windows {
  front: string;
  /** An empty one. */
  spare?: string | undefined;
  busy: Promise<unknown>;
}

/** One window of a running browser. */
export class Session {
  constructor(
    private readonly driver: Driver,
    private readonly path: string,
    private readonly handle: string,
    private readonly windows: Windows,
  ) {}

  private get = (path: string): Promise<unknown> => this.here("GET", path);
  private post = (path: string, body: unknown = {}): Promise<unknown> => this.here("POST", path, body);

  /** A command to this window, whichever was driven before. */
  private here(method: string, path: string, body?: unknown): Promise<unknown> {
    const command = async (): Promise<unknown> => {
      if (this.windows.front !== this.handle) {
        await this.driver.call("POST", `${this.path}/window`, { handle: this.handle });
        this.windows.front = this.handle;
      }
      return this.driver.call(method, `${this.path}${path}`, body);
    };
    const answer = this.windows.busy.then(command);
    this.windows.busy = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the browser. */
  end = (): Promise<unknown> => this.driver.call("DELETE", this.path);
  /** Closes the window. The last one would end the browser, so that an empty one is left for what is opened next. */
  close = async (): Promise<void> => {
    this.windows.spare ??= await this.made();
    await this.here("DELETE", "/window");
    await this.driver.call("POST", `${this.path}/window`, { handle: this.windows.spare });
    this.windows.front = this.windows.spare;
  };
  /** Another window of the same browser. */
  open = async (): Promise<Session> => {
    const handle = this.windows.spare ?? (await this.made());
    this.windows.spare = undefined;
    return new Session(this.driver, this.path, handle, this.windows);
  };

  private async made(): Promise<string> {
    const reply = await this.driver.call("POST", `${this.path}/window/new`, { type: "window" });
    return (reply as { handle: string }).handle;
  }
  go = (url: string): Promise<unknown> => this.post("/url", { url });
  url = (): Promise<string> => this.get("/url") as Promise<string>;
  title = (): Promise<string> => this.get("/title") as Promise<string>;
  back = (): Promise<unknown> => this.post("/back");
  forward = (): Promise<unknown> => this.post("/forward");
  reload = (): Promise<unknown> => this.post("/refresh");
  resize = (width: number, height: number): Promise<unknown> => this.post("/window/rect", { width, height });
  click = (element: Element): Promise<unknown> => this.post(`/element/${element[ELEMENT]}/click`);
  type = (element: Element, text: string): Promise<unknown> => this.post(`/element/${element[ELEMENT]}/value`, { text });
  /** The element's name in the browser's own accessibility tree. */
  label = (element: Element): Promise<string> => this.get(`/element/${element[ELEMENT]}/computedlabel`) as Promise<string>;
  /** The element's role there. */
  role = (element: Element): Promise<string> => this.get(`/element/${element[ELEMENT]}/computedrole`) as Promise<string>;
  picture = (): Promise<string> => this.get("/screenshot") as Promise<string>;

  /** Runs the body of a function in the page, with these as its `arguments`. */
  run = (script: string, ...args: unknown[]): Promise<unknown> => this.post("/execute/sync", { script, args });
  /** The same, where the last of its `arguments` is to be called with what comes of it. */
  later = (script: string, ...args: unknown[]): Promise<unknown> => this.post("/execute/async", { script, args });

  /** Presses and releases the mouse's first button at this place of the window. */
  async clickAt(x: number, y: number): Promise<void> {
    const move = { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) };
    const actions = [move, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
    await this.post("/actions", { actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }] });
  }

  /** Turns the mouse's wheel by so many pixels, in the middle of the window. */
  async wheel(deltaX: number, deltaY: number): Promise<void> {
    const turn = { type: "scroll", duration: 0, x: 300, y: 300, deltaX, deltaY };
    await this.post("/actions", { actions: [{ type: "wheel", id: "wheel", actions: [turn] }] });
  }

  /** Presses and releases one key where the focus is. */
  async press(key: string, shift = false): Promise<void> {
    const down = (value: string) => ({ type: "keyDown", value });
    const up = (value: string) => ({ type: "keyUp", value });
    const one = [down(key), up(key)];
    const actions = shift ? [down("\uE008"), ...one, up("\uE008")] : one;
    await this.post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}
