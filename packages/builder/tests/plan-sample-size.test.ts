import { readFileSync } from "node:fs";
import type { Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { planSampleSize } from "../src/sample-size/plan-sample-size.ts";

const trial = JSON.parse(
  readFileSync(new URL("../../../studies/oxytocin-rct/protocol.json", import.meta.url), "utf8"),
) as Protocol;
const with_ = (sampleSize: Partial<Protocol["sampleSize"]>): Protocol => ({
  ...trial,
  sampleSize: { ...trial.sampleSize, dropOut: 0, alpha: 0.05, power: 0.8, ...sampleSize },
});
const sizeOf = (protocol: Protocol) => {
  const plan = planSampleSize(protocol);
  return plan.kind === "planned" ? plan.size : plan;
};

describe("sample size of a document", () => {
  // R, non-central t with 2n - 3 degrees of freedom: power 0.7993 at n = 48 (Borm's formula, which the trial states), 0.8075 at 49.
  it("is exact where the reference trial states the usual approximation", () => {
    expect(sizeOf(trial)).toMatchObject({ perArm: 49, perArmRecruited: 62, power: expect.closeTo(0.8075, 3) });
  });

  // R: power.t.test(delta = 5, sd = 10, power = 0.8)$n is 63.77.
  it("two means", () => {
    const size = sizeOf(with_({ method: "two_sample_t", difference: 5, standardDeviation: 10 }));
    expect(size).toMatchObject({ perArm: 64, total: 128 });
  });

  // R: power.t.test(delta = 5, sd = 10 * sqrt(2 * (1 - 0.5)), power = 0.8, type = "paired")$n is 33.37.
  it("one group before and after, from the deviation of one measurement and the correlation", () => {
    const plan = with_({ method: "paired_t", difference: -5, standardDeviation: 10, correlation: 0.5 });
    expect(sizeOf({ ...plan, arms: trial.arms.slice(0, 1) })).toMatchObject({ perArm: 34, total: 34 });
  });

  // R: power.prop.test(p1 = 0.5, p2 = 0.7, power = 0.8)$n is 92.999.
  it("two proportions", () => {
    expect(sizeOf(with_({ method: "two_proportions", proportions: { first: 0.5, second: 0.7 } }))).toMatchObject({
      perArm: 93,
    });
  });

  it("adds those who drop out, and says all of it in both languages", () => {
    const size = sizeOf(with_({ method: "two_sample_t", difference: 5, standardDeviation: 10, dropOut: 0.1 }));
    expect(size).toMatchObject({ perArm: 64, perArmRecruited: 72, total: 144 });
    expect(size).toMatchObject({
      sentence: { id: expect.stringContaining("72 responden"), en: expect.stringContaining("72 participants") },
    });
  });

  it("plans nothing where assumptions are missing or cannot be met", () => {
    expect(planSampleSize(with_({ method: "ancova", correlation: null })).kind).toBe("incomplete");
    expect(planSampleSize(with_({ method: "total_sampling" })).kind).toBe("incomplete");
    expect(planSampleSize(with_({ method: "two_sample_t", difference: 0, standardDeviation: 10 })).kind).toBe(
      "refused",
    );
  });
});
