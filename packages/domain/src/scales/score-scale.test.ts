import { describe, expect, it } from "vitest";
import { checkEntry, type EntryCheck } from "../entry/check-entry.ts";
import { expressionEngine } from "../expressions/index.ts";
import { compileForm } from "../entry/compile-form.ts";
import { formOf, item, oneGroupProtocol } from "../protocol/invented-protocol.fixture.ts";
import type { EntryValues, Protocol, ScaleDefinition } from "../protocol/types.ts";
import { itemTypes } from "../item-types/index.ts";
import { cutoffOf, scoreScale } from "./score-scale.ts";

const both = (text: string) => ({ id: `${text} (id)`, en: text });

/** A scale of items `q1`… answered 0 to 3. */
function scaleOfItems(count: number, more: Partial<ScaleDefinition> = {}): ScaleDefinition {
  return {
    key: "invented",
    name: both("Invented scale"),
    items: Array.from({ length: count }, (_, index) => `q${index + 1}`),
    reversed: [],
    score: "sum",
    missing: { rule: "none" },
    cutoffs: [],
    source: "",
    licence: "",
    ...more,
  };
}

/** Answers in the order of the items; `null` is an unanswered one. */
function score(scale: ScaleDefinition, answers: readonly (number | null)[], range = { min: 0, max: 3 }): number | null {
  return scoreScale(
    scale,
    scale.items.map((key, index) => ({ item: key, value: answers[index] ?? null, range })),
  );
}

describe("seven items of 0 to 3, summed (the rule of the GAD-7: Spitzer et al., Arch Intern Med 2006;166:1092–1097)", () => {
  const scale = scaleOfItems(7, {
    cutoffs: [
      { from: 5, label: both("mild") },
      { from: 10, label: both("moderate") },
      { from: 15, label: both("severe") },
    ],
  });

  it.each([
    [[0, 0, 0, 0, 0, 0, 0], 0, null],
    [[1, 1, 1, 1, 0, 0, 0], 4, null],
    [[1, 1, 1, 1, 1, 0, 0], 5, "mild"],
    [[3, 0, 2, 1, 3, 0, 1], 10, "moderate"],
    [[2, 2, 2, 2, 2, 2, 2], 14, "moderate"],
    [[3, 2, 2, 2, 2, 2, 2], 15, "severe"],
    [[3, 3, 3, 3, 3, 3, 3], 21, "severe"],
  ] as const)("%j is %i", (answers, sum, label) => {
    expect(score(scale, answers)).toBe(sum);
    expect(cutoffOf(scale, sum)?.label.en ?? null).toBe(label);
  });

  it("gives no score while an item is open, unless the others may stand for it", () => {
    expect(score(scale, [3, 0, 2, 1, 3, 0, null])).toBeNull();
    const prorated = scaleOfItems(7, { missing: { rule: "prorate", least: 5 } });
    // (3 + 0 + 2 + 1 + 3 + 0) / 6 × 7 = 10.5
    expect(score(prorated, [3, 0, 2, 1, 3, 0, null])).toBe(10.5);
    expect(score(prorated, [3, 0, 2, 1, null, null, null])).toBeNull();
  });
});

describe("ten items of 0 to 3, seven counted backwards (the rule of the EPDS: Cox, Holden & Sagovsky, Br J Psychiatry 1987;150:782–786)", () => {
  // Items 1, 2 and 4 as printed, 3 and 5 to 10 from 3 down to 0.
  const scale = scaleOfItems(10, {
    reversed: ["q3", "q5", "q6", "q7", "q8", "q9", "q10"],
    cutoffs: [{ from: 13, label: both("likely") }],
  });

  it.each([
    // As printed the first answer of each is 0; turned around it is 3.
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 21],
    [[0, 0, 3, 0, 3, 3, 3, 3, 3, 3], 0],
    [[3, 3, 0, 3, 0, 0, 0, 0, 0, 0], 30],
    // 1 + 0 + (3−2) + 2 + (3−1) + (3−3) + (3−2) + (3−1) + (3−0) + (3−3) = 12
    [[1, 0, 2, 2, 1, 3, 2, 1, 0, 3], 12],
    [[1, 1, 2, 2, 1, 3, 2, 1, 0, 3], 13],
  ])("%j is %i", (answers, sum) => expect(score(scale, answers)).toBe(sum));

  it("says from which score on it is likely", () => {
    expect(cutoffOf(scale, 12)).toBeNull();
    expect(cutoffOf(scale, 13)?.label.en).toBe("likely");
  });
});

describe("a mean of items of 1 to 5 with the half rule (Ware et al., SF-36 Health Survey Manual, 1993)", () => {
  const scale = scaleOfItems(4, { score: "mean", reversed: ["q2"], missing: { rule: "prorate", least: 2 } });
  const likert = { min: 1, max: 5 };

  it.each([
    // (4 + (6−2) + 5 + 3) / 4
    [[4, 2, 5, 3], 4],
    // (4 + 5) / 2
    [[4, null, 5, null], 4.5],
    [[null, 2, null, null], null],
    [[null, null, null, null], null],
  ] as const)("%j is %s", (answers, mean) => expect(score(scale, answers, likert)).toBe(mean));
});

describe("a scale in a form", () => {
  const scale = scaleOfItems(4, {
    items: ["calm", "sleeps", "cries", "visits"],
    reversed: ["calm", "sleeps"],
    missing: { rule: "prorate", least: 3 },
    cutoffs: [
      { from: 0, label: both("low") },
      { from: 4, label: both("high") },
    ],
  });
  const often = {
    key: "often",
    label: both("often"),
    codes: [0, 1, 2, 3].map((code) => ({ code, label: both(`c${code}`) })),
  };
  const protocol: Protocol = {
    ...oneGroupProtocol,
    scales: [scale],
    codelists: [...oneGroupProtocol.codelists, often],
    forms: [
      ...oneGroupProtocol.forms,
      formOf("mood", [
        item("calm", "choice", { codelist: "often", missingReasons: ["refused"] }),
        item("sleeps", "yes_no"),
        item("cries", "choice", { codelist: "often", relevant: "calm < 3.0" }),
        item("visits", "integer", { required: false }),
        item("mood_score", "calculated", { scale: "invented", required: false, decimals: 1 }),
        item("mood_is_high", "calculated", { calculation: "mood_score >= 4.0 ? 1.0 : 0.0", required: false }),
      ]),
    ],
  };

  function fill(values: EntryValues): EntryCheck {
    const form = compileForm(protocol, "mood", expressionEngine);
    if (!form.ok) throw new Error(JSON.stringify(form.refusal));
    return checkEntry({ form: form.value, values, context: { kind: "live", values: {} }, softReasons: {} });
  }

  it("is scored where the calculation would be, and calculations can use it", () => {
    // (3 − 1) + (1 − 0) + 2 + 1
    const result = fill({ calm: 1, sleeps: false, cries: 2, visits: 1 });
    expect(result.values).toMatchObject({ mood_score: 6, mood_is_high: 1 });
    expect(result.computed).toEqual(["mood_score", "mood_is_high"]);
    expect(result.problems).toEqual([]);
  });

  it("takes a hidden or refused answer for none", () => {
    // cries is hidden: ((3 − 3) + (1 − 1) + 2) / 3 × 4, to one decimal
    expect(fill({ calm: 3, sleeps: true, cries: 3, visits: 2 }).values["mood_score"]).toBe(2.7);
    expect(fill({ calm: { m: "refused" }, sleeps: true, cries: 3 }).values).not.toHaveProperty("mood_score");
  });

  it("is shown with the words of the cut-off it reaches", () => {
    const field = { item: item("mood_score", "calculated", { scale: "invented" }), codelist: null, scale };
    expect(itemTypes.calculated.format(6, field, "en")).toBe("6 (high)");
    expect(itemTypes.calculated.format(2.5, field, "id")).toBe("2,5 (low (id))");
    expect(itemTypes.calculated.format(-1, field, "en")).toBe("\u22121");
  });
});
