import { runSampleSizeAncova, runSampleSizePairedT, runSampleSizeTwoSampleT } from "../../src/index.ts";
import type { Actual, Adapters } from "../reference-case.ts";
import { fieldsOf } from "./fields.ts";

export const powerAdapters: Adapters = {
  "power.t": powerTFields,
  "power.ancova_borm": (
    { delta, sd, rho }: { delta: number; sd: number; rho: number },
    { sig_level, power }: { sig_level: number; power: number },
  ) =>
    fieldsOf(
      runSampleSizeAncova({ delta, sd, correlation: rho, power, significance: sig_level }),
      ({ details: d }) => ({
        n_per_arm_ttest_normal: d.nPerArmWithoutBaseline,
        n_per_arm_ancova: d.nPerArm,
        n_per_arm_ancova_ceiling_plus1: d.nPerArmCeiling,
        n_change_score: d.nPerArmChangeScore,
      }),
    ),
};

type PowerTInputs = {
  readonly n?: number;
  readonly delta?: number;
  readonly sd?: number;
  readonly power?: number;
  readonly type?: string;
};

function powerTFields(inputs: PowerTInputs & { readonly "sig.level"?: number; readonly alternative?: string }): Actual {
  const { n, delta, sd = 1, power, type } = inputs;
  const input = {
    sd,
    ...(n === undefined || n === null ? {} : { n }),
    ...(delta === undefined || delta === null ? {} : { delta }),
    ...(power === undefined || power === null ? {} : { power }),
    significance: inputs["sig.level"] ?? 0.05,
    sided: inputs.alternative === "one.sided" ? ("one_sided" as const) : ("two_sided" as const),
  };
  if (type === "one.sample") return { missing: "power of a one-sample t-test" };
  const outcome = type === "paired" ? runSampleSizePairedT(input) : runSampleSizeTwoSampleT(input);
  if (!outcome.ok) return { refused: outcome.refusal.code };
  const d = outcome.result.details;
  return { fields: { n: d.n, delta: d.delta, sd: d.sd, sig_level: d.significance, power: d.power } };
}
