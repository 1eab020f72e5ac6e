import { describe, expect, test } from "vitest";
import { seededRandom } from "@kendali/fixtures";
import { enumerateClosure } from "./closure.ts";
import { checkDebit } from "./debit.ts";
import { findIntegers } from "./find-integers.ts";
import { checkGrim } from "./grim.ts";
import { checkGrimmer } from "./grimmer.ts";
import { impliedCorrelation, recomputePaired } from "./paired-recompute.ts";
import { isPrintedAs, readPrintedNumber, roundingInterval, type PrintedNumber } from "./printed-number.ts";
import { allMargins, countFillings } from "./score-grid.ts";
import { checkPrintedTest, readPrintedTest } from "./statcheck.ts";

describe("printed numbers", () => {
  test("trailing zeros count, point and comma are one", () => {
    expect(printed("1.20")).toMatchObject({ digits: 120n, decimals: 2, value: 1.2 });
    expect(printed("-0,5")).toMatchObject({ digits: -5n, decimals: 1, value: -0.5 });
    expect(printed("−.041")).toMatchObject({ decimals: 3, value: -0.041 });
    expect(roundingInterval(printed("1.20"))).toMatchObject({ low: 239n, high: 241n, denominator: 200n });
    expect(roundingInterval(printed("1.2"))).toMatchObject({ low: 23n, high: 25n, denominator: 20n });
  });

  test.each(["", "-", ".", "1.2.3", "1e3", "NaN", "abc", "1 2", "0x10", "1".repeat(31)])("%j is none", (text) => {
    expect(readPrintedNumber(text)).toBeNull();
  });

  test("each rounding rule takes the ends that it takes", () => {
    const sums = (rule: Parameters<typeof checkGrim>[1]): readonly number[] =>
      checkGrim({ mean: printed("0.5"), n: 20 }, rule).possibleSums;
    // 0.45 and 0.55 are 9 and 11 of 20, both on an end.
    expect(sums("closed")).toEqual([9, 10, 11]);
    expect(sums("half_up")).toEqual([9, 10]);
    expect(sums("half_down")).toEqual([10, 11]);
    expect(sums("half_even")).toEqual([10]);
    expect(sums("ceiling")).toEqual([9, 10]);
    expect(sums("floor")).toEqual([10, 11]);
    expect(sums("truncate")).toEqual([10, 11]);
    expect(checkGrim({ mean: printed("-0.5"), n: 20 }, "truncate").possibleSums).toEqual([-11, -10]);
  });
});

describe("GRIM", () => {
  test("agrees with the published vector for n = 28: 5.19 to 5.30", () => {
    const verdicts = Array.from({ length: 12 }, (_, i) => {
      const mean = printed((5.19 + i / 100).toFixed(2));
      return checkGrim({ mean, n: 28 }).consistent ? "T" : "F";
    });
    expect(verdicts.join(" ")).toBe("F F T F F F T F F F T F");
  });

  test("never doubts a mean that data have, whatever the number of items", () => {
    const random = seededRandom(11);
    for (let i = 0; i < 2000; i += 1) {
      const n = 2 + Math.floor(random() * 200);
      const items = 1 + Math.floor(random() * 4);
      const sum = Math.floor(random() * 1000) - 300;
      const decimals = Math.floor(random() * 4);
      const mean = printed((sum / (n * items)).toFixed(decimals));
      expect(checkGrim({ mean, n, items }).possibleSums).toContain(sum);
    }
  });
});

describe("GRIMMER", () => {
  test("passes data that the published analytic code calls impossible in its third test", () => {
    const data = [1, 1, 2, 3, 3, 4, 4, 4, 4, 5];
    const [mean, sd] = momentsAsPrinted(data, 2);
    expect([mean.text, sd.text]).toEqual(["3.10", "1.37"]);
    const unbounded = checkGrimmer({ mean, sd, n: 10 });
    expect(unbounded).toMatchObject({ consistent: true, method: "analytic", failure: null });
    expect(checkGrimmer({ mean, sd, n: 10, scale: { min: 1, max: 5 } })).toMatchObject({
      consistent: true,
      method: "enumeration",
    });
  });

  test("takes every sum that the mean allows, not the nearest alone", () => {
    // 7.3 of 12 is a sum of 87 or 88; with 87, the sum nearer to 87.6 being 88, this SD exists.
    const data = [5, 5, 6, 6, 7, 7, 7, 8, 8, 9, 9, 10];
    expect(data.reduce((sum, value) => sum + value)).toBe(87);
    const [, sd] = momentsAsPrinted(data, 3);
    expect(checkGrimmer({ mean: printed("7.3"), sd, n: 12 }).consistent).toBe(true);
  });

  test("names the step that says no", () => {
    const failure = (mean: string, sd: string, n: number): unknown =>
      checkGrimmer({ mean: printed(mean), sd: printed(sd), n }).failure;
    expect(failure("5.19", "1.00", 28)).toBe("grim");
    expect(failure("1.03", "0.41", 40)).toBe("no_sum_of_squares");
    expect(failure("5.23", "2.55", 35)).toBe("parity");
    // Two numbers with sum 0 and squares 4 would be ±√2.
    expect(failure("0.000", "2.000", 2)).toBe("no_data");
    expect(failure("5.23", "2.55", 31)).toBeNull();
  });

  test("never doubts the mean and SD of real data, and shows data that have both", () => {
    const random = seededRandom(7);
    for (let i = 0; i < 400; i += 1) {
      const n = 2 + Math.floor(random() * 40);
      const width = 1 + Math.floor(random() * 30);
      const data = Array.from({ length: n }, () => Math.floor(random() * width) - 5);
      const decimals = 1 + Math.floor(random() * 3);
      const [mean, sd] = momentsAsPrinted(data, decimals);
      const { consistent, example } = checkGrimmer({ mean, sd, n });
      expect(consistent).toBe(true);
      if (example === null) continue;
      const moments = meanAndSd(example);
      expect([isPrintedAs(moments[0], mean), isPrintedAs(moments[1], sd)]).toEqual([true, true]);
    }
  });

  test("without ends agrees with a complete search of a scale wide enough to hold all", () => {
    for (const n of [2, 3, 4, 5]) {
      for (let sd = 0; sd <= 200; sd += 7) {
        const input = { mean: printed("0.00"), sd: printed((sd / 100).toFixed(2)), n };
        // Nobody is further from the mean than √n standard deviations.
        const reach = Math.ceil(2.1 * Math.sqrt(n));
        const bounded = checkGrimmer({ ...input, scale: { min: -reach, max: reach } });
        expect([n, sd, checkGrimmer(input).consistent]).toEqual([n, sd, bounded.consistent]);
      }
    }
  });

  test("shows data also of many persons, and no list too long to look at", () => {
    const input = { mean: printed("3.2"), sd: printed("41.7"), n: 9000 };
    const { consistent, example } = checkGrimmer(input);
    expect(consistent).toBe(true);
    expect(example).toHaveLength(9000);
    expect(checkGrimmer({ ...input, n: 1_000_000 })).toMatchObject({ consistent: true, example: null });
  });

  test("finds whole numbers with a sum and a sum of squares, or proves that there are none", () => {
    expect(findIntegers(3, 0, 2).values).toEqual([-1, 0, 1]);
    expect(findIntegers(2, 0, 4)).toEqual({ values: null, exhausted: true });
    for (let n = 1; n <= 4; n += 1) {
      for (let sum = -6; sum <= 6; sum += 1) {
        for (let squares = 0; squares <= 20; squares += 1) {
          const { values, exhausted } = findIntegers(n, sum, squares);
          expect(exhausted).toBe(true);
          expect([n, sum, squares, values !== null]).toEqual([n, sum, squares, existsPlainly(n, sum, squares)]);
        }
      }
    }
  });
});

describe("DEBIT", () => {
  test("agrees with the seven rows of n = 1683", () => {
    const rows = [
      [".53", ".50"],
      [".44", ".50"],
      [".77", ".42"],
      [".19", ".35"],
      [".34", ".47"],
      [".93", ".25"],
      [".12", ".33"],
    ] as const;
    const verdicts = rows.map(([mean, sd]) => checkDebit({ mean: printed(mean), sd: printed(sd), n: 1683 }).consistent);
    expect(verdicts).toEqual([true, true, true, false, true, true, true]);
  });

  test("is a complete search of the scale 0 to 1", () => {
    for (let hundredth = 0; hundredth <= 60; hundredth += 1) {
      const input = { mean: printed("0.30"), sd: printed((hundredth / 100).toFixed(2)), n: 23 };
      const { count } = enumerateClosure({ ...input, min: 0, max: 1 });
      expect(checkDebit(input).possibleCounts).toHaveLength(count);
    }
  });
});

describe("CLOSURE", () => {
  test.each([
    { n: 6, min: 1, max: 5, mean: "3.2", sd: "1.2" },
    { n: 9, min: -2, max: 2, mean: "0.1", sd: "1.5" },
    { n: 12, min: 0, max: 3, mean: "1.25", sd: "1.06" },
    { n: 7, min: 0, max: 1, mean: "0.43", sd: "0.53" },
    { n: 5, min: 2, max: 3, mean: "2.4", sd: "0.55" },
  ])(
    "finds what trying every data set finds, in order: $n of $min to $max, $mean ± $sd",
    ({ n, min, max, ...rest }) => {
      const [mean, sd] = [printed(rest.mean), printed(rest.sd)];
      const expected = allMargins(n, max - min + 1).filter((counts) => {
        const data = counts.flatMap((count, step) => new Array<number>(count).fill(min + step));
        const moments = meanAndSd(data);
        return isPrintedAs(moments[0], mean) && isPrintedAs(moments[1], sd);
      });
      const { complete, count, solutions } = enumerateClosure({ mean, sd, n, min, max });
      expect(complete).toBe(true);
      expect(solutions).toEqual(expected);
      expect(count).toBe(expected.length);
      expect(count).toBeGreaterThan(0);
    },
  );

  test("takes the mean of two items in steps of a half", () => {
    const { solutions } = enumerateClosure({
      mean: printed("0.75"),
      sd: printed("0.35"),
      n: 2,
      min: 0,
      max: 1,
      items: 2,
    });
    expect(solutions).toEqual([[0, 1, 1]]);
  });

  test("gives up after its steps, and says that the count is a lower bound", () => {
    const input = { mean: printed("3.4"), sd: printed("1.5"), n: 60, min: 1, max: 7 };
    const some = enumerateClosure(input, { mostSteps: 2000 });
    expect(some.complete).toBe(false);
    expect(enumerateClosure(input, { mostSteps: 4000 }).count).toBeGreaterThanOrEqual(some.count);
  });

  test("lists no more than asked and counts them all", () => {
    const { count, solutions } = enumerateClosure(
      { mean: printed("2.75"), sd: printed("1.21"), n: 20, min: 1, max: 5 },
      { mostListed: 3 },
    );
    expect([count, solutions.length]).toEqual([17, 3]);
  });
});

describe("statcheck", () => {
  test.each([
    // p from R 4.2.2: pt, pf, pchisq, pnorm with lower.tail = FALSE.
    ["t(28) = 2.20, p = .03", false, false, 0.03622548477883782],
    ["t(28) = 2.20, p = .036", true, false, 0.03622548477883782],
    ["F(2, 27) = 4.03, p = .03", true, false, 0.0294],
    ["χ2(1, n = 40) = 3.9, p < .05", true, false, 0.04829],
    ["r(38) = .31, p = .05", true, false, 0.0516],
    ["z = 2.1, p = .036", true, false, 0.03573],
    ["z = 1.2, p < .05", false, true, 0.2301],
    ["z = 2.6, p > .05", false, true, 0.0093],
    ["t(19) = -4.87, p > .0001", true, false, 0.000106353],
  ])("%s: consistent %s, decision error %s", (text, consistent, decisionError, p) => {
    const parsed = readPrintedTest(text);
    if (parsed === null) throw new Error(text);
    const result = checkPrintedTest(parsed);
    expect(result).toMatchObject({ consistent, decisionError, pZero: false });
    expect(result.pComputed / p).toBeCloseTo(1, 2);
    expect(result.pInterval[0]).toBeLessThanOrEqual(result.pComputed);
    expect(result.pInterval[1]).toBeGreaterThanOrEqual(result.pComputed);
  });

  test("a statistic that may be zero may have p = 1; one side halves p of t, z and r only", () => {
    const parsed = readPrintedTest("t(10) = 0.00, p = 1.00");
    if (parsed === null) throw new Error("not read");
    expect(checkPrintedTest(parsed)).toMatchObject({ consistent: true, pComputed: 1 });
    const f = readPrintedTest("F(1, 20) = 5.00, p = .037");
    if (f === null) throw new Error("not read");
    expect(checkPrintedTest(f, { twoSided: false }).pComputed).toBe(checkPrintedTest(f).pComputed);
  });

  test("text of another form is not guessed at", () => {
    for (const text of ["", "t = 2.2, p = .03", "F(2) = 4.03, p = .03", "t(28) = 2.20", "t(28) = x, p = .03"])
      expect(readPrintedTest(text)).toBeNull();
  });
});

describe("what a paired t determines", () => {
  test("is refused where t or the difference is zero, and keeps the difference's sign", () => {
    expect(recomputePaired({ meanDifference: 0, t: 0, n: 10 })).toBeNull();
    expect(recomputePaired({ meanDifference: 1, t: 2, n: 1 })).toBeNull();
    const turned = recomputePaired({ meanDifference: -0.7, t: -4.87, n: 20 });
    expect(turned?.dZ).toBeCloseTo(-1.0889651, 6);
    expect(turned?.intervalT[0]).toBeCloseTo(-1.0008453, 6);
  });

  test("the SDs imply a correlation: 0.41, 0.31 and 0.6428 give −0.586", () => {
    expect(impliedCorrelation(0.41, 0.31, 0.6428121495892619)).toBeCloseTo(-0.586182, 6);
  });
});

test("20 persons fill 9 cells in 3,108,105 ways", () => {
  expect(countFillings(20, 9)).toBe(3_108_105);
  expect(countFillings(4, 3)).toBe(allMargins(4, 3).length);
  expect(countFillings(0, 5)).toBe(1);
});

function printed(text: string): PrintedNumber {
  const read = readPrintedNumber(text);
  if (read === null) throw new Error(`not a printed number: ${text}`);
  return read;
}

function meanAndSd(data: readonly number[]): readonly [number, number] {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const squares = data.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (data.length - 1))];
}

function momentsAsPrinted(data: readonly number[], decimals: number): readonly [PrintedNumber, PrintedNumber] {
  const [mean, sd] = meanAndSd(data);
  return [printed(mean.toFixed(decimals)), printed(sd.toFixed(decimals))];
}

function existsPlainly(n: number, sum: number, squares: number): boolean {
  if (n === 0) return sum === 0 && squares === 0;
  const reach = Math.floor(Math.sqrt(squares));
  for (let value = -reach; value <= reach; value += 1)
    if (value * value <= squares && existsPlainly(n - 1, sum - value, squares - value * value)) return true;
  return false;
}
