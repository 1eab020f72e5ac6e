import { baselinePrefix } from "../entry/compile-form.ts";
import type { Problem } from "../result.ts";
import type { Hole } from "./set-aside.ts";

/**
 * The problems that stand on something being absent, or on a choice, and where that would be: with a hole there nobody
 * can tell whether they are real. All others are about what is there, and hold whatever the holes held.
 */
const standsOn: Readonly<Record<string, readonly string[]>> = {
  design_arms_too_few: ["arms", "design/type"],
  design_arms_too_many: ["design/type"],
  design_control_missing: ["arms", "design/type"],
  design_intervention_missing: ["arms"],
  design_allocation_missing: ["allocation", "design/type"],
  design_allocation_not_offered: ["design/type"],
  ratio_arms_mismatch: ["arms", "allocation"],
  block_size_not_multiple: ["allocation/ratio"],
  block_size_predictable: ["allocation/ratio"],
  strata_item_not_baseline: ["visits"],
  allocation_two_equal_arms_needed: ["allocation/ratio"],
  allocation_equal_arms_needed: ["allocation/ratio"],
  allocation_probability_out_of_range: ["allocation/ratio"],
  allocation_block_sizes_missing: ["allocation/blockSizes"],
  allocation_factors_missing: ["allocation/strata"],
  population_needs_allocation: ["allocation"],
  sample_size_incomplete: ["sampleSize/method"],
  sample_size_below_arms: ["sampleSize/perArm", "sampleSize/target"],
  primary_outcome_missing: ["outcomes"],
  outcome_item_not_measured: ["visits/forms"],
  visit_anchor_without_allocation: ["allocation"],
  delivery_item_missing: ["deliveryItem"],
  session_count_mismatch: ["visits"],
  form_not_scheduled: ["visits"],
  role_required: ["roles"],
  form_must_reveal_arm: ["arms", "visits", "design/type"],
  expression_reveals_arm: ["design/type"],
  scale_item_later: ["visits"],
  scale_reversed_unbounded: ["codelists"],
  // A name that is not declared can show as a type that does not fit where it stands inside a call.
  expression_wrong_types: ["forms/sections"],
  consent_purpose_missing: ["consent/purposes"],
};

/** Where the names of a list that references are looked up in come from, when it is not the part of that name. */
const homesOf: Readonly<Record<string, readonly string[]>> = {
  items: ["forms/sections"],
  covariates: ["forms/sections", "outcomes"],
};

/** Whether a problem of the rest could come from a hole alone. */
export function isFollowUp({ code, path, params }: Problem, holes: readonly Hole[]): boolean {
  const name = String(params["name"] ?? "");
  switch (code) {
    case "reference_unknown": {
      const list = String(params["list"] ?? "");
      // The codes of one code list are `codelists/<key>`; they have no keys that could be recognised.
      if (list.includes("/")) return holes.some(({ part }) => touches(part, "codelists"));
      return couldBeNamed(name, homesOf[list] ?? [list], holes);
    }
    case "expression_unknown_name":
      return couldBeNamed(
        name.startsWith(baselinePrefix) ? name.slice(baselinePrefix.length) : name,
        ["forms/sections"],
        holes,
      );
    case "assumption_path_unknown": {
      const [first = ""] = name.split("/").filter((step) => step !== "");
      return holes.some(({ part }) => touches(part, first));
    }
    default:
      return holes.some(({ part }) => path === part || (standsOn[code] ?? []).some((needed) => touches(part, needed)));
  }
}

function couldBeNamed(name: string, homes: readonly string[], holes: readonly Hole[]): boolean {
  return holes.some(
    ({ part, names, mayHoldMore }) => homes.some((home) => touches(part, home)) && (mayHoldMore || names.has(name)),
  );
}

/** Whether one of two parts holds the other. */
function touches(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
