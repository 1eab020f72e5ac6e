import { vitestPreset } from "./vitest.js";

export default vitestPreset();
