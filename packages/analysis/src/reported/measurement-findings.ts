import { countParam, listParam, nameParam, numberParam, printedParam, scoresParam, type Finding } from "./finding.ts";
import { checkGrim } from "./grim.ts";
import { checkGrimmer } from "./grimmer.ts";
import { integersWithin, leastAtLeast } from "./integer-range.ts";
import { roundingInterval, type PrintedNumber } from "./printed-number.ts";
import { printedOf, type Measured, type TableContext } from "./table-context.ts";

/** Data sets listed in a sentence; more are only counted. */
const mostShown = 5;

/** GRIM for each mean, the complete set of data (or GRIMMER without a scale) for each mean with its SD. */
export function findAboutMeans({ measured }: TableContext): readonly Finding[] {
  return measured.flatMap((measurement) => [...findAboutMean(measurement), ...findAboutSd(measurement)]);
}

function findAboutMean({ key, label, n, items, mean }: Measured): readonly Finding[] {
  if (mean === null) return [];
  const { consistent, sums } = checkGrim({ mean, n, items });
  const total = n * items;
  const about = [`${key}.mean`];
  const shared = { measurement: nameParam(label), mean: printedParam(mean), n: countParam(n) };
  if (consistent) {
    // Every sum fits where n is large for the decimals; that is no finding.
    if (sums.high > sums.low) return [];
    return [
      {
        key: "grim_fits",
        verdict: "fits",
        about,
        params: { ...shared, sum: numberParam(Number(sums.low) / items, items === 1 ? 0 : 2) },
      },
    ];
  }
  const below = Number(sums.high) / total;
  const above = Number(sums.low) / total;
  const digits = mean.decimals + 2;
  return [
    {
      key: "grim_none",
      verdict: "cannot_be",
      about,
      params: { ...shared, below: numberParam(below, digits), above: numberParam(above, digits) },
    },
  ];
}

function findAboutSd(measurement: Measured): readonly Finding[] {
  const { key, label, n, items, mean, sd, grid, values, data } = measurement;
  if (mean === null || sd === null || !checkGrim({ mean, n, items }).consistent) return [];
  const about = [`${key}.mean`, `${key}.sd`];
  const shared = { measurement: nameParam(label), mean: printedParam(mean), sd: printedParam(sd), n: countParam(n) };

  if (data === null || grid === null || (!data.complete && data.count === 0)) {
    const { consistent } = checkGrimmer({ mean, sd, n, items });
    const verdict = consistent ? "fits" : "cannot_be_together";
    return [{ key: consistent ? "grimmer_fits" : "grimmer_none", verdict, about, params: shared }];
  }
  const scale = { min: countParam(grid.min), max: countParam(grid.max) };
  if (data.count === 0)
    return [{ key: "data_none", verdict: "cannot_be_together", about, params: { ...shared, ...scale } }];
  const [first = []] = data.solutions;
  if (data.count === 1) {
    return [
      { key: "data_one", verdict: "fits", about, params: { ...shared, ...scale, data: scoresParam(first, values) } },
    ];
  }
  const shown = listParam(
    data.solutions
      .slice(0, mostShown)
      .map((counts) => ({ key: "data_row" as const, params: { data: scoresParam(counts, values) } })),
  );
  const params = { ...shared, ...scale, count: countParam(data.count), shown };
  return [{ key: data.complete ? "data_some" : "data_at_least", verdict: "fits", about, params }];
}

/** Counts against n, and percentages against counts and against what n allows. */
export function findAboutPercentages({ table, measured }: TableContext): readonly Finding[] {
  const ofCounts = measured.flatMap(({ key, label, n, counts }) => {
    const sum = counts.reduce((total, { count }) => total + count, 0);
    const differs: Finding[] =
      counts.length > 0 && sum !== n
        ? [
            {
              key: "counts_total_differs",
              verdict: "cannot_be_together",
              about: [`${key}.counts`],
              params: { measurement: nameParam(label), sum: countParam(sum), n: countParam(n) },
            },
          ]
        : [];
    const percents = counts.flatMap(({ percent, count, label: name }) => {
      if (percent === null || percentOf(count, n, percent)) return [];
      const finding: Finding = {
        key: "percent_of_count_differs",
        verdict: "cannot_be_together",
        about: [`${key}.counts`, `${key}.percent`],
        params: {
          measurement: nameParam(label),
          category: nameParam(name),
          percent: printedParam(percent),
          count: countParam(count),
          n: countParam(n),
          right: numberParam((100 * count) / n, percent.decimals),
        },
      };
      return [finding];
    });
    return [
      ...differs,
      ...percents,
      ...fitsOf(
        key,
        label,
        n,
        counts.flatMap(({ percent }) => (percent === null ? [] : [percent])),
      ),
    ];
  });
  const alone = (table.percentages ?? []).flatMap(({ key, label, percent, n }) =>
    fitsOf(key, label, n, [printedOf(percent)]),
  );
  return [...ofCounts, ...alone];
}

function fitsOf(
  key: string,
  label: Measured["label"],
  n: number,
  percents: readonly PrintedNumber[],
): readonly Finding[] {
  return percents.map((percent): Finding => {
    const only = countOfPercent(percent, n);
    const params = { measurement: nameParam(label), percent: printedParam(percent), n: countParam(n) };
    const about = [`${key}.percent`];
    return only === null
      ? {
          key: "percent_none",
          verdict: "cannot_be",
          about,
          params: { ...params, step: numberParam(100 / n, 100 % n === 0 ? 0 : 3) },
        }
      : {
          key: "percent_fits",
          verdict: "fits",
          about,
          params: { ...params, count: countParam(only), step: numberParam(100 / n, 100 % n === 0 ? 0 : 3) },
        };
  });
}

/** The least count of n persons that is printed as this percentage; null where there is none. Exact. */
function countOfPercent(percent: PrintedNumber, n: number): number | null {
  const { low, high } = integersWithin(roundingInterval(percent), BigInt(n));
  // 100 · count lies between them.
  const count = leastAtLeast(low > 0n ? low : 0n, 100n, true);
  return count * 100n <= high && count <= BigInt(n) ? Number(count) : null;
}

function percentOf(count: number, n: number, percent: PrintedNumber): boolean {
  const { low, high } = integersWithin(roundingInterval(percent), BigInt(n));
  return BigInt(100 * count) >= low && BigInt(100 * count) <= high;
}
