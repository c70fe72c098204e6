import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.js";

/** The tests' own server and browser; what comes out of a printer instead of the tests. Chromium alone makes PDF files. */
export default defineConfig(tests, { testDir: import.meta.dirname, testMatch: resolve(import.meta.dirname, "paper.ts") });
