import { invariant } from "@kendali/domain";
import type { Num, NumberEntry, SampleInfo, Tolerance } from "./results.ts";

type Excluded = NumberEntry["excluded"];

/**
 * Where one analysis writes its numbers and, in the same breath, the R code that finds each of them again. Because a number
 * cannot be had without its R expression, the script can neither forget one nor invent one.
 */
export type NumberBook = {
  /** Adds a line of R that later expressions use. */
  readonly code: (...lines: readonly string[]) => void;
  /** States a number: its name within the analysis, its value and the R expression that is it. */
  readonly number: (name: string, value: number, definition: string, tolerance?: Tolerance) => Num;
  /** The same for a number that may not exist. */
  readonly optional: (name: string, value: number | null, definition: string, tolerance?: Tolerance) => Num | null;
  /** From here on numbers are made by this method on this sample. */
  readonly by: (method: NumberEntry["method"], sample?: SampleInfo) => void;
  readonly finish: () => { readonly code: readonly string[]; readonly numbers: readonly NumberEntry[] };
};

/** Opens a book for one analysis; ids are `<analysis>.<name>`. */
export function openBook(analysis: string): NumberBook {
  const lines: string[] = [];
  const numbers: NumberEntry[] = [];
  const ids = new Set<string>();
  let method: NumberEntry["method"] = "count";
  let used = 0;
  let excluded: Excluded = [];

  const number: NumberBook["number"] = (name, value, definition, tolerance = "value") => {
    const id = `${analysis}.${name}`;
    invariant(Number.isFinite(value), `${id} is not a finite number`);
    invariant(!ids.has(id), `number ${id} stated twice`);
    ids.add(id);
    numbers.push({ id, value, analysis, method, definition, tolerance, used, excluded });
    lines.push(`number(${JSON.stringify(id)}, ${definition})`);
    return { id, value };
  };
  return {
    code: (...added) => {
      lines.push(...added);
    },
    number,
    optional: (name, value, definition, tolerance) =>
      value === null ? null : number(name, value, definition, tolerance),
    by: (next, sample) => {
      method = next;
      if (sample === undefined) return;
      used = sample.used.value;
      excluded = sample.excluded.map((each) => ({ reason: `${each.part}_${each.missing}`, count: each.count.value }));
    },
    finish: () => ({ code: lines, numbers }),
  };
}
