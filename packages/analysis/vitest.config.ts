import { pureVitestPreset } from "@kendali/config/vitest";

export default pureVitestPreset();
