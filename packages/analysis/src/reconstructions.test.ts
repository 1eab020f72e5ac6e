import { deriveDataset } from "@kendali/datasets";
import { reconstructedStudy } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { runPlan } from "./run-plan.ts";

type Pairs = readonly (readonly [before: number, after: number, count: number])[];

/** Every set of 20 pairs that agrees with a published table: the means (16/4 → 2/18) and the counts (18/2 → 4/16), by how many fell. */
const means: readonly Pairs[] = [
  [
    [1, 1, 2],
    [1, 2, 14],
    [2, 2, 4],
  ],
  [
    [1, 1, 1],
    [1, 2, 15],
    [2, 1, 1],
    [2, 2, 3],
  ],
  [
    [1, 2, 16],
    [2, 1, 2],
    [2, 2, 2],
  ],
];
const counts: readonly Pairs[] = [
  [
    [1, 1, 4],
    [1, 2, 14],
    [2, 2, 2],
  ],
  [
    [1, 1, 3],
    [1, 2, 15],
    [2, 1, 1],
    [2, 2, 1],
  ],
  [
    [1, 1, 2],
    [1, 2, 16],
    [2, 1, 2],
  ],
];
const published = [
  { t: 6.658, d: 1.489, p: 0.00012 },
  { t: 5.48, d: 1.225, p: 0.00052 },
  { t: 4.765, d: 1.066, p: 0.0013 },
];
const cases = [means, counts].flatMap((tables, table) =>
  tables.map((pairs, fell) => ({
    name: `${table === 0 ? "means" : "counts"} with ${fell} falling`,
    pairs,
    table,
    expected: published[fell],
  })),
);

function analyse(pairs: Pairs) {
  const study = reconstructedStudy(pairs);
  const results = runPlan({ model: deriveDataset(study, { withArm: true }), protocol: study.protocol });
  const value = (id: string) => results.numbers.find((number) => number.id === id)?.value ?? Number.NaN;
  return { results, value };
}

describe.each(cases)("the reconstruction of the published $name", ({ pairs, table, expected }) => {
  const { results, value } = analyse(pairs);

  it("gives t on 19 df, d_z and the exact McNemar p to the digits stated", () => {
    const block = results.blocks.find((each) => each.key === "score_replication");
    const row = block?.kind === "paired_comparison" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(row?.ok && row.result.t.ok ? row.result.t.result.statistic?.df : null).toBe(19);
    expect(value("score_replication.category.t.statistic")).toBeCloseTo(expected?.t ?? 0, 3);
    expect(value("score_replication.category.d_z")).toBeCloseTo(expected?.d ?? 0, 3);
    expect(Number(value("category_change.category.mcnemar.p").toPrecision(2))).toBe(expected?.p);
  });

  it("gives W and p of before, after and change apart, none of them interpretable", () => {
    const split182 = { W: 0.351223, p: "1.85e-8" };
    const split416 = { W: 0.495394, p: "2.89e-7" };
    const [before, after] = table === 0 ? [split416, split182] : [split182, split416];
    for (const [side, want] of [
      ["before", before],
      ["after", after],
    ] as const) {
      expect(value(`normality.category.${side}.W`), side).toBeCloseTo(want.W, 6);
      expect(value(`normality.category.${side}.p_normality`).toExponential(2), side).toBe(want.p);
    }
    const block = results.blocks.find((each) => each.key === "normality");
    const row =
      block?.kind === "normality" && block.ok
        ? block.content.rows.find((each) => each.name === "category")?.attempt
        : undefined;
    const readings = row?.ok
      ? [row.result.before, row.result.after, row.result.change].map((each) => each.ok && each.result.reading)
      : [];
    expect(readings).toEqual(["not_interpretable", "not_interpretable", "not_interpretable"]);
    expect(value("normality.category.change.W")).toBeGreaterThan(0.5);
  });

  it("refuses the volume, of which nothing was published", () => {
    const block = results.blocks.find((each) => each.key === "volume_change");
    const row = block?.kind === "paired_comparison" && block.ok ? block.content.rows[0]?.attempt : undefined;
    expect(row).toMatchObject({ ok: false, refusal: { code: "nobody_measured" } });
  });
});
