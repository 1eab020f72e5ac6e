export * from "./build-report.ts";
export * from "./report-model.ts";
export { reportCheck, type ReportedCheckModel, type SaidClaim, type SaidFinding } from "./reported/report-check.ts";
export { sayDryRun, type DryRunSummary, type SaidComparisons, type SaidDryRun } from "./dry-run/say-dry-run.ts";
export { buildProtocolDocument } from "./protocol-document/build-protocol-document.ts";
export type {
  DocumentChapter,
  DocumentPart,
  DocumentSection,
  DocumentTable,
  OpenItem,
  ProtocolDocument,
} from "./protocol-document/document-model.ts";
export { plainText, type Rich, type Run } from "./rich-text.ts";
export { svgOf, type Drawing, type Ink, type Shape } from "./spirit-figure/drawing.ts";
export type { FigureArms, FigureCell, FigureGrid } from "./spirit-figure/figure-grid.ts";
export { spiritFigure } from "./spirit-figure/spirit-figure.ts";
