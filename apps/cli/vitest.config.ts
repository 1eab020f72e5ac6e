import { vitestPreset } from "@kendali/config/vitest";
import { mergeConfig } from "vitest/config";

export default mergeConfig(vitestPreset(), {
  test: { globalSetup: ["../../packages/db/src/testing/global-setup.ts"], hookTimeout: 300_000 },
});
