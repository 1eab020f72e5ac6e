import { invariant, type Population, type Protocol } from "@kendali/domain";
import { flagColumns, readColumns, type Cell, type Column, type DatasetModel } from "@kendali/datasets";
import type { AnalysisRefusal, VariableInfo } from "./results.ts";

/** The participants table by columns, as every analysis reads it: what is analysed is what is downloaded. */
export type Frame = {
  readonly size: number;
  readonly columns: readonly Column[];
  readonly cells: (column: string) => readonly Cell[];
  readonly numbers: (column: string) => readonly (number | null)[];
  readonly has: (column: string) => boolean;
};

/** Rows of a population, and the R expression that selects the same rows. */
export type Selection = { readonly rows: readonly number[]; readonly r: string };

export function openFrame(model: DatasetModel): Frame {
  const table = model.tables.participants;
  const cells = readColumns(table);
  const numbers = new Map<string, readonly (number | null)[]>();
  const get = (column: string): readonly Cell[] => {
    const found = cells.get(column);
    invariant(found !== undefined, `no column ${column}`);
    return found;
  };
  return {
    size: cells.get("usubjid")?.length ?? 0,
    columns: table.columns,
    cells: get,
    numbers: (column) => {
      const known = numbers.get(column) ?? get(column).map((cell) => (typeof cell === "number" ? cell : null));
      numbers.set(column, known);
      return known;
    },
    has: (column) => cells.has(column),
  };
}

/** A column of the participants as R reads it. */
export function rColumn(name: string, data = "p"): string {
  return `${data}[["${name}"]]`;
}

/**
 * The rows of a population. `complete_pairs` starts from everybody enrolled or allocated: each outcome then leaves out its own
 * incomplete pairs and counts them, instead of one outcome deciding for another.
 */
export function selectPopulation(
  frame: Frame,
  protocol: Protocol,
  population: Population,
): { readonly ok: true; readonly selection: Selection } | { readonly ok: false; readonly refusal: AnalysisRefusal } {
  const flag = flagColumns(protocol).find((each) => each.population.key === population.key)?.column;
  if (population.rule !== "complete_pairs" && (flag === undefined || !frame.has(flag))) {
    return { ok: false, refusal: { code: "arm_not_in_snapshot", params: { population: population.key } } };
  }
  const selection =
    population.rule !== "complete_pairs" && flag !== undefined
      ? pick(frame, flag, (cell) => cell === "Y", `participants[participants[["${flag}"]] %in% "Y", ]`)
      : protocol.allocation === null
        ? { rows: [...Array(frame.size).keys()], r: "participants" }
        : pick(
            frame,
            "allocated_on",
            (cell) => cell !== null,
            `participants[!is.na(participants[["allocated_on"]]), ]`,
          );
  return selection.rows.length === 0
    ? { ok: false, refusal: { code: "nobody_in_population", params: { population: population.key } } }
    : { ok: true, selection };
}

function pick(frame: Frame, column: string, test: (cell: Cell) => boolean, r: string): Selection {
  const cells = frame.cells(column);
  return { rows: [...cells.keys()].filter((row) => test(cells[row] ?? null)), r };
}

/** The value columns of an item at a visit: one, or one per option of a multiple choice. */
export function columnsAt(frame: Frame, item: string, visit: string | null): readonly Column[] {
  const own = frame.columns.filter((column) => column.role === "item" && column.source?.item === item);
  const at = visit ?? own[0]?.source?.visit;
  return own.filter((column) => column.source?.visit === at);
}

/** The companion column that explains a column's empty cells. */
export function companionOf(frame: Frame, column: string): string | null {
  return frame.columns.find((candidate) => candidate.role === "missing" && candidate.explains === column)?.name ?? null;
}

export function describeColumn(column: Column): VariableInfo {
  return {
    key: column.source?.item ?? column.name,
    column: column.name,
    visit: column.source?.visit ?? null,
    label: column.label,
    unit: column.unit ?? null,
    decimals: column.decimals ?? (column.kind === "number" ? 1 : 0),
    codes: column.codes ?? null,
  };
}
