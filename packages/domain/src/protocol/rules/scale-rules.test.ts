import { describe, expect, it } from "vitest";
import { both, formOf, item, oneGroupProtocol, trialProtocol } from "../invented-protocol.fixture.ts";
import type { Item, Protocol, ScaleDefinition } from "../types.ts";
import { validateProtocol } from "../validate-protocol.ts";

const sound: ScaleDefinition = {
  key: "mood",
  name: both("Mood"),
  items: ["calm", "sleeps"],
  reversed: ["calm"],
  score: "sum",
  missing: { rule: "prorate", least: 1 },
  cutoffs: [
    { from: 2, label: both("some") },
    { from: 4, label: both("much") },
  ],
  source: "Invented, 2026",
  licence: "",
};
const score = item("mood_score", "calculated", { scale: "mood", required: false });
const items: readonly Item[] = [
  item("calm", "choice", { codelist: "side" }),
  item("sleeps", "integer", { hardRange: { min: 0, max: 3 } }),
  score,
];

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function withScale(scale: Partial<ScaleDefinition>, base: Protocol = oneGroupProtocol, asked = items): Protocol {
  const protocol = copyOf(base);
  protocol.scales = [copyOf({ ...sound, ...scale })];
  protocol.forms.find(({ key }) => key === "milk")?.sections[0]?.items.push(...copyOf([...asked]));
  return protocol;
}

function problemsOf(protocol: Protocol): readonly string[] {
  const result = validateProtocol(protocol);
  return result.ok ? [] : (result.refusal.problems ?? []).map(({ code, path }) => `${code} at ${path}`);
}

describe("a scale", () => {
  it("that can be scored has no problem", () => expect(problemsOf(withScale({}))).toEqual([]));

  it.each<[string, Partial<ScaleDefinition>, string]>([
    ["an item that is not there", { items: ["calm", "nobody"] }, "reference_unknown at scales/mood/items"],
    ["an item that is no number", { items: ["calm", "delivered_at"] }, "scale_item_unsuitable at scales/mood/items"],
    ["an item twice", { items: ["calm", "calm"] }, "key_duplicate at scales/mood/items/calm"],
    ["another's item reversed", { reversed: ["volume"] }, "scale_reversed_elsewhere at scales/mood/reversed"],
    [
      "more answers asked than items",
      { missing: { rule: "prorate", least: 3 } },
      "scale_least_too_many at scales/mood/missing",
    ],
    [
      "cut-offs out of order",
      {
        cutoffs: [
          { from: 4, label: both("a") },
          { from: 4, label: both("b") },
        ],
      },
      "scale_cutoffs_not_ascending at scales/mood/cutoffs",
    ],
    ["words that are empty", { name: { id: "", en: "x" } }, "text_missing at scales/mood/name"],
  ])("with %s is refused", (_what, change, problem) => expect(problemsOf(withScale(change))).toContain(problem));

  it("that turns around an answer without limits is refused", () => {
    const open = [item("calm", "integer"), ...items.slice(1)];
    expect(problemsOf(withScale({}, oneGroupProtocol, open))).toEqual([
      "scale_reversed_unbounded at scales/mood/reversed",
    ]);
  });

  it("that nobody defined cannot be named, and a score has one origin", () => {
    const unknown = copyOf(oneGroupProtocol);
    unknown.forms[1]?.sections[0]?.items.push(score);
    expect(problemsOf(unknown)).toEqual(["reference_unknown at forms/milk/main/mood_score/scale"]);
    const twice = { ...score, calculation: "volume * 2.0" };
    expect(problemsOf(withScale({}, oneGroupProtocol, [...items.slice(0, 2), twice]))).toEqual([
      "calculation_or_scale at forms/milk/main/mood_score",
    ]);
    const none = [...items.slice(0, 2), item("mood_score", "calculated")];
    expect(problemsOf(withScale({}, oneGroupProtocol, none))).toEqual([
      "calculation_or_scale at forms/milk/main/mood_score",
    ]);
    expect(
      problemsOf(withScale({}, oneGroupProtocol, [...items, item("other", "integer", { scale: "mood" })])),
    ).toEqual(["property_not_for_type at forms/milk/main/other/scale"]);
  });

  it("is scored where its answers are there: in their form, or after it", () => {
    // `characteristics` is filled before `milk` at the first visit, and never again.
    expect(problemsOf(withScale({ items: ["calm", "sleeps", "parity"] }))).toEqual([]);
    const before = withScale({}, oneGroupProtocol, items.slice(0, 2));
    before.forms[0]?.sections[0]?.items.push(score);
    expect(problemsOf(before)).toEqual([
      "scale_item_later at forms/characteristics/main/mood_score/scale",
      "scale_item_later at forms/characteristics/main/mood_score/scale",
    ]);
  });

  it("in a form that everybody fills is not made of answers that tell the arm", () => {
    const telling = withScale({ items: ["calm", "steps"], reversed: [] }, trialProtocol);
    telling.forms.find(({ key }) => key === "session")?.sections[0]?.items.push(item("steps", "integer"));
    expect(problemsOf(telling)).toContain("expression_reveals_arm at forms/milk/main/mood_score/scale");
  });
});

describe("a section drawn as a table", () => {
  const tableOf = (asked: readonly Item[]): Protocol => {
    const protocol = copyOf(oneGroupProtocol);
    const form = formOf("extra", asked);
    protocol.forms.push({ ...form, sections: form.sections.map((section) => ({ ...section, layout: "matrix" })) });
    protocol.visits[0]?.forms.push({ form: "extra", required: true });
    return protocol;
  };

  it("asks choices of one code list", () => {
    const side = (key: string) => item(key, "choice", { codelist: "side" });
    expect(problemsOf(tableOf([side("a"), side("b")]))).toEqual([]);
    expect(problemsOf(tableOf([side("a"), item("b", "choice", { codelist: "parity_group" })]))).toEqual([
      "matrix_answers_differ at forms/extra/main/layout",
    ]);
    expect(problemsOf(tableOf([side("a"), item("b", "integer")]))).toEqual([
      "matrix_answers_differ at forms/extra/main/layout",
    ]);
  });
});
