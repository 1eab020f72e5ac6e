import { runEffectSizePaired } from "../../src/index.ts";
import type { Adapters } from "../reference-case.ts";
import { common, fieldsOf, limits, measurements } from "./fields.ts";
import type { Options, Pre } from "./fields.ts";

export const effectSizePairedAdapters: Adapters = {
  "effect.paired": (inputs: Pre, options: Options) =>
    fieldsOf(runEffectSizePaired(measurements(inputs, options), common(options)), ({ interval, details: d }) => ({
      d_z: d.effects.d_z,
      d_z_ci_nct: interval === null ? [null, null] : limits(interval),
      g_z: d.effects.g_z,
      g_z_approxJ: d.effects.g_z_approximate,
      d_av: d.effects.d_av,
      d_rms: d.effects.d_rms,
      d_rm: d.effects.d_rm,
      // The sd of pre, whichever side it is on.
      glass_delta_pre: options.direction === "pre-post" ? reversedGlass(inputs, options) : d.effects.glass_delta_first,
      r: d.correlation,
      J_exact: d.J,
    })),
};

function reversedGlass({ pre, post }: Pre, options: Options): number | null {
  const outcome = runEffectSizePaired({ first: pre, second: post }, common(options));
  const delta = outcome.ok ? outcome.result.details.effects.glass_delta_first : null;
  return delta === null ? null : 0 - delta;
}
