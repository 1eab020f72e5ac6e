import { checkFile } from "@kendali/stats/reference/check-file";
import type { ReferenceFile } from "@kendali/stats/reference/reference-case";
import { describe, expect, test } from "vitest";
import { adapters } from "./adapters.ts";
import consistencyCheck from "./cases/consistency-check.json" with { type: "json" };

const file = consistencyCheck as unknown as ReferenceFile;

describe("reference cases from exact rational arithmetic, enumeration and scipy", () => {
  test.each(checkFile(file, adapters).map((verdict) => [verdict.id, verdict] as const))(
    "%s agrees in every field",
    (_, verdict) => {
      expect("differences" in verdict ? verdict.differences : []).toEqual([]);
      expect(verdict.verdict).toBe("passed");
    },
  );

  test("a wrong number in any field of any case is seen", () => {
    const changed = file.cases.flatMap((testCase) => {
      const { status, ...fields } = testCase.expected;
      return Object.keys(fields).map((name) => ({
        ...testCase,
        id: `${testCase.id} ${name}`,
        expected: { status, ...fields, [name]: disturb(fields[name]) },
      }));
    });
    expect(changed.length).toBeGreaterThan(60);
    const unseen = checkFile({ ...file, cases: changed }, adapters).filter(({ verdict }) => verdict === "passed");
    expect(unseen.map(({ id }) => id)).toEqual([]);
  });
});

/** Another value of the same shape, off by more than any tolerance; an empty list gets a member. */
function disturb(value: unknown): unknown {
  if (typeof value === "number") return value * 1.05 + (value < 0 ? -0.01 : 0.01);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.length === 0 ? [1] : value.map(disturb);
  return "other";
}
