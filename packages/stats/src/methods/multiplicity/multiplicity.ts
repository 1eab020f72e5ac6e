import type { MethodDefinition } from "../../method.ts";
import { positionOf } from "../../numeric/position-of.ts";
import { countExclusions } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm, hommel } from "./adjust.ts";
import type { Adjust } from "./adjust.ts";
import type {
  AdjustedP,
  AdjustmentMethod,
  MultiplicityInput,
  MultiplicityOptions,
  MultiplicityResult,
  MultiplicityRNames,
} from "./multiplicity.types.ts";

const source =
  "Holm (1979), Scand J Stat 6:65; Hochberg (1988), Biometrika 75:800; Hommel (1988), Biometrika 75:383; Benjamini & Hochberg (1995), JRSS B 57:289; Benjamini & Yekutieli (2001), Ann Stat 29:1165";

const methods: Readonly<Record<AdjustmentMethod, Adjust>> = {
  bonferroni,
  holm,
  hochberg,
  hommel,
  bh: benjaminiHochberg,
  by: benjaminiYekutieli,
};

/** Families of more tests than this are not of one study, and their tables would not fit. */
const mostTests = 10_000_000;

/**
 * P-values adjusted for the number of tests in their family: Bonferroni, Holm (default), Hochberg and Hommel for the family-wise
 * error rate, Benjamini–Hochberg and Benjamini–Yekutieli for the false discovery rate. `null` stays `null` and is not counted.
 * Refuses no p-value, one outside 0 to 1, and fewer tests than p-values. Example: 0.01, 0.04, 0.03 are 0.03, 0.06, 0.06 by Holm.
 */
export function runMultiplicity(
  input: MultiplicityInput,
  options: MultiplicityOptions = {},
): Outcome<MultiplicityResult> {
  const { variant = "holm", alpha = 0.05 } = options;
  const bad = input.p.findIndex((value) => value !== null && !(value >= 0 && value <= 1));
  if (bad >= 0) return refuse("not_a_probability", { position: bad + 1 });
  if (!(alpha > 0 && alpha < 1)) return refuse("invalid_option", { option: "alpha", value: String(alpha) });
  const sorted = Float64Array.from(input.p.filter((value) => value !== null)).sort();
  if (sorted.length === 0) return refuse("n_below_1", { n: 0 });
  const { tests = sorted.length } = options;
  if (!Number.isSafeInteger(tests) || tests < sorted.length)
    return refuse("invalid_option", { option: "tests", value: String(tests) });
  if (tests > mostTests) return refuse("numbers_too_large", { limit: mostTests });
  // Equal p-values have equal adjusted ones, so each finds its own by its value.
  const positions = input.p.map((value) => (value === null ? null : positionOf(sorted, value)));
  const adjustBy = (name: AdjustmentMethod): AdjustedP => {
    const adjusted = methods[name](sorted, tests);
    return positions.map((position) => (position === null ? null : (adjusted[position] ?? null)));
  };
  const all = {
    bonferroni: adjustBy("bonferroni"),
    holm: adjustBy("holm"),
    hochberg: adjustBy("hochberg"),
    hommel: adjustBy("hommel"),
    bh: adjustBy("bh"),
    by: adjustBy("by"),
  };
  const adjusted = all[variant];
  return {
    ok: true,
    result: {
      method: "multiplicity",
      variant,
      n: { used: sorted.length, excluded: countExclusions([["missing", input.p.length - sorted.length]]) },
      warnings: [],
      source,
      r: rCall(undefined, options),
      details: {
        tests,
        alpha,
        controls: variant === "bh" || variant === "by" ? "false_discovery_rate" : "family_wise_error_rate",
        adjusted,
        rejected: adjusted.map((value) => (value === null ? null : value <= alpha)),
        all,
      },
    },
  };
}

function rCall(names: MultiplicityRNames = { p: "p" }, options: MultiplicityOptions = {}): string {
  const variant = options.variant ?? "holm";
  const method = variant === "bh" || variant === "by" ? variant.toUpperCase() : variant;
  const tests = options.tests === undefined ? "" : `, n = ${options.tests}`;
  return `p.adjust(${names.p}, method = "${method}"${tests})`;
}

export const multiplicity = {
  key: "multiplicity",
  page: "multiplicity",
  tier: "FIRST",
  input: "p_values",
  variants: ["bonferroni", "holm", "hochberg", "hommel", "bh", "by"],
  source,
  run: runMultiplicity,
  rCall,
} as const satisfies MethodDefinition<MultiplicityInput, MultiplicityOptions, MultiplicityRNames, MultiplicityResult>;
