import {
  assessmentGrid,
  cellOf,
  type AssessmentGrid,
  type GridCell,
  type GridColumn,
  type GridRow,
} from "@kendali/builder";
import type { Arm, Protocol } from "@kendali/domain";
import { createTranslator, type Locale, type Translator } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import type { Drawing, Ink, Shape } from "./drawing.ts";
import { columnHead, dayNote, isSaidByIntervention, rowHead } from "./figure-words.ts";
import { wrapText } from "./wrap-text.ts";

type Words = Translator<typeof builderScheduleCatalogue>;
type Pen = {
  readonly protocol: Protocol;
  readonly grid: AssessmentGrid;
  readonly locale: Locale;
  readonly t: Words;
  readonly width: number;
  readonly columnWidth: number;
  readonly shapes: Shape[];
};

const rowHeadWidth = 190;
const margin = 12;
const size = 10;
const leading = 13;

/**
 * The participant timeline of SPIRIT 2025, item 18: what is done (rows) when (columns), with the windows, drawn from the
 * schedule. A cross is for everybody; what only some arms have carries the arm's mark and a legend. Incomplete drafts are
 * drawn as far as they go.
 */
export function spiritFigure(protocol: Protocol, locale: Locale): Drawing {
  const t = createTranslator(locale, builderScheduleCatalogue);
  const grid = assessmentGrid(protocol);
  const columnWidth = Math.max(64, Math.min(92, 620 / grid.columns.length));
  const width = Math.round(margin * 2 + rowHeadWidth + columnWidth * grid.columns.length);
  const pen: Pen = { protocol, grid, locale, t, width, columnWidth, shapes: [] };
  let y = drawHead(pen, margin);
  for (const group of grid.groups) {
    const rows = group.rows.filter((row) => !isSaidByIntervention(protocol, row));
    if (rows.length === 0) continue;
    y = drawGroupHead(pen, t(`figure_${group.key}`), y);
    for (const row of rows) y = drawRow(pen, row, y);
  }
  line(pen, margin, y, width - margin, y, "ink", 1.5);
  y = drawNotes(pen, y + 16);
  return {
    width,
    height: Math.round(y + margin / 2),
    title: `${t("figure_name")}. ${protocol.title[locale]}`,
    shapes: pen.shapes,
  };
}

function drawHead(pen: Pen, top: number): number {
  const { t, width } = pen;
  line(pen, margin, top, width - margin, top, "ink", 1.5);
  text(pen, margin + rowHeadWidth + (width - rowHeadWidth - margin * 2) / 2, top + 15, t("figure_period"), {
    bold: true,
    anchor: "middle",
  });
  line(pen, margin + rowHeadWidth, top + 22, width - margin, top + 22, "line", 0.75);
  const heads = pen.grid.columns.map((column) => headOf(pen, column));
  const labelLines = Math.max(...heads.map(({ label }) => label.length));
  const noteLines = Math.max(...heads.map(({ notes }) => notes.length));
  heads.forEach(({ label, notes }, index) => {
    const x = middleOf(pen, index);
    label.forEach((words, at) =>
      text(pen, x, top + 37 + (labelLines - label.length + at) * leading, words, { bold: true, anchor: "middle" }),
    );
    notes.forEach((words, at) =>
      text(pen, x, top + 37 + (labelLines + at) * leading, words, { anchor: "middle", ink: "ink2", size: 9 }),
    );
  });
  const bottom = top + 37 + (labelLines + noteLines - 1) * leading + 8;
  text(pen, margin, bottom - 8, t("figure_timepoint"), { bold: true });
  line(pen, margin, bottom, width - margin, bottom, "ink", 1);
  return bottom;
}

function headOf(
  pen: Pen,
  column: GridColumn,
): { readonly label: readonly string[]; readonly notes: readonly string[] } {
  const { label, notes } = columnHead(column, pen);
  // A word of a note is smaller than one of the label.
  const wrapNote = (words: string): readonly string[] => wrapText(words, pen.columnWidth - 4, 9, 2);
  return { label: wrapText(label, pen.columnWidth - 6, size, 3), notes: notes.flatMap(wrapNote) };
}

function drawGroupHead(pen: Pen, words: string, top: number): number {
  text(pen, margin, top + 16, words, { bold: true });
  return top + 22;
}

function drawRow(pen: Pen, row: GridRow, top: number): number {
  const label = wrapText(rowHead(row, pen), rowHeadWidth - 14, size, 3);
  const height = Math.max(20, label.length * leading + 7);
  line(pen, margin, top, pen.width - margin, top, "line", 0.5);
  label.forEach((words, at) => text(pen, margin + 8, top + 14 + at * leading, words, {}));
  const cells = pen.grid.columns.map((column) => cellOf(pen.protocol, row, column));
  if (row.kind === "intervention") drawBand(pen, cells, top + height / 2);
  else cells.forEach((cell, index) => drawMark(pen, cell, middleOf(pen, index), top + height / 2));
  return top + height;
}

/** An arrow over the columns in which the intervention is given, as the SPIRIT template draws it. */
function drawBand(pen: Pen, cells: readonly GridCell[], y: number): void {
  const first = cells.findIndex(({ planned }) => planned !== "none");
  const last = cells.findLastIndex(({ planned }) => planned !== "none");
  const [cell] = cells.slice(first, first + 1);
  if (first < 0 || cell === undefined) return;
  const x1 = middleOf(pen, first) - pen.columnWidth / 2 + 8;
  const x2 = middleOf(pen, last) + pen.columnWidth / 2 - 8;
  const ink = cell.arms.length === 1 ? inkOf(pen, cell.arms[0]) : "ink";
  line(pen, x1, y, x2, y, ink, 2);
  line(pen, x1, y - 5, x1, y + 5, ink, 2);
  line(pen, x2, y - 5, x2, y + 5, ink, 2);
  if (!isEverybody(pen, cell)) drawArms(pen, cell.arms, (x1 + x2) / 2, y);
}

function drawMark(pen: Pen, cell: GridCell, x: number, y: number): void {
  if (cell.planned === "none") return;
  if (!isEverybody(pen, cell)) {
    drawArms(pen, cell.arms, x, y);
    return;
  }
  line(pen, x - 4, y - 4, x + 4, y + 4, "ink", 1.8);
  line(pen, x - 4, y + 4, x + 4, y - 4, "ink", 1.8);
}

function drawArms(pen: Pen, arms: readonly Arm[], x: number, y: number): void {
  // Many arms in one cell stand closer, within their column.
  const step = Math.min(14, (pen.columnWidth - 14) / Math.max(1, arms.length - 1));
  arms.forEach((arm, index) => drawArm(pen, arm, x + (index - (arms.length - 1) / 2) * step, y));
}

/** Two arms have the shapes of every figure; with more, each has its number in the order of the document. */
function drawArm(pen: Pen, arm: Arm | undefined, x: number, y: number): void {
  const index = pen.protocol.arms.findIndex(({ key }) => key === arm?.key);
  if (pen.protocol.arms.length > 2) {
    pen.shapes.push({ kind: "circle", x, y, radius: 6, ink: "ink", width: 1.2 });
    text(pen, x, y + 3.2, String(index + 1), { anchor: "middle", size: 9, bold: true });
  } else if (index === 0) pen.shapes.push({ kind: "rect", x: x - 5, y: y - 5, width: 10, height: 10, ink: "armA" });
  else pen.shapes.push({ kind: "circle", x, y, radius: 5, ink: "armB", width: 2.2 });
}

function inkOf({ protocol }: Pen, arm: Arm | undefined): Ink {
  if (protocol.arms.length !== 2) return "ink";
  return protocol.arms[0]?.key === arm?.key ? "armA" : "armB";
}

function isEverybody({ protocol }: Pen, { arms }: GridCell): boolean {
  return arms.length === protocol.arms.length;
}

function drawNotes(pen: Pen, top: number): number {
  const { t, locale, protocol } = pen;
  let x = margin;
  if (protocol.arms.length > 1) {
    for (const arm of protocol.arms) {
      drawArm(pen, arm, x + 6, top - 3);
      const words = wrapText(arm.label[locale].trim() || arm.key, 190, 9, 1).join("");
      text(pen, x + 17, top, words, { size: 9, ink: "ink2" });
      x += 34 + words.length * 5.2;
    }
    drawMark(pen, { planned: "all", arms: protocol.arms }, x + 6, top - 3);
    text(pen, x + 17, top, t("figure_all"), { size: 9, ink: "ink2" });
  }
  const note = dayNote(protocol, pen);
  if (note === null) return top;
  const from = protocol.arms.length > 1 ? top + leading + 2 : top;
  const lines = wrapText(note, pen.width - margin * 2, 9, 3);
  lines.forEach((words, at) => text(pen, margin, from + at * leading, words, { size: 9, ink: "ink2" }));
  return from + (lines.length - 1) * leading;
}

function middleOf({ columnWidth }: Pen, index: number): number {
  return Math.round((margin + rowHeadWidth + columnWidth * (index + 0.5)) * 10) / 10;
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number, ink: Ink, width: number): void {
  pen.shapes.push({ kind: "line", x1, y1, x2, y2, ink, width });
}

type TextOptions = {
  readonly bold?: boolean;
  readonly anchor?: "start" | "middle" | "end";
  readonly ink?: Ink;
  readonly size?: number;
};

function text(pen: Pen, x: number, y: number, words: string, options: TextOptions): void {
  pen.shapes.push({
    kind: "text",
    x,
    y,
    text: words,
    size: options.size ?? size,
    ink: options.ink ?? "ink",
    anchor: options.anchor ?? "start",
    bold: options.bold ?? false,
  });
}
