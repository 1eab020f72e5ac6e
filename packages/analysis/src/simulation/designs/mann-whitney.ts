import { runMannWhitney } from "@kendali/stats";
import { twoArms, twoArmsExample, twoArmsRules, type TwoArms } from "./two-arms.ts";

export const mannWhitney = twoArms<TwoArms>(
  { key: "mann_whitney", method: "mann_whitney", rules: twoArmsRules, example: twoArmsExample },
  (first, second, { alternative }) => {
    const outcome = runMannWhitney({ first: Array.from(first), second: Array.from(second) }, { alternative });
    return outcome.ok ? outcome.result.p.value : outcome.refusal.code;
  },
);
