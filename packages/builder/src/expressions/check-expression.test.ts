import type { Item } from "@kendali/domain";
import { problemWords, expressionProblemWords } from "@kendali/i18n";
import { expressionEngine } from "@kendali/domain/expressions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkExpression } from "./check-expression.ts";
import { expressionScope } from "./expression-scope.ts";
import { spokenProtocol, spokenScope } from "./expression.fixture.ts";

const scope = spokenScope();
const told = (text: string, of = scope, expected: "boolean" | "number" = "boolean") =>
  checkExpression(text, of, expected).map(({ code, severity, start, end, proposal }) => ({
    code,
    severity,
    at: text.slice(start, end),
    ...(proposal === null ? {} : { proposal }),
  }));

describe("a problem of an expression", () => {
  it.each([
    ["pump_mim >= 1", "name_unknown", "pump_mim", "pump_min"],
    ["words == 1", "name_not_usable", "words", undefined],
    ["given", "name_masked", "given", undefined],
    ["vol_left + remark > 1", "operands_differ", "vol_left + remark", undefined],
    ["pain + 1 > 1", "operands_differ", "pain + 1", undefined],
    ["!vol_left", "operand_wrong_type", "vol_left", undefined],
    ["vol_left && pain", "operand_wrong_type", "vol_left", undefined],
    ["vol_left + 1", "result_not_truth", "vol_left + 1", undefined],
    ["abz(vol_left) > 1", "function_unknown", "abz", "abs"],
    ["abs(vol_left, 1) > 1", "argument_count", "abs(vol_left, 1)", undefined],
    ["round(vol_left, vol_right) > 1", "argument_wrong_type", "vol_right", undefined],
    ["hoursBetween(born, vol_left) > 1", "argument_wrong_type", "vol_left", undefined],
    ['vol_left.contains("a")', "method_on_wrong_type", "vol_left", undefined],
    ['remark.matches("(")', "pattern_invalid", '"("', undefined],
    ["signs.exists(x, x == 1)", "name_unknown", "x", undefined],
    ["vol_left ? 1 : 2", "condition_not_truth", "vol_left", undefined],
    ["(pain ? 1 : fever) == 1", "branches_differ", "fever", undefined],
    ["vol_left = 1", "single_equals", "=", "=="],
    ["remark == “a”", "typographic_quote", "“", '"'],
    ["pain and fever", "word_operator", "and", "&&"],
    ["vol_left ≥ 1", "word_operator", "≥", ">="],
    ["vol_left > 1,5", "decimal_comma", "1,5", "1.5"],
    ["vol_left >", "unfinished", "", undefined],
    ['remark == "a', "text_unterminated", '"a', undefined],
    ["vol_left > > 1", "unexpected", ">", undefined],
    ["vol_left % 2 == 0", "not_offered", "vol_left % 2", undefined],
    ["  ", "empty", "  ", undefined],
    ["if(pain, 1, 0) == 1", "spreadsheet_call", "if(pain, 1, 0)", "(pain ? 1 : 0)"],
    ["JIKA(vol_left > 1,5; 1; 0) == 1", "spreadsheet_call", "JIKA(vol_left > 1,5; 1; 0)", "((vol_left > 1,5) ? 1 : 0)"],
    [
      "if(pain, if(late, 2, 1), 0) > 1",
      "spreadsheet_call",
      "if(pain, if(late, 2, 1), 0)",
      "(pain ? (late ? 2 : 1) : 0)",
    ],
    ["if(pain, 1) == 1", "spreadsheet_if", "if(pain, 1)", undefined],
    ["sum(vol_left, vol_right) > 1", "spreadsheet_call", "sum(vol_left, vol_right)", "(vol_left + vol_right)"],
    ["average(vol_left; 2) > 1", "spreadsheet_call", "average(vol_left; 2)", "((vol_left + 2) / 2)"],
    ["vol_left^2 > 4", "spreadsheet_call", "vol_left^2", "(vol_left * vol_left)"],
    ["2 ^ vol_left > 4", "power_sign", "^", undefined],
    ["pain 👩‍⚕️", "unexpected", "👩‍⚕️", undefined],
  ])("%s is %s, told at its place", (text, code, at, proposal) => {
    expect(told(text)).toContainEqual({ code, severity: "must", at, ...(proposal === undefined ? {} : { proposal }) });
  });

  it.each([
    ["side == 3", "code_not_offered", "3"],
    ["side in [1, 7]", "code_not_offered", "7"],
    ["side == (pain ? 1 : 4)", "code_not_offered", "4"],
    ["9 in signs", "code_not_offered", "9"],
    ["vol_left > fluid", "unit_mismatch", "vol_left > fluid"],
    ["vol_left - pump_min > 1", "unit_mismatch", "vol_left - pump_min"],
    ['starts > "3 pm"', "text_not_moment", '"3 pm"'],
    ["baseline_weight > 1", "baseline_missing", "baseline_weight"],
  ])("%s is possible but probably not meant (%s)", (text, code, at) => {
    expect(told(text)).toContainEqual(expect.objectContaining({ code, severity: "should", at }));
    expect(expressionEngine.compile(text, scope.declarations, "bool").ok).toBe(true);
  });

  it("depends on where the expression stands", () => {
    expect(told("late", spokenScope("pain", "relevant"))).toMatchObject([{ code: "name_later", severity: "should" }]);
    expect(told("pain", spokenScope("pain", "relevant"))).toMatchObject([{ code: "name_self", severity: "must" }]);
    expect(told("total > 1", spokenScope("pain", "relevant"))).toEqual([]);
    expect(told("group_of + 1", spokenScope("total", "calculation"), "number")).toMatchObject([
      { code: "name_later_calculated", severity: "must" },
    ]);
    expect(told("total + 1", spokenScope("total", "calculation"), "number")).toMatchObject([{ code: "name_self" }]);
    expect(told("pain ? 1 : 3", spokenScope("group_of", "calculation"), "number")).toMatchObject([
      { code: "code_not_offered", at: "3" },
    ]);
    expect(told("vol_left > 1", spokenScope("pain"))).toMatchObject([{ code: "constraint_forgets_item" }]);
    expect(told("vol_left > 1", spokenScope("vol_left"))).toEqual([]);
    expect(told("pain", spokenScope("total", "calculation"), "number")).toMatchObject([{ code: "result_not_number" }]);
  });

  it("offers what is sound in place of what a spreadsheet has", () => {
    for (const text of [
      "if(pain, 1, 0) == 1",
      "jika(pain; jumlah(1; 2); 0) > 1",
      "mean(vol_left, 2) > 1",
      "vol_left^3 > 1",
    ]) {
      const [advice] = checkExpression(text, scope, "boolean");
      if (advice?.proposal == null) throw new Error(`nothing is offered for ${text}`);
      const mended = text.slice(0, advice.start) + advice.proposal + text.slice(advice.end);
      expect(
        told(mended).filter(({ severity }) => severity === "must"),
        mended,
      ).toEqual([]);
    }
  });

  it("quotes a letter of several units whole, and tells of a division by nothing", () => {
    const [broken] = checkExpression("pain 👩‍⚕️ pain", scope, "boolean");
    expect(expressionProblemWords("id", broken ?? { code: "", params: {} })).toContain("👩‍⚕️");
    expect(told("vol_left / 0 > 1")).toMatchObject([{ code: "divides_by_zero", severity: "should", at: "0" }]);
  });

  it("tells a ring of calculations with every question in it, from whichever of them", () => {
    const calculated = (key: string, calculation: string): Item => ({
      key,
      type: "calculated",
      calculation,
      label: { id: `Hitung ${key}`, en: `Count ${key}` },
      required: false,
    });
    const form = spokenProtocol.forms[0];
    if (form === undefined) throw new Error("a form");
    const ring = [calculated("c1", "1"), calculated("c2", "c1 + 1"), calculated("c3", "baseline_c1 + c2")];
    const forms = [{ ...form, sections: [...form.sections, { key: "ring", title: form.title, items: ring }] }];
    const at = (item: string) =>
      expressionScope({ ...spokenProtocol, forms }, { form: form.key, item, use: "calculation" });
    const [later] = checkExpression("c3 * 2", at("c1"), "number");
    expect(later).toMatchObject({ code: "name_circles", severity: "must" });
    expect(expressionProblemWords("id", later ?? { code: "", params: {} })).toContain(
      "“Hitung c1” → “Hitung c3” → “Hitung c2” → “Hitung c1”",
    );
    expect(checkExpression("c2 + 1", at("c3"), "number")).toEqual([]);
    // What stands above and needs this one is a ring too; its value at baseline is none.
    const turned = [calculated("c1", "c2 + 1"), calculated("c2", "1")];
    const above = expressionScope(
      { ...spokenProtocol, forms: [{ ...form, sections: [{ key: "ring", title: form.title, items: turned }] }] },
      { form: form.key, item: "c2", use: "calculation" },
    );
    expect(checkExpression("c1 + 1", above, "number")).toMatchObject([{ code: "name_circles" }]);
    expect(checkExpression("baseline_c1 + 1", above, "number").map(({ code }) => code)).not.toContain("name_circles");
  });

  it("is said in both languages, with nothing left unfilled", () => {
    const texts = ["pump_mim >= 1", "side == 3", "vol_left > fluid", "!vol_left", "pain + 1 > 1", 'starts > "3 pm"'];
    for (const problem of [
      ...texts,
      "abs(1, 2) > 1",
      "round(vol_left, vol_right) > 1",
      "words > 1",
      "vol_left = 1",
    ].flatMap((text) => checkExpression(text, scope, "boolean"))) {
      for (const locale of ["id", "en"] as const) {
        const words = expressionProblemWords(locale, problem);
        expect(words).not.toMatch(/[{}]|problem_/);
        expect(words).toMatch(/\.$/);
      }
    }
    expect(problemWords("id", { code: "expression_syntax", params: {} })).not.toBe("");
  });

  it("is found exactly when the protocol's own engine refuses, for any text", () => {
    const words = fc.constantFrom(
      ...[...scope.names.keys()].filter((name) => name !== "given" && name !== "baseline_given"),
      ..."( ) ( ) [ ] { } . , ? : ! && || == != < <= > + - * / % in 1 2.5 1e300 'x' \"15:00\" true null abs( round( min( max( hoursBetween( daysBetween( .matches( .contains( nobody has ( x a.b words".split(
        " ",
      ),
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 9 }).map((list) => list.join(" ")),
      fc
        .tuple(
          fc.constantFrom("vol_left", "pump_min", "total", "pain", "side", "remark", "1"),
          fc.constantFrom("==", "<", "+", "&&", "in", "-"),
          fc.constantFrom("vol_cup", "fever", "starts", "signs", "group_of", "[1]", "2"),
          fc.constantFrom("", "> 1", "? 1 : 2", "== true"),
        )
        .map((parts) => parts.join(" ")),
      fc.string({ unit: "binary" }),
    );
    let sound = 0;
    let unnamed = 0;
    fc.assert(
      fc.property(texts, fc.constantFrom("boolean", "number"), (text, expected) => {
        const problems = checkExpression(text, scope, expected);
        const compiled = expressionEngine.compile(text, scope.declarations, expected === "boolean" ? "bool" : "double");
        expect(problems.some(({ severity }) => severity === "must")).toBe(!compiled.ok);
        if (compiled.ok) sound += 1;
        if (problems.some(({ code }) => code === "engine_refuses")) unnamed += 1;
        for (const { start, end } of problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 8000 },
    );
    expect(sound).toBeGreaterThan(100);
    expect(unnamed).toBeLessThan(80);
  });
});
