import { describe, expect, it } from "vitest";
import type { ExpressionType, PresentValue } from "../item-types/item-type.ts";
import { createExpressionEngine } from "./create-engine.ts";
import type { ExpressionResult } from "./expression.ts";
import { roundTo } from "./functions.ts";
import { expressionEngine } from "./index.ts";

const declarations: ReadonlyMap<string, ExpressionType> = new Map([
  ["a", "double"],
  ["b", "double"],
  ["yes", "bool"],
  ["other", "bool"],
  ["name", "string"],
  ["born", "date"],
  ["delivered", "date_time"],
  ["measured", "date_time"],
  ["signs", "list<double>"],
]);

function run(text: string, values: Record<string, PresentValue> = {}, result: ExpressionResult = "double"): unknown {
  const compilation = expressionEngine.compile(text, declarations, result);
  if (!compilation.ok) return compilation.problem.code;
  const evaluation = compilation.expression.evaluate(new Map(Object.entries(values)));
  return evaluation.known ? evaluation.value : "unknown";
}
const test = (text: string, values: Record<string, PresentValue> = {}): unknown => run(text, values, "bool");

describe("arithmetic has one number type", () => {
  it.each([
    ["a + 1", 2.5],
    ["a + 1.5", 3],
    ["1 + a * 2", 4],
    ["(1 + a) * 2", 5],
    ["-a", -1.5],
    ["a - -1", 2.5],
    ["7 / 2", 3.5],
    ["0x10 + 0", 16],
    ["1e2 + 0", 100],
    ["yes ? 1 : 2.5", 1],
    ["abs(-3)", 3],
    ["min(3, 1, 2)", 1],
    ["max(3, 1, a, 9)", 9],
    ["round(2.5)", 3],
    ["round(-2.5)", -3],
    ["round(1.005, 2)", 1.01],
    ["round(a / 7, 3)", 0.214],
    ["a * 0 - 0", 0],
  ])("%s is %d", (text, value) => expect(run(text, { a: 1.5, yes: true })).toBe(value));

  it("compares whole and broken numbers with each other", () => {
    expect(test("a == 2", { a: 2 })).toBe(true);
    expect(test("a in [1, 2.5]", { a: 2.5 })).toBe(true);
    expect(test("2 in signs", { signs: [1, 2] })).toBe(true);
    expect(test("!(3 in signs)", { signs: [1, 2] })).toBe(true);
  });

  it("has no answer for a division by zero, and none is invented", () => {
    expect(run("1 / 0")).toBe("unknown");
    expect(run("0 / 0")).toBe("unknown");
    expect(test("1 / a > 5", { a: 0 })).toBe("unknown");
    expect(run("1e14 * 1e14 * 1e300")).toBe("expression_number_too_large");
    expect(run("b * b", { b: 1e200 })).toBe("unknown");
  });
});

describe("unknown", () => {
  it("is what an expression that touches a missing value gives", () => {
    expect(run("a + 1")).toBe("unknown");
    expect(test("a > 1")).toBe("unknown");
    expect(test("!yes")).toBe("unknown");
    expect(run("yes ? 1 : 2")).toBe("unknown");
    expect(run("max(a, b)", { a: 1 })).toBe("unknown");
  });

  it("gives way where one side decides, whichever side that is", () => {
    const known = { yes: true, a: 1 };
    expect(test("yes || other", known)).toBe(true);
    expect(test("other || yes", known)).toBe(true);
    expect(test("other && a > 2", known)).toBe(false);
    expect(test("a > 2 && other", known)).toBe(false);
    expect(test("other && yes", known)).toBe("unknown");
    expect(test("yes && other", known)).toBe("unknown");
    expect(test("other || a > 2", known)).toBe("unknown");
    expect(test("a > 2 || other", known)).toBe("unknown");
    expect(test("other || other", known)).toBe("unknown");
  });

  it("does not spread from a branch that is not taken", () => {
    expect(run("yes ? 1 : b", { yes: true })).toBe(1);
  });
});

describe("dates and text", () => {
  it("counts hours and days between items", () => {
    const values = { delivered: "2026-11-20T09:30", measured: "2026-11-21T14:00", born: "2000-02-29" };
    expect(run("hoursBetween(delivered, measured)", values)).toBe(28.5);
    expect(run("daysBetween(delivered, measured)", values)).toBe(1);
    expect(run("round(daysBetween(born, measured) / 365.25, 1)", values)).toBe(26.7);
    expect(test("delivered < measured", values)).toBe(true);
  });

  it("takes only items that hold dates for dates", () => {
    expect(run('hoursBetween("2026-11-20T09:30", measured)')).toBe("expression_wrong_types");
    expect(run("hoursBetween(name, measured)")).toBe("expression_wrong_types");
    expect(run("hoursBetween(born, measured)")).toBe("expression_wrong_types");
  });

  it("matches patterns in linear time", () => {
    expect(test('name.matches("^[A-Z]{2}$")', { name: "AB" })).toBe(true);
    const trap = 'name.matches("^(a+)+$")';
    expect(test(trap, { name: `${"a".repeat(3000)}!` })).toBe(false);
    expect(test('name.matches("(")')).toBe("expression_pattern_invalid");
    expect(test("name.matches(name)")).toBe("expression_pattern_invalid");
  });

  it("refuses patterns where no pattern engine was given", () => {
    const bare = createExpressionEngine().compile('name.matches("a")', declarations, "bool");
    expect(bare).toMatchObject({ ok: false, problem: { code: "expression_pattern_invalid" } });
  });

  it("keeps quotes, escapes and other scripts in text literals", () => {
    expect(test('name == "a\\"b\\\\\\n\ua9b2"', { name: 'a"b\\\n\ua9b2' })).toBe(true);
    expect(test("name.startsWith('a') && name.endsWith('c') && name.contains('b')", { name: "abc" })).toBe(true);
  });
});

describe("what cannot be said", () => {
  it.each([
    ["[1, 2].map(x, x * 2) == [2]", "expression_loops"],
    ["signs.all(x, x > 1)", "expression_loops"],
    ["signs.exists(x, signs.exists(y, x == y))", "expression_loops"],
    ["signs.filter(x, x > 1) == signs", "expression_loops"],
    ["cel.bind(x, 1, x > 2)", "expression_loops"],
    ["while (true) {}", "expression_syntax"],
    ["for (;;) 1", "expression_syntax"],
    ["a = 1", "expression_syntax"],
    ["", "expression_syntax"],
    ["1 +", "expression_syntax"],
    ["a > 1 #", "expression_syntax"],
    ["__proto__ == 1", "expression_syntax"],
    ["constructor == 1", "expression_unknown_name"],
    ["toString == 1", "expression_unknown_name"],
    ["missing_item > 1", "expression_unknown_name"],
    ["google == 1", "expression_unknown_name"],
    ["name.constructor == 1", "expression_not_offered"],
    ["name['constructor'] == 1", "expression_not_offered"],
    ["{'a': 1} == {'a': 1}", "expression_not_offered"],
    ["has(name.a)", "expression_not_offered"],
    ["size(name) > 1", "expression_not_offered"],
    ["int(a) > 1", "expression_not_offered"],
    ["timestamp('2026-01-01T00:00:00Z') == 1", "expression_not_offered"],
    ["name.split('a') == ['b']", "expression_not_offered"],
    ["today() == 1", "expression_not_offered"],
    ["eval('1') == 1", "expression_not_offered"],
    ["null == null", "expression_not_offered"],
    ["1u == 1u", "expression_not_offered"],
    ["b'a' == b'a'", "expression_not_offered"],
    ["a % 2 == 0", "expression_not_offered"],
    ["a + name == 1", "expression_wrong_types"],
    ["yes + 1 == 2", "expression_wrong_types"],
    ["abs(1, 2) == 1", "expression_wrong_types"],
    ["round(a, b) == 1", "expression_wrong_types"],
    ["a + 1", "expression_wrong_result"],
    ["99999999999999999999 > a", "expression_number_too_large"],
    ["9999999999999999 > a", "expression_number_too_large"],
    [`${"(".repeat(200)}a > 1${")".repeat(200)}`, "expression_too_complex"],
    [`${"!".repeat(1900)}yes`, "expression_too_complex"],
    [`${"a+".repeat(900)}a > 1`, "expression_too_complex"],
    [`a > 1 ${" ".repeat(2000)}`, "expression_too_long"],
  ])("%s is refused with %s", (text, code) => expect(test(text, { a: 1 })).toBe(code));

  it("says at which character the syntax breaks", () => {
    expect(expressionEngine.compile("a > > 1", declarations, "bool")).toMatchObject({
      ok: false,
      problem: { code: "expression_syntax", params: { position: 5 } },
    });
  });

  it("does not offer names that items may not have", () => {
    const risky = new Map([...declarations, ["int", "double"] as const]);
    expect(expressionEngine.compile("int > 1", risky, "bool").ok).toBe(false);
  });
});

it("rounds half away from zero on the decimal as written", () => {
  expect([
    roundTo(0.5, 0),
    roundTo(-0.5, 0),
    roundTo(2.675, 2),
    roundTo(-2.675, 2),
    roundTo(1e-9, 2),
    roundTo(1e22, 2),
  ]).toEqual([1, -1, 2.68, -2.68, 0, 1e22]);
});
