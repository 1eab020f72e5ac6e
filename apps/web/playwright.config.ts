import { defineConfig } from "@playwright/test";

const chromium = process.env["CHROME_PATH"] ?? "";

/**
 * Journeys in a real browser against a demonstration that is already running (`npm test` starts one on data of its own).
 * One at a time: they share its people. Journeys of phones open at 360 px; desks set their own window.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // Ends what hangs; how long a page may take is measured by npm run bench, on a machine that does nothing else.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env["KENDALI_E2E_URL"] ?? "http://localhost:3000",
    viewport: { width: 360, height: 760 },
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    actionTimeout: 20_000,
    launchOptions: {
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
      ...(chromium === "" ? {} : { executablePath: chromium }),
    },
  },
});
