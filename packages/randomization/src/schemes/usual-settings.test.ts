import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { armsSuitScheme } from "./arms-suit-scheme.ts";
import { schemes } from "./index.ts";
import type { ArmRatio, SchemeDefinition, SchemeKey } from "./scheme.ts";
import { parameterProblems } from "./validate-scheme.ts";

const keys = Object.keys(schemes) as SchemeKey[];
const armsOf = (...ratios: number[]): readonly ArmRatio[] =>
  ratios.map((ratio, index) => ({ key: `arm_${index}`, ratio }));

function problemsOf(scheme: SchemeKey, arms: readonly ArmRatio[]) {
  const definition: SchemeDefinition = schemes[scheme];
  const factors = definition.settings.includes("factors") ? { factors: [{ key: "site", weight: 1 }] } : {};
  return parameterProblems(scheme, { arms, blockSizes: [], ...definition.usual(arms), ...factors });
}

describe("the usual settings of a scheme", () => {
  test("leave nothing to say but that the arms do not suit it, for every scheme and ratio", () => {
    const ratios = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...keys), ratios, (scheme, shares) => {
        const arms = armsOf(...shares);
        const unfit = armsSuitScheme(scheme, arms);
        expect(problemsOf(scheme, arms)).toEqual(unfit === null ? [] : [unfit]);
      }),
    );
  });

  test("are those that are common", () => {
    const arms = armsOf(2, 1);
    expect(schemes.permuted_blocks.usual(arms)).toEqual({ blockSizes: [6, 9] });
    expect(schemes.minimization.usual(arms)).toEqual({ coin: { numerator: 4, denominator: 5 }, measure: "range" });
    // A coin of 4/5 would favour nobody where one arm has four of five by the ratio.
    expect(schemes.minimization.usual(armsOf(4, 1)).coin).toEqual({ numerator: 9, denominator: 10 });
  });

  test("belong to schemes of which three need two equal arms and one equal arms", () => {
    const unfit = (...ratios: number[]) => keys.filter((key) => armsSuitScheme(key, armsOf(...ratios)) !== null);
    expect(unfit(1, 1)).toEqual([]);
    expect(unfit(2, 1)).toEqual(["big_stick", "efron", "urn", "maximal"]);
    expect(unfit(1, 1, 1)).toEqual(["big_stick", "efron", "maximal"]);
    expect(armsSuitScheme("urn", armsOf(2, 1, 1))).toMatchObject({
      code: "allocation_equal_arms_needed",
      params: { arms: 3, ratio: "2:1:1" },
    });
  });
});
