import { deriveDataset } from "@kendali/datasets";
import { inventedOneGroupStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { pilotStatistics } from "./pilot-statistics.ts";
import { runPlan } from "./run-plan.ts";

const data = inventedOneGroupStudy();
const input = { model: deriveDataset(data, { withArm: true }), protocol: data.protocol };

describe("what a pilot found", () => {
  it("is what the plan's own comparison of the outcome gives", () => {
    const found = pilotStatistics(input, null);
    if (!found.ok) throw new Error(found.refusal.code);
    const { outcome, change, correlation, pairs } = found.result;
    const block = runPlan(input).blocks.find(({ kind, ok }) => kind === "paired_comparison" && ok);
    if (block?.kind !== "paired_comparison" || !block.ok) throw new Error("no comparison");
    const row = block.content.rows.find(({ attempt }) => attempt.ok && attempt.result.at.outcome === outcome);
    if (row?.attempt.ok !== true || !row.attempt.result.t.ok) throw new Error("no row");
    const { t, sdChange, correlation: planned, sample } = row.attempt.result;
    expect(pairs).toBe(sample.used.value);
    expect(change.mean).toBe(t.result.estimate?.value.value);
    expect([change.lower, change.upper]).toEqual([t.result.interval?.lower?.value, t.result.interval?.upper?.value]);
    expect(change.sd).toBe(sdChange?.value);
    expect(correlation).toBe(planned?.value);
    // The three spreads and the correlation agree with each other.
    const { before, after } = found.result;
    const variance = before.sd ** 2 + after.sd ** 2 - 2 * (correlation ?? 0) * before.sd * after.sd;
    expect(change.sd).toBeCloseTo(Math.sqrt(variance), 9);
    expect(found.result.kind).toBe(input.model.kind);
  });

  it("is refused where there is nothing to compute", () => {
    expect(pilotStatistics(input, "no_such_outcome")).toMatchObject({
      ok: false,
      refusal: { code: "unknown_outcome" },
    });
    const coded = data.protocol.outcomes.find(({ scale }) => scale !== "continuous");
    if (coded !== undefined)
      expect(pilotStatistics(input, coded.key)).toMatchObject({ ok: false, refusal: { code: "coded_score" } });
    const nobody = { ...input, model: deriveDataset({ ...data, participants: [] }, { withArm: true }) };
    expect(pilotStatistics(nobody, null).ok).toBe(false);
    const outcomes = data.protocol.outcomes.map((outcome) => ({ ...outcome, baselineVisit: null }));
    expect(pilotStatistics({ ...input, protocol: { ...data.protocol, outcomes } }, null)).toMatchObject({
      refusal: { code: "no_baseline" },
    });
  });
});
