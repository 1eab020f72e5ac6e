import { createExpressionEngine } from "./create-engine.ts";
import { compilePattern } from "./patterns.ts";

/** The engine with everything in it: for the server, the command line and validation. */
export const expressionEngine = createExpressionEngine({ compilePattern });
