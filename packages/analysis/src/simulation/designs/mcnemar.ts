import { runMcNemar } from "@kendali/stats";
import { drawAnalysed } from "../draw-outcomes.ts";
import type { SimulatedStudy, SimulationDesign, Trial } from "../simulation-design.ts";
import { dropOut, enrolled, probability } from "./rules.ts";

/** Pairs with a yes/no outcome measured twice: probabilities of the two changes, and which p-value decides. Always two-sided. */
export type McNemarDesign = {
  readonly n: number;
  readonly yesToNo: number;
  readonly noToYes: number;
  readonly dropOut: number;
  readonly test: "exact" | "mid_p" | "chi2" | "chi2_corrected";
};

export const mcnemar: SimulationDesign<McNemarDesign> = {
  key: "mcnemar",
  method: "mcnemar",
  direction: "second_minus_first",
  rules: {
    n: enrolled,
    yesToNo: probability,
    noToYes: probability,
    dropOut,
    test: { kind: "choice", choices: ["exact", "mid_p", "chi2", "chi2_corrected"] },
  },
  example: { n: 50, yesToNo: 0.05, noToYes: 0.3, dropOut: 0, test: "exact" },
  fault: ({ yesToNo, noToYes }) => (yesToNo + noToYes > 1 ? "noToYes" : null),
  hasEffect: ({ yesToNo, noToYes }) => yesToNo !== noToYes,
  // As many pairs change as before, either way alike.
  withoutEffect: (parameters) => {
    const each = (parameters.yesToNo + parameters.noToYes) / 2;
    return { ...parameters, yesToNo: each, noToYes: each };
  },
  isTwoSidedOnly: true,
  prepare: ({ n, yesToNo, noToYes, dropOut: lost, test }): Trial => {
    const known = new Map<number, SimulatedStudy["outcome"]>();
    return (generator) => {
      const analysed = drawAnalysed(generator, n, lost);
      let [down, up] = [0, 0];
      for (let i = 0; i < analysed; i += 1) {
        const u = generator.nextDouble();
        if (u < yesToNo) down += 1;
        else if (u < yesToNo + noToYes) up += 1;
      }
      // The p-value reads the pairs that changed and no others; each pair of counts is analysed once.
      const name = analysed === 0 ? -1 : down * (n + 1) + up;
      const outcome = known.get(name) ?? analyse([down, up, analysed - down - up], test);
      known.set(name, outcome);
      return { outcome, analysed };
    };
  },
};

function analyse(
  [down, up, unchanged]: readonly [number, number, number],
  variant: McNemarDesign["test"],
): SimulatedStudy["outcome"] {
  const outcome = runMcNemar(
    {
      table: [
        [unchanged, down],
        [up, 0],
      ],
    },
    { variant },
  );
  return outcome.ok ? outcome.result.p.value : outcome.refusal.code;
}
