import type { ViteUserConfig } from "vitest/config";

export declare function vitestPreset(): ViteUserConfig;

export declare function pureVitestPreset(): ViteUserConfig;
