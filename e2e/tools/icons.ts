import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "@playwright/test";

const folder = resolve(import.meta.dirname, "../../public");
const icon = readFileSync(resolve(folder, "icon.svg"), "utf8");
const [blue] = /#[0-9a-f]{6}/.exec(icon) ?? [];

// Draws the icons of public/icons from public/icon.svg: npx playwright test --config tools/icons.config.ts
// A maskable one keeps what matters inside four fifths of its width, on a ground that reaches its edges.
for (const { name, size, drawn, ground } of [
  { name: "192", size: 192, drawn: 192, ground: "transparent" },
  { name: "512", size: 512, drawn: 512, ground: "transparent" },
  { name: "maskable-512", size: 512, drawn: 420, ground: blue },
]) {
  test(`the icon ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${ground}}</style>${icon}`,
    );
    await page.locator("svg").evaluate((svg, width) => svg.setAttribute("width", String(width)), drawn);
    await page.screenshot({ path: resolve(folder, `icons/${name}.png`), omitBackground: true });
  });
}
