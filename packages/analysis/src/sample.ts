import type { Cell } from "@kendali/datasets";
import { companionOf, rColumn, type Frame, type Selection } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import type { ExcludedCount, SampleInfo } from "./results.ts";

/** One value that a row needs to be used, and what its absence is called. */
export type Part = { readonly part: "outcome" | "baseline" | "covariate" | "item" | "arm"; readonly column: string };

/** The rows of a population that hold every part, with a count of the others by the first missing part and its typed reason. */
export type Sample = { readonly info: SampleInfo; readonly rows: readonly number[] };

/**
 * Splits a population into used and excluded. In R it leaves `p` (the population) and `use` (which rows are used) behind,
 * and the parts as `v1`, `v2` … in the given order, cut to the rows used.
 */
export function takeSample(
  book: NumberBook,
  frame: Frame,
  selection: Selection,
  name: string,
  parts: readonly Part[],
): Sample {
  const why = selection.rows.map((row) => firstMissing(frame, parts, row));
  const rows = selection.rows.filter((_, index) => why[index] === null);
  book.by("count");
  book.code(
    `p <- ${selection.r}`,
    `why <- first_missing(list(${parts.map((part) => rColumn(part.column)).join(", ")}), list(${parts
      .map((part) => reasonInR(frame, part.column))
      .join(", ")}), c(${parts.map((part) => `"${part.part}"`).join(", ")}))`,
    "use <- is.na(why)",
    ...parts.map((part, index) => `v${index + 1} <- ${rColumn(part.column)}[use]`),
  );
  const population = book.number(`${name}.n_population`, selection.rows.length, "nrow(p)", "exact");
  const used = book.number(`${name}.n_used`, rows.length, "sum(use)", "exact");
  const excluded = countReasons(why).map(({ part, missing, count }): ExcludedCount => {
    const reason = `${part}_${missing}`;
    return {
      part,
      missing,
      count: book.number(`${name}.n_excluded.${reason}`, count, `sum(why %in% "${reason}")`, "exact"),
    };
  });
  return { info: { population, used, excluded }, rows };
}

/** The cells of a column in the rows used, as numbers. */
export function valuesOf(frame: Frame, sample: Sample, column: string): readonly number[] {
  const cells = frame.cells(column);
  return sample.rows.flatMap((row) => {
    const cell = cells[row];
    return typeof cell === "number" ? [cell] : [];
  });
}

/** The cells of a column in the rows used, as they are. */
export function cellsOf(frame: Frame, sample: Sample, column: string): readonly (number | string)[] {
  const cells = frame.cells(column);
  return sample.rows.flatMap((row): readonly (number | string)[] => {
    const cell: Cell = cells[row] ?? null;
    return cell === null ? [] : [cell];
  });
}

type Reason = { readonly part: string; readonly missing: string };

function firstMissing(frame: Frame, parts: readonly Part[], row: number): Reason | null {
  for (const { part, column } of parts) {
    if (frame.cells(column)[row] !== null) continue;
    const companion = companionOf(frame, column);
    const reason = companion === null ? null : frame.cells(companion)[row];
    return { part, missing: typeof reason === "string" ? reason : "missing" };
  }
  return null;
}

function reasonInR(frame: Frame, column: string): string {
  const companion = companionOf(frame, column);
  return companion === null ? `rep("missing", nrow(p))` : rColumn(companion);
}

function countReasons(why: readonly (Reason | null)[]): readonly (Reason & { readonly count: number })[] {
  const counts = new Map<string, Reason & { count: number }>();
  for (const reason of why) {
    if (reason === null) continue;
    const key = `${reason.part}_${reason.missing}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { ...reason, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].toSorted(
    (a, b) => b.count - a.count || (a.part + a.missing < b.part + b.missing ? -1 : 1),
  );
}
