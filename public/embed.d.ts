// Types of <cap-application> (embed.js) and of <cap-application-frame> (frame.js).

/** What an event of the form carries. Never anything of a student. */
export interface CapApplicationEvents {
  /** The program runs. */
  "cap-ready": CustomEvent<Record<string, never>>;
  /** It cannot run here; what stands between the tags is shown. */
  "cap-trouble": CustomEvent<Record<string, never>>;
  /** Another page of the form is shown: what the browser's tab would be called on the form's own page. */
  "cap-page": CustomEvent<{ title: string }>;
  /** A change is safely kept on the device. */
  "cap-draft-saved": CustomEvent<Record<string, never>>;
  /** The council has an application, and gave it this reference. */
  "cap-submitted": CustomEvent<{ reference: string }>;
  /** The council wants to know who sends. Nothing is lost; call `signedIn()` once somebody has signed in. */
  "cap-sign-in-needed": CustomEvent<Record<string, never>>;
  /** How high the form is now, in CSS pixels. */
  "cap-height": CustomEvent<{ height: number }>;
}

/** Colours as `#rrggbb`, and the fonts, by the names in docs/embedding.md. */
export type CapTheme = Partial<
  Record<
    | `${"brand" | "text" | "inverse_text" | "body_background" | "secondary_text" | "focus" | "focus_text" | "error" | "success"}_colour`
    | `${"border" | "input_border" | "hover" | "link" | "link_visited" | "link_hover" | "link_active"}_colour`
    | `surface_${"background" | "text" | "border"}_colour`
    | "font_family",
    string
  >
>;

/** Gives a token of whoever is signed in to the page, or nothing; `again`: the one before was refused. */
export type CapToken = (asked: { again: boolean }) => Promise<string | null | undefined> | string | null | undefined;

/** The form. Attributes have the names of the properties, in lower case; `heading-level` has a hyphen. */
export interface CapApplicationElement extends HTMLElement {
  /** Where applications are sent, in place of what the settings say. */
  endpoint: string;
  /** Address of the settings, where they do not lie beside embed.js. */
  settings: string;
  /** Address of the form file, in place of the one that the settings name. */
  form: string;
  /** Addresses of the edition files, oldest first, with spaces between them. */
  programme: string;
  /** Address of the calendar file. */
  calendar: string;
  /** Where somebody begins who has not been here before. */
  start: "" | "start" | "checker" | "form" | "deadlines" | "applications";
  /** "fragment": the place in the form stands in the page's address, as #cap/…, and going back goes back in the form. */
  history: "" | "fragment";
  /** Level of the form's first heading, 1 to 6. */
  headingLevel: number;
  get theme(): string | null;
  /** Address of a theme, or a theme. */
  set theme(to: string | CapTheme | null);
  token: CapToken | null;
  /** Whoever was asked to has signed in: what waited for that is sent. */
  signedIn(): void;

  addEventListener<K extends keyof CapApplicationEvents>(
    type: K,
    listener: (this: CapApplicationElement, event: CapApplicationEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: CapApplicationElement, event: HTMLElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The form's own page in a frame that is as high as the page in it. */
export interface CapApplicationFrameElement extends HTMLElement {
  /** Where somebody begins. */
  start: "" | "start" | "checker" | "form" | "deadlines" | "applications";
}

declare global {
  interface HTMLElementTagNameMap {
    "cap-application": CapApplicationElement;
    "cap-application-frame": CapApplicationFrameElement;
  }
  interface GlobalEventHandlersEventMap extends CapApplicationEvents {}
}
