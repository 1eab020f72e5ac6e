import { runTwoProportions } from "@kendali/stats";
import { drawAnalysed, drawCount } from "../draw-outcomes.ts";
import type { SimulatedStudy, SimulationDesign, Trial } from "../simulation-design.ts";
import { dropOut, enrolled, probability } from "./rules.ts";

/** Two arms with a yes/no outcome: probabilities of yes, and which p-value of the method decides. Always two-sided. */
export type TwoProportionsDesign = {
  readonly nFirst: number;
  readonly nSecond: number;
  readonly probabilityFirst: number;
  readonly probabilitySecond: number;
  readonly dropOut: number;
  readonly test: "fisher" | "chi2" | "chi2_yates";
};

export const twoProportions: SimulationDesign<TwoProportionsDesign> = {
  key: "two_proportions",
  method: "two_proportions",
  direction: "first_minus_second",
  rules: {
    nFirst: enrolled,
    nSecond: enrolled,
    probabilityFirst: probability,
    probabilitySecond: probability,
    dropOut,
    test: { kind: "choice", choices: ["fisher", "chi2", "chi2_yates"] },
  },
  example: { nFirst: 60, nSecond: 60, probabilityFirst: 0.6, probabilitySecond: 0.35, dropOut: 0, test: "fisher" },
  hasEffect: ({ probabilityFirst, probabilitySecond }) => probabilityFirst !== probabilitySecond,
  withoutEffect: (parameters) => ({ ...parameters, probabilityFirst: parameters.probabilitySecond }),
  isTwoSidedOnly: true,
  prepare: (parameters): Trial => {
    // The method sees four counts, and few different ones occur: each table is analysed once.
    const known = new Map<string, SimulatedStudy["outcome"]>();
    return (generator) => {
      const [first, second] = (
        [
          [parameters.nFirst, parameters.probabilityFirst],
          [parameters.nSecond, parameters.probabilitySecond],
        ] as const
      ).map(([n, chance]) => {
        const total = drawAnalysed(generator, n, parameters.dropOut);
        return { total, events: drawCount(generator, total, chance) };
      }) as [Counts, Counts];
      const name = `${first.events}/${first.total} ${second.events}/${second.total}`;
      const outcome = known.get(name) ?? analyse(first, second, parameters.test);
      known.set(name, outcome);
      return { outcome, analysed: first.total + second.total };
    };
  },
};

type Counts = { readonly events: number; readonly total: number };

function analyse(first: Counts, second: Counts, test: TwoProportionsDesign["test"]): SimulatedStudy["outcome"] {
  const outcome = runTwoProportions({ first, second }, { p: test });
  return outcome.ok ? outcome.result.p.value : outcome.refusal.code;
}
