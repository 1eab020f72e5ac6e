import { protocolHash, type Problem, type Protocol } from "@kendali/domain";
import { allocationWarnings, parametersOfPlan, validateScheme, validateStudyDocument } from "@kendali/randomization";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceProtocol } from "./testing/study-world.ts";

type Plan = NonNullable<Protocol["allocation"]>;

const base = referenceProtocol("oxytocin-rct");
const oneGroup = referenceProtocol("oxytocin-pretest-posttest");
const ratio = [
  { arm: "oxytocin_massage", weight: 1 },
  { arm: "usual_care", weight: 1 },
];
const strata: Plan["strata"] = [{ source: "site" }, { source: "item", item: "parity_group" }];
const common = { ratio, strata, afterVisit: "pretest" };

/** The settings of each scheme, as a document states them. */
const sound: Readonly<Record<Plan["scheme"], Partial<Plan>>> = {
  simple: {},
  permuted_blocks: { blockSizes: [4, 6] },
  big_stick: { maximumImbalance: 3 },
  efron: { coin: { numerator: 2, denominator: 3 } },
  urn: { urn: { initial: 1, added: 1 } },
  maximal: { maximumImbalance: 3, sequenceLength: 24 },
  minimization: { coin: { numerator: 4, denominator: 5 }, measure: "range" },
};

const withPlan = (plan: unknown): unknown => ({ ...base, allocation: plan });
const problemsOf = (document: unknown): readonly Problem[] => {
  const result = validateStudyDocument(document);
  return result.ok ? [] : (result.refusal.problems ?? []);
};
const said = (plan: unknown) => problemsOf(withPlan(plan)).map(({ code, path }) => `${code} at ${path}`);

describe("a study's document", () => {
  test.each(Object.entries(sound))("can name %s, with exactly its own settings", (scheme, settings) => {
    const plan = { scheme, ...common, ...settings };
    expect(said(plan)).toEqual([]);
    for (const name of Object.keys(settings)) {
      const { [name]: _left, ...rest } = plan as Record<string, unknown>;
      const missing = name === "blockSizes" ? "allocation_block_sizes_missing" : "allocation_setting_missing";
      expect(said(rest)).toEqual([`${missing} at allocation/${name}`]);
    }
    for (const [name, value] of Object.entries(Object.assign({}, ...Object.values(sound)) as Partial<Plan>)) {
      if (name in settings) continue;
      const unused = name === "blockSizes" ? "allocation_block_sizes_unused" : "allocation_setting_unused";
      expect(said({ ...plan, [name]: value })).toEqual([`${unused} at allocation/${name}`]);
    }
  });

  test("that names permuted blocks as before is the same document, to the byte", () => {
    const read = validateStudyDocument(JSON.parse(JSON.stringify(base)));
    if (!read.ok) throw new Error("refused");
    expect(protocolHash(read.value)).toBe(protocolHash(base));
    expect(read.value).toEqual(base);
  });

  test("names a ratio that is no whole number by its arm", () => {
    for (const weight of [0, -1, 1.5])
      expect(
        said({
          scheme: "permuted_blocks",
          ...common,
          blockSizes: [4],
          ratio: [{ arm: "oxytocin_massage", weight }, ratio[1]],
        }),
      ).toEqual(["allocation_ratio_out_of_range at allocation/ratio/oxytocin_massage/weight"]);
    expect(said({ scheme: "simple", ...common, ratio: [{ arm: "oxytocin_massage", weight: "1" }, ratio[1]] })).toEqual([
      "shape_wrong_type at allocation/ratio/oxytocin_massage/weight",
    ]);
  });

  test("tells a fault of blocks once, in the words of the document", () => {
    const blocks = (blockSizes: number[]) => said({ scheme: "permuted_blocks", ...common, blockSizes });
    expect(blocks([5])).toEqual(["block_size_not_multiple at allocation/blockSizes"]);
    expect(blocks([2])).toEqual(["block_size_predictable at allocation/blockSizes"]);
    expect(blocks([4, 4])).toEqual(["key_duplicate at allocation/blockSizes/4"]);
    expect(blocks([4, 6.5])).toEqual(["allocation_block_size_out_of_range at allocation/blockSizes/2"]);
    expect(blocks([4, 2000])).toEqual(["allocation_block_size_out_of_range at allocation/blockSizes/2"]);
  });

  test("refuses what a procedure for two equal arms cannot do", () => {
    const unequal = [{ arm: "oxytocin_massage", weight: 2 }, ratio[1]];
    expect(said({ scheme: "efron", ...common, ...sound.efron, ratio: unequal })).toEqual([
      "allocation_two_equal_arms_needed at allocation/ratio",
    ]);
    expect(said({ scheme: "urn", ...common, ...sound.urn, ratio: unequal })).toEqual([
      "allocation_equal_arms_needed at allocation/ratio",
    ]);
    expect(said({ scheme: "maximal", ...common, maximumImbalance: 3, sequenceLength: 7 })).toEqual([
      "allocation_sequence_length_odd at allocation/sequenceLength",
    ]);
  });

  test("takes its strata as the factors of minimization, and their weights for nothing else", () => {
    const minimized = (factors: readonly unknown[]) =>
      said({ scheme: "minimization", ...common, ...sound.minimization, strata: factors });
    expect(minimized([{ source: "site", weight: 3 }, strata[1]])).toEqual([]);
    expect(minimized([])).toEqual(["allocation_factors_missing at allocation/strata"]);
    expect(minimized([{ source: "site", weight: 0.5 }])).toEqual([
      "allocation_weight_out_of_range at allocation/strata/1/weight",
    ]);
    expect(minimized([{ source: "site" }, { source: "site" }])).toEqual(["key_duplicate at allocation/strata/site"]);
    expect(minimized([{ source: "item", item: "nobody_asks" }])).toEqual(["reference_unknown at allocation/strata"]);
    expect(minimized([{ source: "item", item: "age_years" }])).toEqual(["strata_item_unsuitable at allocation/strata"]);
    expect(said({ scheme: "simple", ...common, strata: [{ source: "site", weight: 2 }] })).toEqual([
      "allocation_setting_unused at allocation/strata/1/weight",
    ]);
  });

  test("says nothing of a scheme whose parts cannot be read", () => {
    expect(said({ scheme: "minimization", ...common, ...sound.minimization, strata: [7] })).toEqual([
      "shape_wrong_type at allocation/strata/1",
    ]);
    expect(said({ scheme: "coin toss", ...common })).toEqual(["shape_not_offered at allocation/scheme"]);
    expect(validateStudyDocument(oneGroup).ok).toBe(true);
  });

  test("is warned of a coin that is certain, and accepted", () => {
    const certain = { scheme: "minimization", ...common, measure: "range", coin: { numerator: 3, denominator: 3 } };
    const read = validateStudyDocument(withPlan(certain));
    if (!read.ok) throw new Error("refused");
    expect(allocationWarnings(read.value)).toEqual([
      { path: "allocation/coin", code: "allocation_deterministic", params: {} },
    ]);
    expect(allocationWarnings(base)).toEqual([]);
    expect(allocationWarnings(oneGroup)).toEqual([]);
  });

  test("is accepted exactly when a list can be made of it, whatever the settings", () => {
    const number = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(0.5, 24, 500, 2000, 1e21));
    const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });
    const plans = fc.record({
      scheme: fc.constantFrom(...(Object.keys(sound) as Plan["scheme"][])),
      ratio: fc.tuple(number, number).map(([a, b]) => [
        { arm: "oxytocin_massage", weight: a },
        { arm: "usual_care", weight: b },
      ]),
      blockSizes: optional(fc.array(number, { minLength: 1, maxLength: 3 })),
      coin: optional(fc.record({ numerator: number, denominator: number })),
      maximumImbalance: optional(number),
      urn: optional(fc.record({ initial: number, added: number })),
      sequenceLength: optional(number),
      measure: optional(fc.constantFrom("range" as const, "sd" as const)),
      strata: fc.array(fc.record({ source: fc.constant("site" as const), weight: optional(number) }), { maxLength: 2 }),
      afterVisit: fc.constant("pretest"),
    });
    fc.assert(
      fc.property(
        fc.oneof(plans, fc.tuple(plans, fc.constantFrom(...Object.entries(sound))).map(mostlySound)),
        (raw) => {
          const plan = JSON.parse(JSON.stringify(raw)) as Plan;
          const found = problemsOf(withPlan(plan)).map(({ code }) => code);
          const listProblems = validateScheme(plan.scheme, parametersOfPlan(plan), ["oxytocin_massage", "usual_care"]);
          if (listProblems.length > 0) expect(found).not.toEqual([]);
          const beyondTheList = found.filter(
            (code) => !["block_size_predictable", "key_duplicate", "allocation_setting_unused"].includes(code),
          );
          if (listProblems.length === 0) expect(beyondTheList).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** A plan of which only what its scheme has no use for, or the ratio, is arbitrary. */
function mostlySound([plan, [scheme, settings]]: [Partial<Plan>, [string, Partial<Plan>]]): Partial<Plan> {
  const { ratio: anyRatio, strata: anyStrata, afterVisit, maximumImbalance } = plan;
  const even = (anyRatio?.[0]?.weight ?? 0) % 2 === 0 ? ratio : (anyRatio ?? ratio);
  const limit = maximumImbalance !== undefined && "maximumImbalance" in settings ? { maximumImbalance } : {};
  return {
    scheme: scheme as Plan["scheme"],
    ...settings,
    ...limit,
    ratio: even,
    strata: anyStrata ?? [],
    afterVisit: afterVisit ?? "pretest",
  };
}
