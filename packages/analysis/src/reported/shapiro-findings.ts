import { runShapiroWilk } from "@kendali/stats";
import { codingsOf, countsPerScore } from "./codings.ts";
import { countParam, listParam, nameParam, numberParam, pParam, printedParam, type Finding } from "./finding.ts";
import { isPrintedAs } from "./printed-number.ts";
import { allMargins, countFillings, gridSize } from "./score-grid.ts";
import type { Measured, TableContext } from "./table-context.ts";

/** Data with W and p; constant data have neither. */
type Tested = { readonly counts: readonly number[]; readonly W: number; readonly p: number };

/** Sets of data times n that are tried for W and p: half a second. */
const mostTried = 200_000;

/**
 * Can the printed Shapiro–Wilk p come from these scores, or is it W? Every possible set of scores is tried where they are few;
 * else those of the counts and those of the mean and SD.
 */
export function findAboutShapiro(context: TableContext): readonly Finding[] {
  const everyTested = new Map<number, readonly Tested[]>();
  return context.measured.flatMap((measurement) => {
    const { shapiroP, grid, n } = measurement;
    if (shapiroP === null || grid === null || n < 3 || n > 5000) return [];
    const size = gridSize(grid);
    const isSmall = n * countFillings(n, size) <= mostTried;
    const every = isSmall ? (everyTested.get(n) ?? test(allMargins(n, size))) : null;
    if (every !== null) everyTested.set(n, every);
    return findAbout(measurement, test(ownData(context, measurement)), every);
  });
}

/** The data that the measurement's counts stand for, and those that have its mean and SD. */
function ownData(context: TableContext, measurement: Measured): readonly (readonly number[])[] {
  const known = codingsOf(context);
  const ofCounts =
    known === null || measurement.counts.length === 0
      ? []
      : known.codings
          .filter(({ isReversed }) => !isReversed)
          .map((coding) => countsPerScore(measurement, known, coding));
  return [...ofCounts, ...(measurement.data?.solutions ?? []).slice(0, 200)];
}

function test(data: readonly (readonly number[])[]): readonly Tested[] {
  return data.flatMap((counts) => {
    const values = counts.flatMap((count, step) => new Array<number>(count).fill(step));
    const outcome = runShapiroWilk({ values });
    return outcome.ok ? [{ counts, W: outcome.result.statistic.value, p: outcome.result.p.value }] : [];
  });
}

function findAbout(
  { key, label, n, shapiroP }: Measured,
  own: readonly Tested[],
  every: readonly Tested[] | null,
): readonly Finding[] {
  if (shapiroP === null) return [];
  const about = [`${key}.shapiro_p`];
  const shared = { measurement: nameParam(label), printed: printedParam(shapiroP), n: countParam(n) };
  const asP = own.filter(({ p }) => isPrintedAs(p, shapiroP));
  if (asP.length > 0)
    return [{ key: "shapiro_p_fits", verdict: "fits", about, params: { ...shared, p: pParam(asP[0]?.p ?? 0) } }];
  const findings: Finding[] = [];
  const asW = own.find(({ W }) => isPrintedAs(W, shapiroP));
  if (asW !== undefined) {
    const params = { ...shared, split: splitOf(asW), W: numberParam(asW.W, 6), p: pParam(asW.p) };
    findings.push({ key: "shapiro_p_is_w", verdict: "cannot_be", about, params });
    if (asW.p < 0.05)
      findings.push({ key: "shapiro_rejects", verdict: "information", about, params: { ...shared, p: pParam(asW.p) } });
  }
  if (every === null) {
    if (asW === undefined && own.length > 0) {
      findings.push({
        key: "shapiro_p_differs",
        verdict: "cannot_be_together",
        about,
        params: { ...shared, p: pParam(own[0]?.p ?? 0) },
      });
    }
    return findings;
  }
  if (!every.some(({ p }) => isPrintedAs(p, shapiroP))) {
    const largest = Math.max(...every.map(({ p }) => p));
    findings.push({
      key: "shapiro_p_none",
      verdict: "cannot_be",
      about,
      params: { ...shared, tried: countParam(every.length), largest: pParam(largest) },
    });
  }
  const splits = [
    ...new Map(every.filter(({ W }) => isPrintedAs(W, shapiroP)).map((one) => [partsOf(one).join("/"), one])).values(),
  ];
  if (splits.length > 0) {
    const items = splits.slice(0, 10).map((one) => ({
      key: "shapiro_split" as const,
      params: { split: splitOf(one), W: numberParam(one.W, 6), p: pParam(one.p) },
    }));
    findings.push({
      key: "shapiro_w_splits",
      verdict: "information",
      about,
      params: { ...shared, splits: listParam(items) },
    });
  }
  return findings;
}

/** W of a split into two does not depend on which scores it has, nor on their order. */
function partsOf({ counts }: Tested): readonly number[] {
  const parts = counts.filter((count) => count > 0);
  return parts.length === 2 ? parts.toSorted((a, b) => b - a) : counts;
}

function splitOf(tested: Tested): { readonly kind: "printed"; readonly text: string } {
  return { kind: "printed", text: partsOf(tested).join("/") };
}
