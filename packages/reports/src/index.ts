export * from "./build-report.ts";
export * from "./report-model.ts";
export { plainText, type Rich, type Run } from "./rich-text.ts";
