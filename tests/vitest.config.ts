import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests of the repository as a whole. One file at a time: the launcher's tests start servers and read the clock. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["tests/**/*.test.ts"], fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000 },
});
