import { describe, expect, test } from "vitest";
import { parseFormula } from "./formula.ts";

describe("a formula means what it means in R", () => {
  test.each([
    ["y ~ a + b", "1 a b"],
    ["y~b*a", "1 b a b:a"],
    ["y ~ a:b + a", "1 a a:b"],
    ["y ~ 0 + a", "a"],
    ["y ~ a - 1", "a"],
    ["y ~ -1 + a + 1", "1 a"],
    ["y ~ 1", "1"],
    ["y ~ (a + b + c)^2", "1 a b c a:b a:c b:c"],
    ["y ~ a*b*c - a:b:c", "1 a b c a:b a:c b:c"],
    ["y ~ a/b", "1 a a:b"],
    ["y ~ (a + b)/c", "1 a b a:b:c"],
    ["y ~ a + a + a:a", "1 a"],
    ["y ~ b:a + a*b", "1 a b b:a"],
    ["y ~ x + I(x^2) + log(x)", "1 x I(x^2) log(x)"],
    ["y ~ I((x - 1)*2/z)", "1 I((x - 1) * 2/z)"],
    ["y ~ `two words`:a", "1 `two words`:a"],
    ["y ~ y + a", "1 a"],
    ["y ~ .", "1 a b"],
    ["y ~ . - b", "1 a"],
  ])("%s", (text, expected) => {
    const formula = parseFormula(text, ["y", "a", "b"]);
    if (!formula.ok) throw new Error(formula.refusal.code);
    expect([...(formula.hasIntercept ? ["1"] : []), ...formula.terms.map(({ label }) => label)].join(" ")).toBe(
      expected,
    );
  });

  test("random terms are described for the models that have them", () => {
    const formula = parseFormula(
      "score ~ arm * week + (1 + week | site/participant) + (0 + week || rater) + offset(log(days))",
    );
    if (!formula.ok) throw new Error(formula.refusal.code);
    expect(formula.terms.map(({ label }) => label)).toEqual(["arm", "week", "arm:week"]);
    expect(
      formula.randomTerms.map(({ hasIntercept, terms, group, isCorrelated }) => [
        hasIntercept,
        terms.map(({ label }) => label),
        group.label,
        isCorrelated,
      ]),
    ).toEqual([
      [true, ["week"], "site", true],
      [true, ["week"], "site:participant", true],
      [false, ["week"], "rater", false],
    ]);
    expect(formula.offsets).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(formula))).toEqual(formula);
  });
});

describe("a text that is no formula is refused with the place where it stops being one", () => {
  test.each([
    ["", 1],
    ["y", 1],
    ["~ a", 1],
    ["y ~", 4],
    ["y ~ a +", 8],
    ["y ~ (a", 7],
    ["y ~ a b", 7],
    ["y ~ a $ b", 7],
    ["y ~ a)", 6],
    ["y ~ log(a", 10],
    ["1 ~ a", 1],
    [`y ~ ${"(".repeat(200)}a${")".repeat(200)}`, 106],
    [`y ~ ${"a + ".repeat(2000)}a`, 5001],
  ])("%s", (text, position) => {
    const formula = parseFormula(text);
    expect(formula.ok ? "a formula" : formula.refusal).toEqual({ code: "invalid_formula", params: { position } });
  });

  test("terms without a meaning are named", () => {
    for (const [text, term] of [
      ["y ~ 2", "2"],
      ["y ~ a^b", "a^b"],
      ["y ~ (1 | 1)", "1"],
      ["y ~ (a ~ b)", "a ~ b"],
    ] as const) {
      // prettier-ignore
      const formula = parseFormula(text);
      if (formula.ok) throw new Error(text);
      expect(formula.refusal.code === "unsupported_term" ? formula.refusal.params["term"] : "no formula").toBe(
        text.includes("(a ~") ? "no formula" : term,
      );
    }
  });
});
