import type { Locale } from "@kendali/i18n";
import type { Drawing } from "../spirit-figure/drawing.ts";
import type { FigureGrid } from "../spirit-figure/figure-grid.ts";

/** A table of the document; `widths` are shares of the line, as many as columns. */
export type DocumentTable = {
  readonly kind: "table";
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  /** Says a figure again, for who cannot see it; needless where the figure is itself a table. */
  readonly ofFigure?: true;
};

/** What a section is made of. `missing` marks what nobody has filled in; `facts` are names with their values. */
export type DocumentPart =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "facts";
      readonly caption: string;
      readonly rows: readonly (readonly [name: string, value: string])[];
    }
  | DocumentTable
  | { readonly kind: "missing"; readonly text: string }
  | {
      readonly kind: "figure";
      readonly caption: string;
      readonly drawing: Drawing;
      /** The same for a writer that draws no shapes. */
      readonly grid: FigureGrid;
    };

/** One item of the guideline, or an appendix, with its place in it and its answer. */
export type DocumentSection = {
  /** Unique in the document, for links: `spirit_12`. */
  readonly key: string;
  /** "12"; null for what the guideline does not number. */
  readonly number: string | null;
  readonly title: string;
  /** "SPIRIT 2025 item 12", and whether the number was compared with the guideline. */
  readonly asks: string | null;
  readonly parts: readonly DocumentPart[];
};

export type DocumentChapter = {
  readonly key: string;
  readonly title: string;
  readonly sections: readonly DocumentSection[];
};

/** An open item: where it is, what is asked, and which part of the draft would answer it. */
export type OpenItem = {
  readonly key: string;
  readonly number: string;
  readonly title: string;
  readonly asks: string;
  readonly path: string;
};

/** A protocol as a document in one language, already in words: a page draws it, a writer makes DOCX or PDF of it. */
export type ProtocolDocument = {
  readonly locale: Locale;
  readonly guideline: { readonly name: string; readonly link: string };
  readonly kind: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly order: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the protocol document; null where it was handed over without the settings of its randomization. */
  readonly hash: string | null;
  /** `YYYY-MM-DD` of the protocol's version. */
  readonly date: string;
  readonly version: string;
  readonly open: { readonly title: string; readonly lead: string; readonly items: readonly OpenItem[] };
  readonly counts: { readonly items: number; readonly open: number };
  readonly contentsTitle: string;
  readonly chapters: readonly DocumentChapter[];
  readonly appendices: readonly DocumentChapter[];
  /** The line at the foot of a page. */
  readonly foot: string;
  readonly missingWord: string;
};
