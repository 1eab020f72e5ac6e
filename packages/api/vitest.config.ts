import { vitestPreset } from "@kendali/config/vitest";
import { mergeConfig } from "vitest/config";

export default mergeConfig(vitestPreset(), { test: { globalSetup: ["../db/src/testing/global-setup.ts"] } });
