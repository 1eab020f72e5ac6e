import { createExpressionEngine } from "./create-engine.ts";
import { compilePattern } from "./patterns.ts";

/** The engine with everything in it: for the server, the command line and validation. */
export const expressionEngine = createExpressionEngine({ compilePattern });
export { compilePattern } from "./patterns.ts";
export { loopingNames, offeredFunctions, offeredMethods } from "./functions.ts";
export { isReservedName } from "./reserved-names.ts";
export { readExpression, type ExpressionReading, type ExpressionTree, type InfixOperator } from "./expression-tree.ts";
