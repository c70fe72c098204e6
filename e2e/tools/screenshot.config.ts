import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.js";

/** The tests' own server and browser; the pictures instead of the tests. */
export default defineConfig(tests, { testDir: import.meta.dirname, testMatch: resolve(import.meta.dirname, "screenshot.ts") });
