import { assessmentGrid, cellOf, type GridCell, type GridRow } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { createTranslator, type Locale } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { columnHead, dayNote, type FigureSpeaker, isSaidByIntervention, rowHead } from "./figure-words.ts";

/** Whom a mark is for: everybody, or the arms with these places in the document. */
export type FigureArms = "everybody" | readonly number[];

/** A stretch of neighbouring columns: nothing, a mark, or the arrow of an intervention over `columns` of them. */
export type FigureCell =
  | { readonly kind: "none" }
  | { readonly kind: "mark"; readonly arms: FigureArms }
  | { readonly kind: "band"; readonly columns: number; readonly arms: FigureArms };

/** The participant timeline as rows and columns, for a writer that draws no shapes. */
export type FigureGrid = {
  readonly period: string;
  readonly timepoint: string;
  readonly columns: readonly { readonly label: string; readonly notes: readonly string[] }[];
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly { readonly label: string; readonly cells: readonly FigureCell[] }[];
  }[];
  /** Names of the arms in the order of the document where there are several, and what a cross means; empty in one group. */
  readonly legend: { readonly arms: readonly string[]; readonly everybody: string } | null;
  readonly note: string | null;
};

/** What {@link spiritFigure} draws, said as a table with the same rows, columns and marks. */
export function figureGrid(protocol: Protocol, locale: Locale): FigureGrid {
  const t = createTranslator(locale, builderScheduleCatalogue);
  const speaker: FigureSpeaker = { t, locale };
  const grid = assessmentGrid(protocol);
  return {
    period: t("figure_period"),
    timepoint: t("figure_timepoint"),
    columns: grid.columns.map((column) => columnHead(column, speaker)),
    groups: grid.groups.flatMap(({ key, rows }) => {
      const shown = rows.filter((row) => !isSaidByIntervention(protocol, row));
      if (shown.length === 0) return [];
      return [
        {
          title: t(`figure_${key}`),
          rows: shown.map((row) => ({
            label: rowHead(row, speaker),
            cells: cellsOf(
              protocol,
              row,
              grid.columns.map((column) => cellOf(protocol, row, column)),
            ),
          })),
        },
      ];
    }),
    legend:
      protocol.arms.length < 2
        ? null
        : { arms: protocol.arms.map(({ key, label }) => label[locale].trim() || key), everybody: t("figure_all") },
    note: dayNote(protocol, speaker),
  };
}

function cellsOf(protocol: Protocol, row: GridRow, cells: readonly GridCell[]): readonly FigureCell[] {
  const armsOf = ({ arms }: GridCell): FigureArms =>
    arms.length === protocol.arms.length
      ? "everybody"
      : arms.map(({ key }) => protocol.arms.findIndex((arm) => arm.key === key));
  if (row.kind !== "intervention")
    return cells.map((cell) => (cell.planned === "none" ? { kind: "none" } : { kind: "mark", arms: armsOf(cell) }));
  const first = cells.findIndex(({ planned }) => planned !== "none");
  const last = cells.findLastIndex(({ planned }) => planned !== "none");
  const given = cells[first];
  const none = (count: number): readonly FigureCell[] => Array.from({ length: count }, () => ({ kind: "none" }));
  if (given === undefined) return none(cells.length);
  return [
    ...none(first),
    { kind: "band", columns: last - first + 1, arms: armsOf(given) },
    ...none(cells.length - last - 1),
  ];
}
