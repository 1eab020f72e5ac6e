import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExpressionEngine } from "../expressions/create-engine.ts";
import { expressionEngine } from "../expressions/index.ts";
import { oneGroupProtocol } from "../protocol/invented-protocol.fixture.ts";
import { checkEntry } from "./check-entry.ts";
import { compileForm, type CompiledForm } from "./compile-form.ts";

function compiled(engine: typeof expressionEngine): CompiledForm {
  const result = compileForm(oneGroupProtocol, "milk", engine);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const server = compiled(expressionEngine);
const browser = compiled(createExpressionEngine());
const context = { kind: "live", values: { delivered_at: "2026-01-04T06:00" }, today: "2026-01-06" } as const;

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53 + 2,
    1e300,
    "",
    "\u0000",
    "\ud800",
    [],
    {},
    { m: "x" },
    { m: "refused" },
    { m: 1 },
  ),
  fc.anything({ withNullPrototype: true, withDate: true }),
);
const plausible: Record<string, fc.Arbitrary<unknown>> = {
  measured_at: fc.constantFrom("2026-01-05T10:00", "2026-01-09T10:00", "2026-02-30T10:00", "2026-01-05"),
  side: fc.integer({ min: 0, max: 3 }),
  volume: fc.oneof(
    fc.integer({ min: -10, max: 5200 }).map((tenths) => tenths / 10),
    fc.double(),
  ),
  has_pain: fc.boolean(),
  pain: fc.integer({ min: -1, max: 11 }),
  pain_words: fc.string({ unit: "binary" }),
  double_volume: fc.double(),
  thanks: fc.string(),
};
const values = fc.record(
  Object.fromEntries(
    Object.entries(plausible).map(([key, value]) => [
      key,
      fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: odd }),
    ]),
  ),
  { requiredKeys: [] },
);
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? "null");

describe("checking an entry", () => {
  it("answers any values without an exception, the same in the browser and on the server", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: odd }), (given) => {
        const here = checkEntry({ form: browser, values: given, context, softReasons: {} });
        const there = checkEntry({ form: server, values: given, context, softReasons: {} });
        expect(there).toEqual(here);
      }),
      { numRuns: 6_000 },
    );
  });

  it("gives values that survive a second check unchanged: what the browser cleaned, the server stores", () => {
    fc.assert(
      fc.property(values, (given) => {
        const first = checkEntry({ form: browser, values: given, context, softReasons: {} });
        const second = checkEntry({ form: server, values: json(first.values), context, softReasons: {} });
        expect(second.values).toEqual(first.values);
        expect(second.hidden).toEqual(first.hidden);
        expect(second.discrepancies).toEqual(first.discrepancies);
      }),
      { numRuns: 4_000 },
    );
  });

  it("accepts no value that its item type refuses", () => {
    fc.assert(
      fc.property(values, (given) => {
        const result = checkEntry({ form: server, values: given, context, softReasons: {} });
        for (const { item, codelist, definition } of server.fields) {
          const value = result.values[item.key];
          if (value === undefined || (typeof value === "object" && "m" in value)) continue;
          const refusals = definition.check(value, { item, codelist });
          const isShown = !result.hidden.includes(item.key);
          if (isShown && refusals.length > 0) expect(result.problems.some(({ path }) => path === item.key)).toBe(true);
        }
      }),
      { numRuns: 4_000 },
    );
  });
});
