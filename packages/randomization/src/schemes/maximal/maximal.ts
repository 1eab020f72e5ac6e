import type { Problem } from "@kendali/domain";
import type { ListScheme, SchemeParameters } from "../scheme.ts";
import { sequentialLists, sequentialModel, type WeightRule } from "../sequential-list.ts";
import { setting, twoEqualArmsProblems, wholeNumberProblems } from "../setting-problems.ts";
import { countCompletions } from "./count-completions.ts";

/**
 * Maximal procedure for two equal arms: of all sequences of `sequenceLength` slots that never differ by more than
 * `maximumImbalance` and end equal, each is equally likely, so as many as possible remain possible for whoever guesses.
 * The next arm's chance is the share of those sequences that go on with it. After `sequenceLength` slots, a whole even
 * number, the next sequence starts.
 *
 * Unit = slot; an integer below the number of sequences that are still possible is drawn, the first arm in key order
 * being the lower numbers; a certain slot draws nothing.
 *
 * Source: Berger, Ivanova & Deloria Knoll 2003, "Minimizing predictability while retaining balance through the use of
 * less restrictive randomization procedures", Statistics in Medicine 22:3017.
 */
export const maximal: ListScheme = {
  adaptive: false,
  settings: ["maximumImbalance", "sequenceLength"],
  usual: () => ({ maximumImbalance: 3, sequenceLength: 24 }),
  problems,
  openLists: (parameters) => sequentialLists(parameters.arms, ruleOf(parameters)),
  chanceModel: (parameters) => sequentialModel(parameters.arms, ruleOf(parameters)),
  leastPerStratum: (parameters) => 2 * setting(parameters, "maximumImbalance"),
};

function ruleOf(parameters: SchemeParameters): WeightRule {
  const length = setting(parameters, "sequenceLength");
  const completions = countCompletions({ length, maximumImbalance: setting(parameters, "maximumImbalance") });
  return ([first = 0, second = 0]) => {
    const left = length - ((first + second) % length) - 1;
    return [completions(left, first + 1 - second), completions(left, first - second - 1)];
  };
}

function problems({ arms, maximumImbalance, sequenceLength }: SchemeParameters): Problem[] {
  const found = twoEqualArmsProblems(arms);
  if (maximumImbalance !== undefined)
    found.push(...wholeNumberProblems({ path: "/maximumImbalance", value: maximumImbalance, min: 2, max: 50 }));
  if (sequenceLength !== undefined) {
    const path = "/sequenceLength";
    found.push(...wholeNumberProblems({ path, value: sequenceLength, min: 4, max: 500 }));
    if (sequenceLength % 2 === 1)
      found.push({ path, code: "allocation_sequence_length_odd", params: { length: sequenceLength } });
  }
  return found;
}
