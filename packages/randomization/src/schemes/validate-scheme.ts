import type { Problem } from "@kendali/domain";
import { schemes } from "./index.ts";
import type { ArmRatio, SchemeDefinition, SchemeKey, SchemeParameters, SchemeSetting } from "./scheme.ts";

/** The largest ratio of one arm. */
export const MAX_RATIO = 100;

/**
 * Everything that is wrong with a scheme's parameters, in one pass; empty when lists can be made from them.
 *
 * `armKeys` are the arms of the study: each must have exactly one ratio. Paths are JSON pointers into `parameters`.
 * Codes: `allocation_too_few_arms`, `allocation_arm_key_empty`, `allocation_arm_repeated`, `allocation_arm_unknown`,
 * `allocation_arm_missing`, `allocation_ratio_out_of_range`, `allocation_block_sizes_unused`,
 * `allocation_block_sizes_missing`, `allocation_block_size_out_of_range`, `allocation_block_size_repeated`,
 * `allocation_block_size_not_multiple`, `allocation_fixed_block_of_two`, `allocation_setting_missing`,
 * `allocation_setting_unused`, `allocation_two_equal_arms_needed`, `allocation_equal_arms_needed`,
 * `allocation_probability_out_of_range`, `allocation_number_out_of_range`, `allocation_sequence_length_odd`,
 * `allocation_measure_unknown`, `allocation_factors_missing`, `allocation_factor_key_empty`,
 * `allocation_factor_repeated`, `allocation_weight_out_of_range`.
 *
 * Source: ICH E9 section 2.3.2; blocks that cannot hold the ratio are not balanced, fixed blocks of two are predictable.
 *
 * @example validateScheme("permuted_blocks", { arms: [{ key: "a", ratio: 1 }, { key: "b", ratio: 1 }], blockSizes: [4, 5] }, ["a", "b"])
 * // [{ path: "/blockSizes/1", code: "allocation_block_size_not_multiple", params: { size: 5, ratioSum: 2 } }]
 */
export function validateScheme(scheme: SchemeKey, parameters: SchemeParameters, armKeys: readonly string[]): Problem[] {
  const stated = parameters.arms.map((arm) => arm.key);
  const unstated: Problem[] = armKeys
    .filter((arm) => !stated.includes(arm))
    .map((arm) => ({ path: "/arms", code: "allocation_arm_missing", params: { arm } }));
  const unknown: Problem[] = stated.flatMap((arm, index) =>
    armKeys.includes(arm) ? [] : [{ path: `/arms/${index}/key`, code: "allocation_arm_unknown", params: { arm } }],
  );
  return [...unstated, ...unknown, ...parameterProblems(scheme, parameters)];
}

/** As `validateScheme`, for parameters whose study is not at hand (a revealed bundle). */
export function parameterProblems(scheme: SchemeKey, parameters: SchemeParameters): Problem[] {
  const definition: SchemeDefinition = schemes[scheme];
  return [
    ...armProblems(parameters.arms),
    ...settingProblems(definition.settings, parameters),
    ...definition.problems(parameters),
  ];
}

const allSettings = [
  "blockSizes",
  "coin",
  "maximumImbalance",
  "urn",
  "sequenceLength",
  "measure",
  "factors",
] as const satisfies readonly SchemeSetting[];

/** A setting that a scheme does not use would be believed to matter, so it is refused like one that is missing. */
function settingProblems(needed: readonly SchemeSetting[], parameters: SchemeParameters): Problem[] {
  return allSettings.flatMap((name): Problem[] => {
    const isGiven = name === "blockSizes" ? parameters.blockSizes.length > 0 : parameters[name] !== undefined;
    if (isGiven === needed.includes(name)) return [];
    const path = `/${name}`;
    if (name === "blockSizes")
      return [{ path, code: isGiven ? "allocation_block_sizes_unused" : "allocation_block_sizes_missing", params: {} }];
    return [
      {
        path,
        code: isGiven ? "allocation_setting_unused" : "allocation_setting_missing",
        params: { setting: name },
      },
    ];
  });
}

function armProblems(arms: readonly ArmRatio[]): Problem[] {
  const keys = arms.map((arm) => arm.key);
  const tooFew: Problem[] =
    arms.length < 2 ? [{ path: "/arms", code: "allocation_too_few_arms", params: { arms: arms.length, min: 2 } }] : [];
  return [
    ...tooFew,
    ...arms.flatMap(({ key, ratio }, index): Problem[] => {
      const found: Problem[] = [];
      if (key === "") found.push({ path: `/arms/${index}/key`, code: "allocation_arm_key_empty", params: {} });
      else if (keys.indexOf(key) < index)
        found.push({ path: `/arms/${index}/key`, code: "allocation_arm_repeated", params: { arm: key } });
      if (!Number.isInteger(ratio) || ratio < 1 || ratio > MAX_RATIO)
        found.push({
          path: `/arms/${index}/ratio`,
          code: "allocation_ratio_out_of_range",
          params: { arm: key, ratio, min: 1, max: MAX_RATIO },
        });
      return found;
    }),
  ];
}
