import { checkFile } from "@kendali/stats/reference/check-file";
import type { ReferenceFile } from "@kendali/stats/reference/reference-case";
import { describe, expect, test } from "vitest";
import { adapters } from "./adapters.ts";
import consistencyCheck from "./cases/consistency-check.json" with { type: "json" };

const file = consistencyCheck as unknown as ReferenceFile;

describe("reference cases from exact rational arithmetic, enumeration and scipy", () => {
  test.each(checkFile(file, adapters).map((verdict) => [verdict.id, verdict] as const))(
    "%s agrees in every field",
    (_, verdict) => {
      expect("differences" in verdict ? verdict.differences : []).toEqual([]);
      expect(verdict.verdict).toBe("passed");
    },
  );

  test("a wrong number in any field of any case is seen", () => {
    const changed = file.cases.flatMap((testCase) => {
      const { status, ...fields } = testCase.expected;
      return Object.keys(fields).map((name) => ({
        ...testCase,
        id: `${testCase.id} ${name}`,
        expected: { status, ...fields, [name]: disturb(fields[name]) },
      }));
    });
    expect(changed.length).toBeGreaterThan(60);
    const unseen = checkFile({ ...file, cases: changed }, adapters).filter(({ verdict }) => verdict === "passed");
    expect(unseen.map(({ id }) => id)).toEqual([]);
  });
});

describe("other statistics and options of the same methods", () => {
  // p from R 4.2.2: pf, pchisq, pt and pnorm with lower.tail = FALSE.
  test.each([
    ["statcheck.F", { F: 4.03, df1: 2, df2: 27, p_reported: ".03" }, { F_decimals: 2 }, true, 0.02940695],
    ["statcheck.chisq", { chisq: 3.9, df: 1, p_reported: ".05", operator: "<" }, { decimals: 1 }, true, 0.04828611],
    ["statcheck.r", { r: 0.31, n: 40, p_reported: ".052" }, { r_decimals: 2 }, true, 0.05157098],
    ["statcheck.z", { z: 2.6, p_reported: ".05", operator: ">" }, { z_decimals: 1 }, false, 0.009322376],
    ["statcheck.t", { text: "t(28) = 2.20, p = .018" }, { two_sided: false }, true, 0.01811274],
    ["statcheck.t", { t: 2.2, df: 28, p_reported: ".03" }, { t_decimals: 1 }, true, 0.03622548],
  ] as const)("%s %j %j", (method, inputs, options, consistent, p) => {
    const actual = adapters[method]?.(inputs as never, options as never);
    const fields = actual !== undefined && "fields" in actual ? actual.fields : {};
    expect(fields["consistent"]).toBe(consistent);
    expect(Number(fields["p_computed"]) / p).toBeCloseTo(1, 6);
  });

  test("what cannot be computed is refused", () => {
    const refused = (method: string, inputs: object): unknown => adapters[method]?.(inputs as never, {} as never);
    expect(refused("statcheck.t", { t: 2, df: 0, p_reported: ".05" })).toEqual({ refused: "invalid_option" });
    expect(refused("consistency.paired_t", { mean_diff: 0, t: 0, n: 20 })).toEqual({ refused: "zero_effect" });
    expect(refused("consistency.paired_t", { mean_diff: 1, t: 2, n: 1 })).toEqual({ refused: "n_below_2" });
    expect(refused("grim", { mean: "about 5", n: 20 })).toEqual({ refused: "invalid_option" });
  });
});

/** Another value of the same shape, off by more than any tolerance; an empty list gets a member. */
function disturb(value: unknown): unknown {
  if (typeof value === "number") return value * 1.05 + (value < 0 ? -0.01 : 0.01);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.length === 0 ? [1] : value.map(disturb);
  return "other";
}
