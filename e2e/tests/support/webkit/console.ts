import { honest } from "./honest.js";

/** What the libraries say of which the browser is made, and not a page. */
const LIBRARIES = /^\(\S+:\d+\): /;
const SAID = /^(?:(\S+?)(?::\d+)*: )?CONSOLE (?:[A-Z]+ )?(LOG|DEBUG|INFO|WARN|ERROR) (.*)$/;
const TYPES: Record<string, string> = { LOG: "log", DEBUG: "debug", INFO: "info", WARN: "warning", ERROR: "error" };

/** What a page said in its console, as Playwright's `ConsoleMessage`. */
export class Said {
  constructor(
    private readonly kind: string,
    private readonly words: string,
    private readonly address: string,
  ) {}

  type = (): string => this.kind;
  text = (): string => this.words;
  location = (): { url: string } => ({ url: this.address });
}

/** The consoles of all pages, from the lines that the browser writes of them. */
export class Console {
  readonly listeners: ((said: Said) => void)[] = [];
  private last = { kind: "", address: "" };

  line(line: string): void {
    const [, address = "", kind, words = ""] = SAID.exec(line) ?? [];
    if (kind) this.last = { kind: TYPES[kind] ?? kind, address };
    if (LIBRARIES.test(line)) this.last = { kind: "", address };
    // What is said over several lines is told by the line.
    if (!this.last.kind || !line) return;
    const said = honest(new Said(this.last.kind, kind ? words : line, this.last.address), "message");
    for (const listener of this.listeners) listener(said);
  }
}
