import { fileURLToPath } from "node:url";
import { checkLayers } from "../layers/check-layers.js";

// The command behind "pnpm check:layers". A tree in which next to nothing was read is a broken check, not a clean one.
const { modulesRead, problems } = await checkLayers(fileURLToPath(new URL("../../..", import.meta.url)));
for (const problem of problems) console.error(problem);
if (modulesRead <= 100) console.error(`Only ${modulesRead} modules were read; the check cannot see the code.`);
console.log(`${modulesRead} modules read, ${problems.length} problems.`);
process.exitCode = problems.length > 0 || modulesRead <= 100 ? 1 : 0;
