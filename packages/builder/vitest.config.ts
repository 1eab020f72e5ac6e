import { vitestPreset } from "@kendali/config/vitest";

export default vitestPreset();
