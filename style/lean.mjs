// Leaves those rules of a style sheet whose classes and ids stand in one of these files: node lean.mjs SHEET OUT FILE…
// A class may be put together: of `govuk-radios__item` the files may hold `govuk-radios` and `__item`.
import { readFileSync, writeFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

const [sheet, out, ...files] = process.argv.slice(2);
const raw = readFileSync(sheet, "utf8");
const texts = files.map((file) => readFileSync(file, "latin1"));

const stands = (part) => texts.some((text) => text.includes(part));
const parts = (name) => name.split(/(?=__|--)/);
const named = new Set([...raw.matchAll(/[.#](-?[_a-zA-Z](?:[\w-]|\\.)*)/g)].map(([, name]) => name.replaceAll("\\", "")));
const used = [...named].filter((name) => stands(name) || parts(name).every(stands));

// Elements stay whether or not they are known: there are few rules for them. Whatever word stands in a selector may be one.
const words = raw.match(/[a-z][a-z0-9]*/g) ?? [];

const [lean] = await new PurgeCSS().purge({
  content: [{ raw: "", extension: "txt" }],
  css: [{ raw }],
  defaultExtractor: () => [...used, ...new Set(words)],
});
writeFileSync(out, lean.css);
