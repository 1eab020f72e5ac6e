import { describe, expect, test } from "vitest";
import { checkReportedSteps, checkReportedTable } from "../src/reported/check-reported-table.ts";
import type { Finding, FindingKey, FindingParam, FindingSentence } from "../src/reported/finding.ts";
import { readReportedTable, type ReportedTable } from "../src/reported/reported-table.ts";
import { published } from "./published-table.ts";

const table = read(published);
const check = checkReportedTable(table);
const [joint] = check.joint;

describe("the published table of the pilot", () => {
  test("mean 1.20 ± 0.41 of 20: sum 24, and only 16 ones and 4 twos", () => {
    expect(only("grim_fits", "before.mean").params["sum"]).toMatchObject({ value: 24 });
    expect(scores(only("data_one", "before.sd"))).toEqual([
      { score: 1, count: 16 },
      { score: 2, count: 4 },
    ]);
  });

  test("mean 1.90 ± 0.31 of 20: sum 38, and only 2 ones and 18 twos", () => {
    expect(only("grim_fits", "after.mean").params["sum"]).toMatchObject({ value: 38 });
    expect(scores(only("data_one", "after.sd"))).toEqual([
      { score: 1, count: 2 },
      { score: 2, count: 18 },
    ]);
  });

  test("counts 18/2 and 4/16 never give the means and SDs, under any coding that keeps the order", () => {
    const finding = only("coding_none", "before.counts");
    expect(finding.params["agreeing"]).toMatchObject({ value: 0 });
    expect(finding.params["of"]).toMatchObject({ value: 4 });
    const codings = items(finding, "shown").map((coding) => ({
      codes: items(coding, "codes").map((one) => number(one, "code")),
      rows: items(coding, "rows").map(({ params }) => Object.values(params).flatMap(rounded)),
    }));
    expect(codings).toEqual([
      { codes: [0, 1], rows: [[0.1, 0.31], [0.8, 0.41], [0.7]] },
      { codes: [0, 2], rows: [[0.2, 0.62], [1.6, 0.82], [1.4]] },
      { codes: [1, 2], rows: [[1.1, 0.31], [1.8, 0.41], [0.7]] },
    ]);
  });

  test("no table with the counts of a row has the row's mean or SD", () => {
    for (const row of ["before", "after"])
      for (const kind of ["mean", "sd"]) expect(pairCount(`${row}.counts`, `${row}.${kind}`)).toBe(0);
  });

  test("the counts are the mean ± SD table turned by 180°: coding reversed and rows exchanged", () => {
    const finding = only("coding_turned", "before.counts");
    expect(items(finding, "codes").map((one) => number(one, "code"))).toEqual([2, 1]);
    const [before, after] = items(finding, "rows").map(({ params }) => Object.values(params).flatMap(rounded));
    expect([before, after]).toEqual([
      [1.9, 0.31],
      [1.2, 0.41],
    ]);
  });

  test("the note's codes cannot hold with the means (no code 0) nor with the counts (nobody moderate)", () => {
    expect(only("code_without_person", "categories.coding").params["code"]).toMatchObject({ value: 0 });
    expect(only("category_without_person", "categories.coding").params["code"]).toMatchObject({ value: 1 });
    expect(only("note_coding_differs", "categories.coding").verdict).toBe("cannot_be_together");
  });

  test.each([
    { row: "before", printed: "0.351", split: "18/2", W: 0.351223, p: 1.85e-8 },
    { row: "after", printed: "0.495", split: "16/4", W: 0.495394, p: 2.89e-7 },
  ])("the Shapiro–Wilk “p” $printed is the W of the split $split; no possible data have that p", (row) => {
    const about = `${row.row}.shapiro_p`;
    const isW = only("shapiro_p_is_w", about);
    expect(isW.params["split"]).toMatchObject({ text: row.split });
    expect(number(isW, "W")).toBeCloseTo(row.W, 6);
    expect(number(isW, "p") / row.p).toBeCloseTo(1, 2);
    const none = only("shapiro_p_none", about);
    expect(number(none, "tried")).toBe(228);
    expect(number(none, "largest")).toBeCloseTo(0.00151, 5);
    const splits = items(only("shapiro_w_splits", about), "splits").map(({ params }) => params["split"]);
    expect(splits).toMatchObject([{ text: row.split }]);
    expect(found("shapiro_rejects", about)).toHaveLength(1);
  });

  test("t = −4.87 with difference 0.70 needs a sum of squares of 17.65: impossible for whole and half scores", () => {
    const finding = only("t_whole_and_half_none", "change.t");
    expect(number(finding, "sd")).toBeCloseTo(0.6428, 4);
    expect(number(finding, "squares")).toBeCloseTo(17.65, 2);
    expect(pairCount("change.t", "change.difference")).toBe(0);
  });

  test("a p-value above 1 cannot be, also where nothing stands beside it", () => {
    const comparisons = [
      { key: "alone", label: { id: "x", en: "x" }, design: "paired", first: "before", second: "after" } as const,
    ].map((comparison) => ({ ...comparison, p: { operator: "=" as const, value: "1.7" } }));
    const { claims, findings } = checkReportedTable({ ...table, comparisons });
    expect(findings.some(({ key, about }) => key === "p_outside" && about.includes("alone.p"))).toBe(true);
    expect(claims.find(({ id }) => id === "alone.p")?.verdict).toBe("cannot_be");
  });

  test("a t that scores from 0 to 2 cannot spread far enough to give does not fit, however whole its sum of squares", () => {
    const many = (table.measurements ?? []).map((measurement) => ({ ...measurement, n: 10_000 }));
    const { findings } = checkReportedTable({ ...table, measurements: many });
    const keys = findings.filter(({ about }) => about.includes("change.t")).map(({ key }) => key);
    expect(keys).toContain("t_whole_and_half_none");
    expect(keys).not.toContain("t_whole_fits");
  });

  test("only three pairings have the printed means and SDs: t 6.658, 5.480, 4.765", () => {
    expect(
      joint?.pairings?.map(({ up, down, t, effects, r }) => [up, down, ...[t, effects.d_z, r].map(toThree)]),
    ).toEqual([
      [14, 0, 6.658, 1.489, 0.167],
      [15, 1, 5.48, 1.225, -0.25],
      [16, 2, 4.765, 1.066, -0.667],
    ]);
    expect(found("t_of_no_pairing", "change.t")).toHaveLength(1);
  });

  test("the interval is no t interval of t = 4.87, and exactly that of z = 1.96; it means t of 5.14 to 5.33", () => {
    const ofT = only("interval_of_t", "change.interval");
    expect([number(ofT, "lowerT"), number(ofT, "upperT")].map(toThree)).toEqual([0.399, 1.001]);
    const ofZ = only("interval_of_z", "change.interval");
    expect([number(ofZ, "lowerZ"), number(ofZ, "upperZ")].map(toThree)).toEqual([0.418, 0.982]);
    const implies = only("interval_implies_t", "change.interval");
    expect([number(implies, "low"), number(implies, "high")].map((value) => value.toFixed(2))).toEqual([
      "5.14",
      "5.33",
    ]);
  });

  test("none of 3,108,105 tables has the interval: it needs sums of squares that whole scores cannot give", () => {
    const finding = only("interval_whole_none", "change.interval");
    expect(number(finding, "total")).toBe(3_108_105);
    const squares = ["lowT", "highT", "lowZ", "highZ"].map((name) => number(finding, name).toFixed(1));
    expect(squares).toEqual(["16.4", "16.8", "17.3", "17.8"]);
    expect(joint?.alone["change.interval"]).toBe(0);
  });

  test("d = 1.32 under no definition; it needs an SD of 0.530, as d_z a t of 5.90", () => {
    const finding = only("d_none", "change.d");
    const values = Object.fromEntries(
      items(finding, "shown").flatMap(({ key, params }) => {
        const effect = params["effect"];
        const name = effect?.kind === "effect" ? effect.effect : key;
        return [[name, toThree(params["value"]?.kind === "number" ? params["value"].value : null)]];
      }),
    );
    expect(values).toEqual({
      d_z: 1.089,
      g_z: 1.045,
      d_av: 1.944,
      d_rms: 1.926,
      glass_first: 1.707,
      glass_second: 2.258,
      d_rm: 1.94,
      d_of_interval: 1.17,
    });
    const needs = only("d_needs", "change.d");
    expect([number(needs, "sd"), number(needs, "t")].map(toThree)).toEqual([0.53, 5.903]);
  });

  test("t, interval and d each imply another correlation: −0.586, −0.369, −0.067", () => {
    const finding = only("r_differ", "change.t");
    expect(items(finding, "shown").map((one) => toThree(number(one, "r")))).toEqual([-0.586, -0.369, -0.067]);
  });

  test("p = 0.000 follows from t = 4.87 (0.000106) and is to be printed < 0.001", () => {
    expect(number(only("p_fits", "change.p"), "p")).toBeCloseTo(0.000106353, 9);
    expect(only("p_zero", "change.p").verdict).toBe("print_otherwise");
    expect(check.claims.find(({ id }) => id === "change.p")?.verdict).toBe("print_otherwise");
  });

  test("10 % and 80 % are possible: with n = 20 every percentage is a multiple of 5", () => {
    const fits = check.findings.filter(({ key }) => key === "percent_fits");
    expect(fits.map(({ params }) => (params["percent"]?.kind === "printed" ? params["percent"].text : ""))).toEqual([
      "90",
      "10",
      "20",
      "80",
    ]);
    for (const finding of fits) expect(number(finding, "step")).toBe(5);
  });

  test("at most 5 of the 10 claims hold together: with four moments and the difference, or with three and a d", () => {
    expect(joint?.claims).toHaveLength(10);
    expect(joint?.total).toBe(3_108_105);
    expect(joint?.most).toBe(5);
    expect(joint?.best.map(({ claims, count }) => [claims.join(" "), count])).toEqual([
      ["before.mean before.sd after.mean after.sd change.difference", 3],
      ["before.mean after.mean after.sd change.difference change.d", 1],
    ]);
    expect(joint?.best[1]?.data.map(({ cells }) => cells)).toEqual([[0, 0, 3, 0, 1, 9, 0, 1, 6]]);
  });

  test("the exact McNemar test survives every reading: 0.00012, 0.00052, 0.0013 with 0, 1, 2 going down", () => {
    for (const key of ["mcnemar_of_pairings", "mcnemar_of_counts"] as const) {
      const tests = items(only(key), "shown").map((one) =>
        ["up", "down", "p", "mid"].map((name) => Number(number(one, name).toPrecision(2))),
      );
      expect(tests).toEqual([
        [14, 0, 0.00012, 0.000061],
        [15, 1, 0.00052, 0.00027],
        [16, 2, 0.0013, 0.00073],
      ]);
    }
    expect(number(only("conclusion_stays"), "p")).toBeCloseTo(0.00131, 5);
  });

  test("is plain JSON without a number that JSON does not have", () => {
    expect(JSON.parse(JSON.stringify(check))).toEqual(check);
  });
});

describe("a table that one data set gave", () => {
  test("is said to fit, claim by claim and all together", () => {
    const honest = checkReportedTable(
      read({
        ...published,
        categories: published.categories?.map(({ key, label }) => ({ key, label })),
        measurements: [
          { ...labelled(0), mean: "1.20", sd: "0.41", counts: counts(16, 4) },
          { ...labelled(1), mean: "1.90", sd: "0.31", counts: counts(2, 18) },
        ],
        comparisons: [
          {
            ...published.comparisons?.[0],
            t: "5.48",
            p: { operator: "<", value: "0.001" },
            interval: { lower: "0.43", upper: "0.97" },
            d: "1.23",
          },
        ],
      }),
    );
    expect(honest.claims.filter(({ verdict }) => verdict !== "fits")).toEqual([]);
    expect(honest.joint[0]).toMatchObject({ most: 10, status: "complete" });
    expect(honest.findings.map(({ key }) => key)).toContain("joint_all");
    expect(honest.findings.map(({ key }) => key)).toContain("coding_fits");
  });
});

describe("a long search", () => {
  test("reports progress and stops when asked, keeping what was found before", () => {
    const seen: number[] = [];
    const stopped = checkReportedTable(table, {
      onProgress: ({ done, total }) => seen.push(done / total),
      shouldStop: () => seen.length >= 3,
    });
    expect(seen).toHaveLength(3);
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(stopped.joint[0]).toMatchObject({ status: "stopped", most: 0, best: [] });
    expect(stopped.findings.map(({ key }) => key)).toContain("tables_stopped");
    expect(stopped.findings.map(({ key }) => key)).toContain("d_none");
  });

  test("can be taken step by step", () => {
    const steps = checkReportedSteps(table);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(20);
    expect(step.value).toEqual(check);
  });

  test("is not begun where the tables are too many, and says how many", () => {
    const report = checkReportedTable(table, { mostTables: 1_000_000 });
    expect(report.joint[0]).toMatchObject({ status: "too_many", total: 3_108_105, done: 0 });
    expect(report.findings.map(({ key }) => key)).toContain("tables_too_many");
  });

  test("is not begun without a scale; what needs none is still checked", () => {
    const { scale: _, ...rest } = published;
    const keys = checkReportedTable(read(rest)).findings.map(({ key }) => key);
    expect(keys).toContain("tables_unknown_scale");
    expect(keys).toContain("grimmer_fits");
    expect(keys).toContain("interval_of_z");
  });
});

function read(input: unknown): ReportedTable {
  const result = readReportedTable(input);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function labelled(index: number): object {
  const row = published.measurements?.[index];
  if (row === undefined) throw new Error("no such row");
  return { key: row.key, label: row.label, n: row.n };
}

function counts(low: number, adequate: number): object[] {
  return [
    { category: "low", count: low },
    { category: "adequate", count: adequate },
  ];
}

function found(key: FindingKey, about?: string): readonly Finding[] {
  return check.findings.filter((one) => one.key === key && (about === undefined || one.about.includes(about)));
}

function only(key: FindingKey, about?: string): Finding {
  const [first, ...others] = found(key, about);
  if (first === undefined || others.length > 0) throw new Error(`not one finding ${key}`);
  return first;
}

function number({ params }: FindingSentence, name: string): number {
  const param = params[name];
  return param !== undefined && "value" in param ? param.value : Number.NaN;
}

function items({ params }: FindingSentence, name: string): readonly FindingSentence[] {
  const param = params[name];
  return param?.kind === "list" ? param.items : [];
}

function scores({ params }: Finding): unknown {
  const param = params["data"];
  return param?.kind === "scores" ? param.scores : null;
}

function rounded(param: FindingParam): number[] {
  return param.kind === "number" ? [Number(param.value.toFixed(param.digits))] : [];
}

function toThree(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(3));
}

function pairCount(one: string, other: string): number | undefined {
  return joint?.pairs.find(({ claims }) => claims.includes(one) && claims.includes(other))?.count;
}
