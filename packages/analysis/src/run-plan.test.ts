import { deriveDataset, type StudyData } from "@kendali/datasets";
import { inventedOneGroupStudy, inventedTrialStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { resultsJson } from "./numbers-csv.ts";
import type { SampleInfo } from "./results.ts";
import { runPlan } from "./run-plan.ts";

const analyse = (data: StudyData, withArm = true) =>
  runPlan({ model: deriveDataset(data, { withArm }), protocol: data.protocol });

/** Every sample anywhere in a value. */
function samplesIn(value: unknown): readonly SampleInfo[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "population" in value && "used" in value && "excluded" in value ? [value as SampleInfo] : [];
  return [...own, ...Object.values(value).flatMap(samplesIn)];
}

/** The same study with every value of an item replaced. */
function withValues(data: StudyData, change: (visit: string, key: string, value: unknown) => unknown): StudyData {
  return {
    ...data,
    participants: data.participants.map((participant) => ({
      ...participant,
      entries: participant.entries.map((entry) => ({
        ...entry,
        values: Object.fromEntries(
          Object.entries(entry.values).map(([key, value]) => [key, change(entry.visit, key, value)]),
        ) as typeof entry.values,
      })),
    })),
  };
}

describe("a plan's results", () => {
  it("are the same text for the same snapshot", () => {
    expect(resultsJson(analyse(inventedTrialStudy()))).toBe(resultsJson(analyse(inventedTrialStudy())));
  });

  it("survive a round trip through JSON unchanged: no NaN, no infinity, nothing undefined", () => {
    for (const results of [analyse(inventedOneGroupStudy()), analyse(inventedTrialStudy())]) {
      expect(JSON.parse(resultsJson(results))).toEqual(results);
    }
  });

  it.each([
    ["one group", inventedOneGroupStudy()],
    ["trial", inventedTrialStudy()],
  ])("count everybody of the population as used or excluded (%s)", (_, data) => {
    const samples = samplesIn(analyse(data).blocks);
    expect(samples.length).toBeGreaterThan(10);
    for (const sample of samples) {
      const excluded = sample.excluded.reduce((sum, each) => sum + each.count.value, 0);
      expect(sample.used.value + excluded).toBe(sample.population.value);
    }
  });

  it("show no number that the list of numbers does not hold, and hold none twice", () => {
    const results = analyse(inventedTrialStudy());
    const shown = [
      ...JSON.stringify({
        blocks: results.blocks.map((block) => ({ ...block, code: [] })),
        flow: { ...results.flow, code: [] },
      }).matchAll(/"id":"([^"]+\.[^"]+)"/g),
    ].map((match) => match[1]);
    const listed = results.numbers.map((number) => number.id);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(shown));
  });
});

describe("a trial's analysis", () => {
  it("counts everybody allocated and measured, whatever was received", () => {
    const results = analyse(inventedTrialStudy());
    const value = (id: string) => results.numbers.find((number) => number.id === id)?.value;
    const group = (name: string) => value(`flow.${name}.observed`) ?? 0;
    expect(value("primary.milk_volume.n_used")).toBe(group("massage_arm") + group("usual"));
    expect(value("flow.massage_arm.discontinued")).toBeGreaterThan(0);
  });

  it("adjusts for the baseline value and every stratification factor", () => {
    const block = analyse(inventedTrialStudy()).blocks.find((each) => each.key === "primary");
    const row = block?.kind === "ancova" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(row?.ok ? row.result.covariates.map(({ column, kind, use }) => [column, kind, use]) : []).toEqual([
      ["milk_volume_ml__pretest", "numeric", "baseline"],
      ["site", "factor", "stratum"],
      ["stratum__parity_group", "factor", "stratum"],
      ["age", "numeric", "covariate"],
    ]);
  });

  it("is refused while the arm is masked, with the pooled outcome in its place", () => {
    const results = analyse(inventedTrialStudy(), false);
    const block = results.blocks.find((each) => each.key === "primary");
    expect(block).toMatchObject({ ok: false, refusal: { code: "arm_not_in_snapshot" } });
    expect(block?.ok === false && block.pooled.map((summary) => summary.variable.column)).toEqual([
      "milk_volume_ml__pretest",
      "milk_volume_ml__day_8",
    ]);
    expect(results.flow.groups).toHaveLength(1);
    expect(resultsJson(results)).not.toMatch(/massage|usual/);
  });

  it("gives its reason instead of a number when an arm has nobody measured", () => {
    const data = inventedTrialStudy();
    const emptied = {
      ...data,
      participants: data.participants.map((each) =>
        each.arm === "usual" ? { ...each, entries: each.entries.filter((entry) => entry.visit === "pretest") } : each,
      ),
    };
    const block = analyse(emptied).blocks.find((each) => each.key === "primary");
    const row = block?.kind === "ancova" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(row?.ok).toBe(false);
  });
});

describe("a one-group analysis", () => {
  it("refuses a t-test where all changes are equal, and still shows the data", () => {
    const flat = withValues(inventedOneGroupStudy(), (visit, key, value) =>
      key === "milk_volume_ml" && typeof value === "number" ? (visit === "pretest" ? 10 : 30) : value,
    );
    const block = analyse(flat).blocks.find((each) => each.key === "volume_change");
    const row = block?.kind === "paired_comparison" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(row).toMatchObject({
      ok: true,
      result: { t: { ok: false, refusal: { code: "zero_variance" } }, moved: { rose: { value: 17 } } },
    });
  });

  it("compares a coded score by a t-test only to replicate what was published", () => {
    const data = inventedOneGroupStudy();
    const analyses = data.protocol.analysisPlan.analyses.map((each) => ({ ...each, role: "secondary" as const }));
    const changed = {
      ...data,
      protocol: { ...data.protocol, analysisPlan: { ...data.protocol.analysisPlan, analyses } },
    };
    const block = analyse(changed).blocks.find((each) => each.key === "score_replication");
    const row = block?.kind === "paired_comparison" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(row).toMatchObject({ ok: false, refusal: { code: "coded_score" } });
  });
});
