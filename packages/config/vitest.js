import { defineConfig, mergeConfig } from "vitest/config";

/** The Vitest settings every package shares: unit and property tests beside their source, golden and regression tests in their folders. */
export function vitestPreset() {
  return defineConfig({
    test: {
      include: [
        "src/**/*.test.ts",
        "src/**/*.test.tsx",
        "regression/**/*.test.ts",
        "reference/**/*.test.ts",
        "tests/**/*.test.ts",
        "tests/**/*.test.tsx",
      ],
      passWithNoTests: true,
      testTimeout: 180_000,
      hookTimeout: 180_000,
    },
  });
}

/** Of packages whose code keeps nothing between two calls: their test files share a process and what it has loaded. */
export function pureVitestPreset() {
  return mergeConfig(vitestPreset(), { test: { isolate: false } });
}
