import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { families } from "./accuracy.ts";
import { compareFamily, largestErrors, pointsOf } from "./high-precision.ts";
import { errorsOfR } from "./r-tails.ts";

/** What the reference cases and every p-value need, in both tails, in logarithms and in quantiles. */
const tolerance = 1e-10;

/** The columns of the table of measured errors, in its order. */
const kinds = ["ordinary", "tail", "far", "log", "density", "quantile"] as const;

const compared = new Map(Object.keys(pointsOf).map((name) => [name, compareFamily(name)]));

describe("distributions against multiple-precision arithmetic", () => {
  test("every distribution has its points", () => {
    expect(Object.keys(pointsOf).toSorted()).toEqual(Object.keys(families).toSorted());
    for (const points of Object.values(pointsOf)) expect(points.length).toBeGreaterThanOrEqual(25);
  });

  test.each([...compared])("%s: both tails, logarithms, density and quantiles within 1e-10", (_, numbers) => {
    expect(numbers.filter(({ error }) => !(error <= tolerance))).toEqual([]);
  });

  test.each([...compared])("%s: no error above three times the one printed in the documentation", (name, numbers) => {
    const printed = printedErrors(name);
    const worse = [...largestErrors(numbers)].filter(([kind, error]) => !(error <= 3 * (printed.get(kind) ?? NaN)));
    expect(worse).toEqual([]);
  });
});

const ofR = errorsOfR();
test.skipIf(ofR === null)("no distribution is coarser than R's beyond the twelfth digit", () => {
  const coarser = [...compared].filter(([name, numbers]) => {
    const own = numbers.filter(({ kind }) => kind !== "density" && kind !== "quantile");
    return worst(own) > Math.max(1e-11, worst(ofR?.get(name) ?? []));
  });
  expect(coarser.map(([name]) => name)).toEqual([]);
});

// The table of the documentation, as measured here and now.
afterAll(() => {
  const head = ["Distribution", "Points", "Ordinary", "Tail", "Far", "Log tails", "Density", "Quantile"];
  const rows = [...compared].map(([name, numbers]) => {
    const own = largestErrors(numbers);
    const r = largestErrors(ofR?.get(name) ?? []);
    const cellsOfR = kinds.slice(0, 4).map((kind) => print(r.get(kind)));
    const points = String(pointsOf[name]?.length ?? 0);
    return [name, points, ...kinds.map((kind) => print(own.get(kind))), cellsOfR.join(" / ")];
  });
  const table = [[...head, "R: ordinary / tail / far / log"], Array<string>(9).fill("-"), ...rows];
  console.log(table.map((cells) => `| ${cells.join(" | ")} |`).join("\n"));
});

/** Rounded up to one digit. */
function print(error: number | undefined): string {
  if (error === undefined) return "–";
  if (error === Infinity) return "no number";
  if (error === 0) return "0";
  const unit = 10 ** Math.floor(Math.log10(error));
  return (Math.ceil((error / unit) * 0.999999) * unit).toExponential(0);
}

function worst(numbers: readonly { readonly error: number }[]): number {
  return numbers.reduce((most, { error }) => Math.max(most, error), 0);
}

/** The row of a distribution in the table of measured errors; a dash where there is nothing to measure. */
function printedErrors(name: string): Map<string, number> {
  const page = readFileSync(new URL("../../../../docs/statistics/distributions.md", import.meta.url), "utf8");
  const row = page.split("\n").find((line) => line.startsWith(`| ${name} `) && line.split("|").length === 11);
  const [, , , ...cells] = (row ?? "").split("|").map((cell) => cell.trim());
  // An error of zero still has a last digit to lose on another machine.
  return new Map<string, number>(kinds.map((kind, i) => [kind, Math.max(Number(cells[i]), 1e-15)]));
}
