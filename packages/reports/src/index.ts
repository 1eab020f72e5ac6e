export * from "./build-report.ts";
export * from "./report-model.ts";
export { reportCheck, type ReportedCheckModel, type SaidClaim, type SaidFinding } from "./reported/report-check.ts";
export { plainText, type Rich, type Run } from "./rich-text.ts";
