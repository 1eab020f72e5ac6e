import { deriveDataset } from "@kendali/datasets";
import { inventedSeveralArmsProtocol, inventedSeveralArmsStudy, seededRandom } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { resultsJson } from "./numbers-csv.ts";
import type { AnalysisResults } from "./results.ts";
import { runPlan } from "./run-plan.ts";

type Study = ReturnType<typeof inventedSeveralArmsStudy>;

const analyse = (data: Study, withArm = true): AnalysisResults =>
  runPlan({ model: deriveDataset(data, { withArm }), protocol: data.protocol });

const numberOf =
  (results: AnalysisResults) =>
  (id: string): number | undefined =>
    results.numbers.find((number) => number.id === id)?.value;

const versus = (arm: string, what: string): string => `primary.milk_volume.versus.${arm}.difference.${what}`;

/** The comparisons of an analysis as they stand in its first row. */
function comparisonsOf(results: AnalysisResults, key: string) {
  const block = results.blocks.find((each) => each.key === key);
  if (block?.ok !== true || !(block.kind === "ancova" || block.kind === "ordinal_by_arm")) return [];
  const attempt = block.content.rows[0]?.attempt;
  return attempt?.ok === true && "comparisons" in attempt.result ? attempt.result.comparisons : [];
}

const withoutMeasured = (data: Study, arm: string): Study => ({
  ...data,
  participants: data.participants.map((each) =>
    each.arm === arm ? { ...each, entries: each.entries.filter(({ visit }) => visit === "pretest") } : each,
  ),
});

describe("a trial of three arms", () => {
  const results = analyse(inventedSeveralArmsStudy());
  const value = numberOf(results);

  // R 4.2.2: lm(y ~ arm + pretest + factor(site) + factor(parity) + age), arm a factor with usual care first; p.adjust(p, "holm").
  it.each([
    [versus("massage_arm", "estimate"), 6.05576761624287],
    [versus("massage_arm", "standard_error"), 1.29933048965173],
    [versus("massage_arm", "ci_lower"), 3.45926282063848],
    [versus("massage_arm", "p"), 1.68196330572044e-5],
    [versus("massage_arm", "p_adjusted"), 3.36392661144088e-5],
    [versus("arm_2", "estimate"), 1.84533601279505],
    [versus("arm_2", "ci_upper"), 4.68781860654533],
    [versus("arm_2", "p"), 0.199251762815541],
    [versus("arm_2", "p_adjusted"), 0.199251762815541],
    ["primary.milk_volume.versus.arm_2.robust.p", 0.244846477557817],
  ])("gives %s as R does", (id, expected) => {
    expect((value(id) ?? Number.NaN) / expected).toBeCloseTo(1, 8);
  });

  it("compares every treated arm with the control, by its name, in every analysis between arms", () => {
    for (const key of ["primary", "category", "primary_treated"])
      expect(comparisonsOf(results, key).map(({ arm, comparison }) => [arm, comparison.ok])).toEqual([
        ["massage_arm", true],
        ["arm_2", true],
      ]);
    expect(value("breastfeeding.ebf.versus.arm_2.difference.estimate")).toBeDefined();
    expect(value("breastfeeding.ebf.difference.estimate")).toBeUndefined();
  });

  it("has all arms in one model: their participants are the residual's degrees of freedom", () => {
    const block = results.blocks.find(({ key }) => key === "primary");
    const row = block?.kind === "ancova" && block.ok ? block.content.rows[0]?.attempt : undefined;
    if (row?.ok !== true) throw new Error("no row");
    const { arms, covariates, residualDf, sample } = row.result;
    expect(arms.map(({ arm }) => arm)).toEqual(["usual", "massage_arm", "arm_2"]);
    expect(arms.reduce((sum, { n }) => sum + n.value, 0)).toBe(sample.used.value);
    expect(residualDf).toBe(sample.used.value - arms.length - covariates.length);
  });

  it("adjusts the primary outcome of the primary analysis alone, and only where the plan says so", () => {
    const adjusted = (of: AnalysisResults) =>
      of.numbers.filter(({ id }) => id.endsWith("_adjusted")).map(({ id, method }) => [id, method]);
    expect(adjusted(results)).toEqual([
      [versus("massage_arm", "p_adjusted"), "multiplicity"],
      [versus("arm_2", "p_adjusted"), "multiplicity"],
    ]);
    const none = { method: "none" as const, reason: { id: "x", en: "x" } };
    expect(adjusted(analyse(inventedSeveralArmsStudy(inventedSeveralArmsProtocol(1, none))))).toEqual([]);
    const base = inventedSeveralArmsProtocol();
    const { multiplicity: _, ...analysisPlan } = base.analysisPlan;
    expect(adjusted(analyse(inventedSeveralArmsStudy({ ...base, analysisPlan })))).toEqual([]);
  });

  it("loses one comparison where nobody of an arm was measured, which still counts among the tests", () => {
    const lost = analyse(withoutMeasured(inventedSeveralArmsStudy(), "arm_2"));
    const [massage, music] = comparisonsOf(lost, "primary");
    expect(massage?.comparison.ok).toBe(true);
    expect(music).toMatchObject({ comparison: { ok: false, refusal: { code: "one_group_empty" } }, adjustedP: null });
    const left = numberOf(lost);
    expect(left(versus("massage_arm", "p_adjusted"))).toBe(2 * (left(versus("massage_arm", "p")) ?? 1));
  });

  it("compares nobody where no control was measured", () => {
    const block = analyse(withoutMeasured(inventedSeveralArmsStudy(), "usual")).blocks.find(
      ({ key }) => key === "primary",
    );
    const attempt = block?.kind === "ancova" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(attempt).toMatchObject({ ok: false, refusal: { code: "one_group_empty" } });
  });

  it("says nothing of its arms, nor how many tests it makes, to who reads pooled data", () => {
    const text = resultsJson(analyse(inventedSeveralArmsStudy(), false));
    expect(text).not.toMatch(/massage_arm|arm_2|usual|versus|holm|adjusted_p/);
  });
});

describe("whatever the order of the arms and the data", () => {
  const protocol = inventedSeveralArmsProtocol(2);
  const treated = ["massage_arm", "arm_2", "arm_3"];

  it.each([...Array(10).keys()])(
    "each comparison has the same numbers, and Holm's p are those of his steps: %i",
    (seed) => {
      const random = seededRandom(seed + 100);
      const data = inventedSeveralArmsStudy(protocol, seed + 1, 60);
      const arms = protocol.arms
        .map((arm) => ({ arm, place: random() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ arm }) => arm);
      const first = numberOf(analyse(data));
      const other = numberOf(analyse({ ...data, protocol: { ...protocol, arms } }));
      for (const arm of treated)
        for (const what of ["estimate", "ci_lower", "ci_upper", "p", "p_adjusted"]) {
          const [a = 0, b = 1] = [first(versus(arm, what)), other(versus(arm, what))];
          expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a)));
        }
      const pairs = treated
        .map((arm) => ({ p: first(versus(arm, "p")) ?? 1, adjusted: first(versus(arm, "p_adjusted")) ?? 0 }))
        .toSorted((a, b) => a.p - b.p);
      let least = 0;
      for (const [index, { p, adjusted }] of pairs.entries()) {
        least = Math.max(least, Math.min(1, (3 - index) * p));
        expect(adjusted).toBeCloseTo(least, 12);
      }
    },
  );
});
