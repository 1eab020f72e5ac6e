import type { FigureArms, FigureCell, FigureGrid } from "@kendali/reports";
import {
  AlignmentType,
  BorderStyle,
  LeaderType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
  type ITableCellBorders,
} from "docx";

const inks = { ink: "1E1B17", ink2: "4B463F", armA: "2B5BA8", armB: "B0540F" } as const;
type Ink = keyof typeof inks;

const strong = { style: BorderStyle.SINGLE, size: 12, color: inks.ink } as const;
const thin = { style: BorderStyle.SINGLE, size: 8, color: inks.ink } as const;
const fine = { style: BorderStyle.SINGLE, size: 4, color: "857E73" } as const;
const none = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" } as const;

/** Least and largest width of the rows' names, as shares of the line. */
const headShares = { across: 0.24, upright: 0.3 } as const;
const cellMargin = 50;
/** Single lines: the timeline of a usual trial fits one page across. */
const tight = { line: 240, lineRule: LineRuleType.AUTO } as const;

/**
 * The participant timeline as a table that Word edits and any reader draws: the SPIRIT figure's rows, columns and marks, an
 * arrow over the visits in which an intervention is given, a head that is repeated on every page, and the legend below.
 */
export function figureTable(grid: FigureGrid, twips: number): readonly (Paragraph | Table)[] {
  const { across, upright } = headShares;
  const head = Math.round(twips * (grid.columns.length > 5 ? across : upright));
  const column = Math.floor((twips - head) / Math.max(1, grid.columns.length));
  const widths = [head, ...grid.columns.map(() => column)];
  const table = new Table({
    width: { size: twips, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: strong, bottom: strong, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: [
      ...headRows(grid, widths),
      ...grid.groups.flatMap(({ title, rows }) => [
        groupRow(title, widths),
        ...rows.map(({ label, cells }) => bodyRow(label, cells, widths, armsIn(grid))),
      ]),
    ],
  });
  return [
    table,
    ...legendOf(grid),
    ...(grid.note === null ? [] : [small([run(grid.note, { ink: "ink2", size: 16 })])]),
  ];
}

function armsIn({ legend }: FigureGrid): number {
  return legend?.arms.length ?? 1;
}

function headRows({ period, timepoint, columns }: FigureGrid, widths: readonly number[]): readonly TableRow[] {
  const [head = 0, column = 0] = widths;
  return [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: [
        cell([small([])], { width: head }),
        cell([small([run(period, { bold: true })], AlignmentType.CENTER)], {
          width: column * columns.length,
          span: columns.length,
          borders: { bottom: fine },
        }),
      ],
    }),
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: [
        cell([small([run(timepoint, { bold: true })])], { width: head, borders: { bottom: thin }, isHead: true }),
        ...columns.map(({ label, notes }) =>
          cell(
            [
              small([run(label, { bold: true })], AlignmentType.CENTER),
              ...notes.map((note) => small([run(note, { ink: "ink2", size: 15 })], AlignmentType.CENTER)),
            ],
            { width: column, borders: { bottom: thin }, isHead: true },
          ),
        ),
      ],
    }),
  ];
}

function groupRow(title: string, widths: readonly number[]): TableRow {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return new TableRow({
    cantSplit: true,
    children: [
      cell([small([run(title, { bold: true })], AlignmentType.LEFT, true)], { width: total, span: widths.length }),
    ],
  });
}

function bodyRow(label: string, cells: readonly FigureCell[], widths: readonly number[], arms: number): TableRow {
  const [head = 0, column = 0] = widths;
  return new TableRow({
    cantSplit: true,
    children: [
      cell([small([run(label, {})])], { width: head, borders: { top: fine }, left: 160 }),
      ...cells.map((one) => {
        const borders = { top: fine };
        switch (one.kind) {
          case "none":
            return cell([small([])], { width: column, borders });
          case "mark":
            return cell([small(marksOf(one.arms, arms), AlignmentType.CENTER)], { width: column, borders });
          case "band":
            return cell([arrow(one.arms, arms, column * one.columns)], {
              width: column * one.columns,
              span: one.columns,
              borders,
            });
        }
      }),
    ],
  });
}

/** From one end of its cells to the other, with the mark of whom it is for in the middle: the shaft is the leader of tabs. */
function arrow(arms: FigureArms, count: number, width: number): Paragraph {
  const room = width - 2 * cellMargin;
  const marks = arms === "everybody" ? [] : marksOf(arms, count);
  const ink = inkOf(arms, count);
  const leader = LeaderType.HYPHEN;
  const shaft = (): TextRun => new TextRun({ text: "\t", color: inks[ink], size: 18, bold: true });
  return new Paragraph({
    spacing: { ...tight, before: 10, after: 10 },
    tabStops: [
      ...(marks.length === 0 ? [] : [{ type: TabStopType.CENTER, position: Math.round(room / 2), leader }]),
      { type: TabStopType.RIGHT, position: room, leader },
    ],
    children: [run("◄", { ink }), ...(marks.length === 0 ? [] : [shaft(), ...marks]), shaft(), run("►", { ink })],
  });
}

/** A cross for everybody; else each arm's own mark: square and ring for two, numbers in rings for more. */
function marksOf(arms: FigureArms, count: number): TextRun[] {
  if (arms === "everybody") return [run("×", { bold: true, size: 21 })];
  return arms.map((arm, index) =>
    run(`${index === 0 ? "" : " "}${markOf(arm, count)}`, { bold: true, ink: inkOf([arm], count), size: 20 }),
  );
}

function markOf(arm: number, count: number): string {
  if (count === 2) return arm === 0 ? "■" : "○";
  return arm < 20 ? String.fromCodePoint(0x2460 + arm) : `(${String(arm + 1)})`;
}

function inkOf(arms: FigureArms, count: number): Ink {
  if (arms === "everybody" || count !== 2 || arms.length !== 1) return "ink";
  return arms[0] === 0 ? "armA" : "armB";
}

function legendOf({ legend }: FigureGrid): readonly Paragraph[] {
  if (legend === null) return [];
  const count = legend.arms.length;
  const parts = [
    ...legend.arms.map((name, arm) => [
      run(markOf(arm, count), { bold: true, ink: inkOf([arm], count), size: 18 }),
      run(` ${name}      `, { ink: "ink2", size: 16 }),
    ]),
    [run("×", { bold: true, size: 18 }), run(` ${legend.everybody}`, { ink: "ink2", size: 16 })],
  ];
  return [new Paragraph({ spacing: { before: 100, after: 20 }, children: parts.flat() })];
}

type RunLook = { readonly bold?: boolean; readonly ink?: Ink; readonly size?: number };

function run(text: string, { bold = false, ink = "ink", size = 18 }: RunLook): TextRun {
  return new TextRun({ text, bold, color: inks[ink], size });
}

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];

function small(children: TextRun[], alignment: Align = AlignmentType.LEFT, keepNext = false): Paragraph {
  return new Paragraph({ spacing: { ...tight, before: 10, after: 10 }, alignment, keepNext, children });
}

type CellLook = {
  readonly width: number;
  readonly span?: number;
  readonly left?: number;
  readonly borders?: ITableCellBorders;
  readonly isHead?: boolean;
};

function cell(
  children: Paragraph[],
  { width, span = 1, left = cellMargin, borders = {}, isHead = false }: CellLook,
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(span > 1 ? { columnSpan: span } : {}),
    verticalAlign: isHead ? VerticalAlign.BOTTOM : VerticalAlign.CENTER,
    margins: { top: 15, bottom: 15, left, right: cellMargin },
    borders,
    children,
  });
}
