import type { AnyResult } from "@kendali/stats";
import type { NumberBook } from "./number-book.ts";
import type { TestResult } from "./results.ts";
import { bookInterval } from "./summaries.ts";

/** The R expressions of a test's numbers; a part without one is not shown. `interval` gives a vector of two. */
export type TestInR = {
  readonly estimate?: string;
  readonly standardError?: string;
  readonly interval?: string;
  readonly statistic?: string;
  readonly p?: string;
  /** For limits that both programs search for. */
  readonly intervalTolerance?: "value" | "iterative";
};

/** Whether p and the interval of a rank method came from the exact distribution, as two R arguments. */
export function exactness(result: Pick<AnyResult, "p" | "interval">): string {
  const inR = (method: string | undefined) => (method?.includes("exact") === true ? "TRUE" : "FALSE");
  return `${inR(result.p?.method)}, ${inR(result.interval?.method)}`;
}

/** Writes the shown numbers of a result of any method into the book, each with its R expression. */
export function bookTest(book: NumberBook, name: string, result: AnyResult, r: TestInR): TestResult {
  book.by(result.method);
  const { estimate, interval, statistic, p } = result;
  return {
    method: result.method,
    variant: result.variant,
    source: result.source,
    estimate:
      estimate && r.estimate !== undefined
        ? {
            name: estimate.name,
            direction: estimate.direction,
            scale: estimate.scale,
            value: book.number(`${name}.estimate`, estimate.value, r.estimate),
          }
        : null,
    standardError:
      typeof result.standardError === "number" && r.standardError !== undefined
        ? book.number(`${name}.standard_error`, result.standardError, r.standardError)
        : null,
    interval:
      interval && r.interval !== undefined ? bookInterval(book, name, interval, r.interval, r.intervalTolerance) : null,
    statistic:
      statistic && r.statistic !== undefined
        ? {
            name: statistic.name,
            df: statistic.df,
            value: book.number(`${name}.statistic`, statistic.value, r.statistic),
          }
        : null,
    p: p && r.p !== undefined ? { method: p.method, value: book.number(`${name}.p`, p.value, r.p, "p") } : null,
    warnings: result.warnings,
  };
}
