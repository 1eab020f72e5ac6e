import { vitestPreset } from "@kendali/config/vitest";
import { mergeConfig } from "vitest/config";

export default mergeConfig(vitestPreset(), { test: { globalSetup: ["./src/testing/global-setup.ts"] } });
