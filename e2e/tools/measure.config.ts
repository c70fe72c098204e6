import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.js";

/** Measurements: one after another, each as long as it takes. `CAP_MEASURE` names the file. */
export default defineConfig(tests, {
  testDir: import.meta.dirname,
  testMatch: resolve(import.meta.dirname, `${process.env["CAP_MEASURE"] ?? "kills"}.ts`),
  timeout: 0,
  workers: 1,
});
