import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemCodes } from "../problems.ts";
import { trialProtocol } from "./invented-protocol.fixture.ts";
import { validateProtocol } from "./validate-protocol.ts";

type Node = { container: Record<string, unknown>; name: string };

/** Every place of a document that a hand could have spoiled. */
function places(value: unknown): readonly Node[] {
  if (typeof value !== "object" || value === null) return [];
  const container = value as Record<string, unknown>;
  return Object.keys(container).flatMap((name) => [{ container, name }, ...places(container[name])]);
}

const copy = (): unknown => JSON.parse(JSON.stringify(trialProtocol));
const count = places(copy()).length;
const codes: ReadonlySet<string> = new Set(problemCodes);
const spoilt = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    "volume",
    "__proto__",
    -1,
    Number.POSITIVE_INFINITY,
    [],
    {},
    [[]],
    "volume > 1",
    "x".repeat(5000),
  ),
);

describe("validation", () => {
  it("answers a document spoilt anywhere with a refusal or an acceptance, never an exception", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(count - 1), spoilt), { minLength: 1, maxLength: 3 }), (edits) => {
        const document = copy();
        for (const [at, value] of edits) {
          const place = places(document)[at];
          if (place !== undefined)
            Object.defineProperty(place.container, place.name, {
              value,
              enumerable: true,
              configurable: true,
              writable: true,
            });
        }
        const result = validateProtocol(document);
        if (result.ok) return;
        expect(result.refusal.problems?.length).toBeGreaterThan(0);
        for (const { code, path } of result.refusal.problems ?? []) {
          expect(codes.has(code)).toBe(true);
          expect(path.length).toBeLessThan(500);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("answers anything at all", () => {
    fc.assert(
      fc.property(
        fc.anything({ withDate: true, withMap: true, withBigInt: true, withNullPrototype: true }),
        (input) => {
          expect(validateProtocol(input).ok).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("refuses a document nested without end, a cycle, a giant and a polluted one", () => {
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level++) deep = { a: deep };
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const giant = { list: Array.from({ length: 300_000 }, () => 1) };
    const polluted: unknown = JSON.parse('{"forms": [{"__proto__": {"polluted": true}}]}');
    const codeOf = (input: unknown): string | undefined => {
      const result = validateProtocol(input);
      return result.ok ? undefined : result.refusal.problems?.[0]?.code;
    };
    expect([deep, cycle, giant, polluted].map(codeOf)).toEqual([
      "document_too_deep",
      "document_too_deep",
      "document_too_large",
      "document_dangerous_key",
    ]);
    expect(codeOf({ title: "\u0000" })).toBe("document_not_json");
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
