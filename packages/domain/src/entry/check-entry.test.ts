import { describe, expect, it } from "vitest";
import { expressionEngine } from "../expressions/index.ts";
import { formOf, item, oneGroupProtocol } from "../protocol/invented-protocol.fixture.ts";
import type { Item, Protocol } from "../protocol/types.ts";
import { checkEntry, type EntryCheck, type EntryContext } from "./check-entry.ts";
import { compileForm, type CompiledForm, formNeeds } from "./compile-form.ts";

function compiled(formKey: string, protocol: Protocol = oneGroupProtocol): CompiledForm {
  const result = compileForm(protocol, formKey, expressionEngine);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

const context: EntryContext = { kind: "live", values: { delivered_at: "2026-01-04T06:00" }, today: "2026-01-06" };
const sound = { measured_at: "2026-01-05T12:30", side: 1, volume: 42.5, has_pain: false };

function check(
  values: unknown,
  more: { context?: EntryContext; softReasons?: Record<string, string> } = {},
): EntryCheck {
  return checkEntry({
    form: compiled("milk"),
    values,
    context: more.context ?? context,
    softReasons: more.softReasons ?? {},
  });
}

function checkItems(items: readonly Item[], values: unknown): EntryCheck {
  const protocol = { ...oneGroupProtocol, forms: [...oneGroupProtocol.forms, formOf("extra", items)] };
  return checkEntry({ form: compiled("extra", protocol), values, context, softReasons: {} });
}

describe("a sound entry", () => {
  it("comes back with its calculations and without problems", () => {
    const result = check(sound);
    expect(result.problems).toEqual([]);
    expect(result.discrepancies).toEqual([]);
    expect(result.values).toEqual({ ...sound, hours_since_delivery: 30.5, double_volume: 85 });
    expect(result.computed).toEqual(["hours_since_delivery", "double_volume"]);
    expect(result.hidden).toEqual(["pain", "pain_words", "pain_doubled"].slice(0, 2));
  });

  it("takes null and absent alike for empty", () => {
    expect(check({ ...sound, pain: null })).toEqual(check(sound));
  });

  it("computes for itself whatever a device sends for a calculation", () => {
    expect(check({ ...sound, double_volume: 9999 }).values["double_volume"]).toBe(85);
  });

  it("leaves a calculation out when what it needs is missing", () => {
    const result = check({ ...sound, volume: { m: "refused" } });
    expect(result.values).not.toHaveProperty("double_volume");
    expect(result.problems).toEqual([]);
  });
});

describe("an answer that must be there when the visit is locked", () => {
  const asked = [
    item("blood", "integer", { requiredBy: "visit_lock", missingReasons: ["not_done"] }),
    item("drawn", "yes_no", { requiredBy: "entry" }),
    item("arm_side", "choice", { codelist: "side", requiredBy: "visit_lock", relevant: "drawn" }),
  ];

  it("may be open in a saved form, and is said to be", () => {
    const result = checkItems(asked, { drawn: true });
    expect(result.problems).toEqual([]);
    expect(result.openAtLock).toEqual(["blood", "arm_side"]);
  });

  it("is not open once there is an answer, a reason, or no question", () => {
    expect(checkItems(asked, { drawn: false, blood: 3 }).openAtLock).toEqual([]);
    expect(checkItems(asked, { drawn: true, blood: { m: "not_done" }, arm_side: 1 }).openAtLock).toEqual([]);
    expect(checkItems(asked, {}).openAtLock).toEqual(["blood"]);
    expect(checkItems(asked, {}).problems).toEqual([{ path: "drawn", code: "required", params: {} }]);
  });
});

describe("required and missing", () => {
  it("asks for every required item that is shown, in the order of the form", () => {
    expect(check({}).problems).toEqual(
      ["measured_at", "side", "volume", "has_pain"].map((path) => ({ path, code: "required", params: {} })),
    );
  });

  it("takes a reason that the item offers instead of a value", () => {
    expect(check({ ...sound, volume: { m: "not_done" } }).values["volume"]).toEqual({ m: "not_done" });
  });

  it("refuses a reason that the item does not offer", () => {
    const { problems } = check({ ...sound, volume: { m: "unknown" } });
    expect(problems).toEqual([{ path: "volume", code: "missing_reason_not_offered", params: { reason: "unknown" } }]);
  });

  it("keeps 'not available' for reconstructed studies", () => {
    const values = { ...sound, volume: { m: "not_available" } };
    expect(check(values).problems).toHaveLength(1);
    expect(check(values, { context: { ...context, kind: "reconstructed" } }).problems).toEqual([]);
  });
});

describe("limits", () => {
  it("refuses what is impossible and names limits and unit, and keeps the value for the person to see", () => {
    const result = check({ ...sound, volume: 650 });
    expect(result.problems).toEqual([
      { path: "volume", code: "above_maximum", params: { value: 650, min: 0, max: 500, unit: "ml" } },
    ]);
    expect(result.values["volume"]).toBe(650);
  });

  it("asks a reason for what is unusual", () => {
    const result = check({ ...sound, volume: 450 });
    const params = { value: 450, min: 0, max: 200, unit: "ml" };
    expect(result.discrepancies).toEqual([{ path: "volume", code: "above_usual", params, reason: null }]);
    expect(result.problems).toEqual([
      { path: "volume", code: "reason_required", params: { ...params, finding: "above_usual" } },
    ]);
  });

  it("keeps an unusual value with its reason", () => {
    const result = check({ ...sound, volume: 450 }, { softReasons: { volume: "  two pumps  ", side: "not asked" } });
    expect(result.problems).toEqual([]);
    expect(result.discrepancies).toMatchObject([{ path: "volume", reason: "two pumps" }]);
    expect(result.softReasons).toEqual({ volume: "two pumps" });
  });

  it("does not take blank or unstorable text for a reason", () => {
    for (const volume of ["   ", "a\u0000", "x".repeat(501)]) {
      expect(check({ ...sound, volume: 450 }, { softReasons: { volume } }).problems).toHaveLength(1);
    }
  });

  it("refuses a date that has not come", () => {
    const result = check({ ...sound, measured_at: "2026-01-07T00:00" });
    expect(result.problems).toMatchObject([{ path: "measured_at", code: "date_after_today" }]);
    expect(check({ ...sound, measured_at: "2026-01-06T23:59" }).discrepancies).toEqual([]);
  });
});

describe("constraints", () => {
  it("compares with the value at the baseline visit and speaks the protocol's words", () => {
    const atBaseline = { ...context, baseline: { side: 2 } };
    expect(check(sound, { context: atBaseline }).discrepancies).toEqual([
      {
        path: "side",
        code: "constraint_violated",
        params: { "message:id": "The same breast as at baseline (id)", "message:en": "The same breast as at baseline" },
        reason: null,
      },
    ]);
    expect(check(sound, { context: { ...context, baseline: { side: 1 } } }).problems).toEqual([]);
  });

  it("lets unknown pass", () => {
    expect(check(sound, { context: { ...context, baseline: {} } }).problems).toEqual([]);
  });

  it("stops at a hard constraint even with a reason", () => {
    const message = { id: "salah", en: "wrong" };
    const items = [
      item("low", "integer"),
      item("high", "integer", { constraints: [{ expression: "high > low", message, severity: "hard" }] }),
    ];
    expect(checkItems(items, { low: 5, high: 5 }).problems).toMatchObject([
      { path: "high", code: "constraint_violated" },
    ]);
    expect(checkItems(items, { low: 5, high: 6 }).problems).toEqual([]);
  });
});

describe("relevance", () => {
  it("hides what is not asked and does not require it", () => {
    expect(check(sound).hidden).toContain("pain");
    expect(check({ ...sound, has_pain: true }).problems).toMatchObject([{ path: "pain", code: "required" }]);
  });

  it("keeps and flags a value that stands in a hidden item, and computes nothing from it", () => {
    const result = check({ ...sound, pain: 7 });
    expect(result.hiddenWithValue).toEqual(["pain"]);
    expect(result.values["pain"]).toBe(7);
    expect(result.values).not.toHaveProperty("pain_doubled");
    expect(check({ ...sound, has_pain: true, pain: 7 }).values["pain_doubled"]).toBe(14);
  });

  it("shows what it cannot decide, without requiring it", () => {
    const result = check({ ...sound, has_pain: null });
    expect(result.hidden).not.toContain("pain");
    expect(result.problems.map(({ path }) => path)).toEqual(["has_pain"]);
  });

  it("hides what depends on a question that is itself hidden", () => {
    expect(check(sound).hidden).toEqual(["pain", "pain_words"]);
    expect(check({ ...sound, has_pain: true, pain: 3 }).hidden).toEqual(["pain_words"]);
    expect(check({ ...sound, has_pain: true, pain: 8 }).hidden).toEqual([]);
  });
});

describe("other visits", () => {
  it("never lets an earlier visit's value stand in for an empty field of this form", () => {
    const earlier = { ...context, values: { ...context.values, volume: 99 } };
    const result = check({ ...sound, volume: null }, { context: earlier });
    expect(result.problems).toMatchObject([{ path: "volume", code: "required" }]);
    expect(result.values).not.toHaveProperty("double_volume");
  });
});

describe("what is not of the form", () => {
  it("names unknown items, and pollutes nothing", () => {
    const values: unknown = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 1, "nonsense": 2}');
    const paths = check(values)
      .problems.filter(({ code }) => code === "item_unknown")
      .map(({ path }) => path);
    expect(paths).toEqual(["__proto__", "constructor", "nonsense"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it.each([null, [], "text", 7, true])("answers %j instead of values", (values) => {
    expect(check(values).problems.at(-1)).toMatchObject({ path: "", code: "value_wrong_type" });
  });

  it("keeps nothing of a value of the wrong shape", () => {
    const result = check({ ...sound, volume: "42,5", side: [1], has_pain: "yes", measured_at: "2026-02-30T10:00" });
    expect(result.problems.map(({ path, code }) => [path, code])).toEqual([
      ["measured_at", "date_impossible"],
      ["side", "value_wrong_type"],
      ["volume", "value_wrong_type"],
      ["has_pain", "value_wrong_type"],
    ]);
    expect(result.values).toEqual({});
  });

  it("refuses a value for a note", () => {
    expect(check({ ...sound, thanks: "you" }).problems).toMatchObject([{ path: "thanks", code: "value_not_storable" }]);
  });
});

describe("compiling a form", () => {
  it("needs no engine where there are no expressions", () => {
    expect(formNeeds(compiled("session").form)).toEqual({ engine: false, patterns: false });
    expect(compileForm(oneGroupProtocol, "session", null).ok).toBe(true);
    expect(() => compileForm(oneGroupProtocol, "milk", null)).toThrow("needs an engine");
  });

  it("refuses a form that the protocol does not have", () => {
    expect(compileForm(oneGroupProtocol, "nothing", null)).toMatchObject({
      ok: false,
      refusal: { code: "form_not_in_visit" },
    });
  });

  it("lists every expression that does not compile", () => {
    const items = [
      item("one", "integer", { relevant: "nothing > 1" }),
      item("two", "calculated", { calculation: "true" }),
    ];
    const protocol = { ...oneGroupProtocol, forms: [formOf("bad", items)] };
    expect(compileForm(protocol, "bad", expressionEngine)).toMatchObject({
      ok: false,
      refusal: {
        problems: [
          { path: "one/relevant", code: "expression_unknown_name" },
          { path: "two/calculation", code: "expression_wrong_result" },
        ],
      },
    });
  });
});
