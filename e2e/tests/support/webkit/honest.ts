/** What Playwright, its matchers and `await` look for in anything at all, to learn what it is. */
const LOOKED_FOR = ["then", "toJSON", "asymmetricMatch", "$$typeof", "nodeType", "tagName", "constructor"];

/** The same object, but that asking it for what it does not have is an error, and not `undefined`. */
export function honest<T extends object>(one: T, name: string): T {
  return new Proxy(one, {
    get(target, key) {
      if (typeof key === "symbol" || key in target || LOOKED_FOR.includes(key)) return Reflect.get(target, key) as unknown;
      throw new Error(`support/webkit: ${name}.${key} is not there; see browsers.ts for what WebKit is not asked`);
    },
  });
}

/** Refuses options of Playwright that would have no effect here. */
export function only(what: string, options: object | undefined, ...known: string[]): void {
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value !== undefined && !known.includes(name)) throw new Error(`support/webkit: ${what} does not know the option ${name}`);
  }
}
