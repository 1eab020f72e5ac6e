import { isObject, type Protocol } from "@kendali/domain";
import { findingWords, formatNumber } from "@kendali/i18n";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { armsInRatio, type Finding, lintDraft, planSampleSize, ratioCost } from "../src/index.ts";
import { referenceTrial } from "./reference-studies.ts";

type Sizing = Protocol["sampleSize"];

/** A trial of so many arms as there are shares, the control last. */
function trialOf(shares: readonly number[], sampleSize: Partial<Sizing>, isHolm = false): Protocol {
  const trial = referenceTrial();
  const [first, control] = trial.arms;
  if (first === undefined || control === undefined || trial.allocation === null) throw new Error("no trial");
  const treated = shares.slice(1).map((_, index) => (index === 0 ? first : { ...first, key: `other_${index}` }));
  const arms = [...treated, control];
  const ratio = arms.map(({ key }, index) => ({ arm: key, weight: shares[index] ?? 1 }));
  const allocation = { ...trial.allocation, scheme: "simple" as const, ratio };
  const multiplicity = isHolm ? { method: "holm" as const } : { method: "none" as const, reason: trial.title };
  const analysisPlan = { ...trial.analysisPlan, multiplicity };
  return { ...trial, arms, allocation, analysisPlan, sampleSize: { ...trial.sampleSize, ...sampleSize } };
}

const shares = fc.constantFrom(
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [1, 1, 1],
  [2, 1, 1],
  [2, 2, 3],
  [1, 3, 2],
  [1, 1, 1, 1],
);
const assumptions: fc.Arbitrary<Partial<Sizing>> = fc.record({
  method: fc.constantFrom("ancova", "two_sample_t", "two_proportions"),
  difference: fc.double({ min: 2, max: 30, noNaN: true }),
  standardDeviation: fc.double({ min: 4, max: 30, noNaN: true }),
  correlation: fc.double({ min: -0.5, max: 0.95, noNaN: true }),
  proportions: fc.record({
    first: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
    second: fc.double({ min: 0.5, max: 0.95, noNaN: true }),
  }),
  dropOut: fc.constantFrom(null, 0, 0.1, 0.15, 0.2, 0.37),
  power: fc.constantFrom(0.8, 0.9),
});

const findingsOf = (protocol: Protocol): readonly Finding[] =>
  lintDraft(protocol, { today: null }).filter(({ path }) => path.startsWith("sampleSize"));

function plannedOf(protocol: Protocol) {
  const plan = planSampleSize(protocol);
  if (plan.kind !== "planned") throw new Error(plan.kind);
  return plan.size;
}

function withNumbers(protocol: Protocol, target: number, perArm: number): Protocol {
  return { ...protocol, sampleSize: { ...protocol.sampleSize, target, perArm } };
}

describe("page, finding and sentence of a sample size", () => {
  it("say one number: what is computed is found enough, whole rounds of the ratio, and stands in the sentence", () => {
    fc.assert(
      fc.property(shares, assumptions, fc.boolean(), (ratio, assumed, isHolm) => {
        const trial = trialOf(ratio, assumed, isHolm);
        const { total, perArmRecruited, arms, sentence } = plannedOf(trial);
        expect(findingsOf(withNumbers(trial, total, perArmRecruited))).toEqual([]);
        const rounds = new Set(arms.map(({ recruited, weight }) => recruited / weight));
        expect([rounds.size, [...rounds].every(Number.isInteger)]).toEqual([1, true]);
        expect(arms.reduce((sum, { recruited }) => sum + recruited, 0)).toBe(total);
        for (const locale of ["id", "en"] as const) {
          expect(sentence[locale]).toContain(
            formatNumber(locale, (assumed.dropOut ?? 0) > 0 ? total : plannedOf(trial).measured, 0),
          );
          expect(sentence[locale]).not.toMatch(/[{}_]|undefined|NaN/u);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("agree on what is missing: who follows a finding has none left, and it names the numbers of the page", () => {
    const shrink = fc.record({
      target: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
      perArm: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
    });
    fc.assert(
      fc.property(shares, assumptions, shrink, fc.boolean(), (ratio, assumed, share, isHolm) => {
        const trial = trialOf(ratio, assumed, isHolm);
        const { total, perArmRecruited } = plannedOf(trial);
        const target = Math.max(2, Math.round(total * share.target));
        const perArm = Math.max(1, Math.round(perArmRecruited * share.perArm));
        const found = findingsOf(withNumbers(trial, target, perArm));
        for (const { code, params } of found) {
          if (code === "sample_size_below_arms") continue;
          expect(params).toMatchObject(
            code === "sample_size_below_ratio"
              ? { target, stated: perArm, needed: perArmRecruited, total }
              : { planned: perArm, needed: perArmRecruited, target: total },
          );
        }
        // A target that cannot hold what is stated is always told, by one finding or another.
        const arms = armsInRatio(trial) ?? [];
        const weights = arms.map(({ weight }) => weight);
        const held = (target * Math.min(...weights)) / weights.reduce((sum, weight) => sum + weight, 0);
        if (held < perArm) expect(found).not.toEqual([]);
        expect(findingsOf(withNumbers(trial, Math.max(target, total), perArmRecruited))).toEqual([]);
        for (const locale of ["id", "en"] as const)
          for (const finding of found) expect(findingWords(locale, finding)).not.toMatch(/[{}_]/u);
      }),
      { numRuns: 100 },
    );
  });

  it("cost more where the arms are not equal, and never less", () => {
    fc.assert(
      fc.property(shares, assumptions, (ratio, assumed) => {
        const trial = trialOf(ratio, { ...assumed, method: "ancova" });
        const cost = ratioCost(trial);
        if (ratio.every((weight) => weight === ratio[0])) expect(cost).toBeNull();
        else
          expect(cost).toMatchObject({
            total: plannedOf(trial).total,
            equal: plannedOf(
              trialOf(
                ratio.map(() => 1),
                { ...assumed, method: "ancova" },
              ),
            ).total,
          });
      }),
      { numRuns: 30 },
    );
    expect(ratioCost(trialOf([2, 1], {}))).toEqual({ total: 135, equal: 124 });
    expect(isObject(ratioCost(trialOf([2, 1], { power: null })))).toBe(false);
  });
});
