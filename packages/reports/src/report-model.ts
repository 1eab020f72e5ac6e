import type { AnalysisBlock, DensityPoint } from "@kendali/analysis";
import type { Locale } from "@kendali/i18n";
import type { StudyKind } from "@kendali/domain";
import type { Rich } from "./rich-text.ts";

/** A cell of a table. `numbers` are the ids of the numbers it prints, to be found in the results and in R. */
export type ReportCell = {
  readonly content: Rich;
  readonly align: "left" | "right" | "center";
  readonly span: number;
  readonly numbers: readonly string[];
};

/** `kind` of a row: `group` heads the indented rows below it, `total` has a rule above. */
export type ReportRow = {
  readonly kind: "row" | "group" | "indented" | "total";
  readonly cells: readonly ReportCell[];
};

/** An APA table: head rows (a cell that spans more than one column is a spanner with a rule below), body, note. */
export type ReportTable = {
  readonly type: "table";
  readonly number: number;
  readonly name: string;
  readonly caption: string;
  readonly head: readonly (readonly ReportCell[])[];
  readonly rows: readonly ReportRow[];
  readonly note: readonly Rich[];
};

export type FigurePoint = {
  readonly participant: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
};

export type FigureMean = {
  readonly label: string;
  readonly mean: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** The mean as printed beside its bar. */
  readonly text: string;
  readonly density: readonly DensityPoint[];
};

export type BeforeAfterFigure = {
  readonly shape: "before_after";
  readonly axis: string;
  readonly points: readonly FigurePoint[];
  readonly before: FigureMean;
  readonly after: FigureMean;
  readonly change: FigureMean;
  /** What is odd and named in the figure itself: who did not change, who fell. */
  readonly odd: readonly {
    readonly kind: "unchanged" | "fell";
    readonly text: string;
    readonly participants: readonly string[];
  }[];
};

export type ArmFigure = {
  readonly shape: "arms";
  readonly axis: string;
  readonly visits: readonly { readonly key: string; readonly label: string; readonly day: number }[];
  readonly arms: readonly {
    readonly key: string;
    readonly label: string;
    /** A is the compared arm (filled square), B the reference (hollow circle). */
    readonly mark: "a" | "b";
    /** Of more than two arms each has its number, in the order of the document. */
    readonly number?: number;
    readonly means: readonly (FigureMean | null)[];
    readonly points: readonly { readonly participant: string; readonly values: readonly (number | null)[] }[];
  }[];
};

export type ReportFigure = {
  readonly type: "figure";
  readonly number: number;
  readonly name: string;
  readonly caption: string;
  /** The figure said in words with its numbers, for those who do not see it. */
  readonly summary: string;
  readonly data: BeforeAfterFigure | ArmFigure;
  readonly numbers: ReportTable;
};

/** Why something is not there, said where it would stand. */
export type ReportRefusal = { readonly type: "refusal"; readonly about: string | null; readonly text: string };

export type ReportPart = ReportTable | ReportFigure | ReportRefusal;

/** One heading of the margin with its lines: method, used, definition, direction … */
export type MarginFact = { readonly heading: string; readonly lines: readonly Rich[] };

/** One heading of a report with its tables, figures and the proof beside them. */
export type ReportSection = {
  readonly key: string;
  readonly title: string;
  readonly role: string;
  readonly isPrimary: boolean;
  readonly note: string | null;
  readonly parts: readonly ReportPart[];
  readonly margin: readonly MarginFact[];
  readonly code: readonly string[];
};

/** An analysis of the plan. */
export type ReportBlock = ReportSection & { readonly kind: AnalysisBlock["kind"] };

export type FlowBox = {
  readonly id: string;
  readonly label: string;
  readonly count: string;
  readonly number: string;
  /** `main` down the middle, `side` beside the box it leaves, `arm` in an arm's own column. */
  readonly place: "main" | "side" | "arm";
  readonly arm: string | null;
  readonly details: readonly { readonly label: string; readonly count: string; readonly number: string }[];
  /** A merged box is drawn heavier: arms are masked in it. */
  readonly isMerged: boolean;
};

/** Boxes in reading order and who follows whom; the counts of the boxes that leave a box always sum to it. */
export type FlowDiagram = {
  readonly title: string;
  readonly boxes: readonly FlowBox[];
  readonly edges: readonly (readonly [from: string, to: string])[];
  readonly notes: readonly string[];
};

export type HonestyPanel = {
  readonly title: string;
  readonly items: readonly { readonly heading: string; readonly text: string }[];
  readonly assumptionsTitle: string;
  readonly assumptions: readonly string[];
};

/** Everything a results page, a PDF or a document says, in one language, already formatted; nothing left to compute. */
export type ReportModel = {
  readonly locale: Locale;
  readonly studyKind: StudyKind;
  /** The dashed tag and its sentence, for data that are not of real persons. */
  readonly tag: { readonly word: string; readonly sentence: string } | null;
  readonly notes: readonly string[];
  readonly isMasked: boolean;
  readonly lead: { readonly sentence: Rich; readonly margin: MarginFact };
  readonly flow: FlowDiagram;
  readonly blocks: readonly ReportBlock[];
  /** How well the assessors were masked; null until their guesses may be read beside the arms. */
  readonly masking: ReportSection | null;
  readonly honesty: HonestyPanel;
  readonly provenance: readonly MarginFact[];
  readonly numberCount: number;
};
