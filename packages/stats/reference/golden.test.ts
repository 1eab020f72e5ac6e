import { describe, expect, test } from "vitest";
import { adapters } from "./adapters.ts";
import { referenceFiles } from "./cases.ts";
import { checkFile } from "./check-file.ts";
import { compareCase } from "./compare-case.ts";
import type { Actual, ReferenceCase, ReferenceFile } from "./reference-case.ts";

const first = referenceFiles.filter(({ tier }) => tier === "FIRST");
const later = referenceFiles.filter(({ tier }) => tier === "LATER");
const verdicts = first.flatMap((file) => checkFile(file, adapters));

describe("reference cases from R, NIST, exact arithmetic and 60-digit arithmetic", () => {
  test.each(verdicts.map((verdict) => [verdict.id, verdict] as const))("%s agrees in every field", (_, verdict) => {
    expect("differences" in verdict ? verdict.differences : []).toEqual([]);
    expect(verdict.verdict).toBe("passed");
  });

  test("a wrong number in any field of any case is seen", () => {
    const unseen = first
      .flatMap(({ cases }) => cases)
      .filter(({ expected }) => expected.status === "ok")
      .flatMap((testCase) => {
        const adapter = adapters[testCase.method];
        const actual = adapter?.(testCase.inputs as never, testCase.options as never) ?? { missing: "" };
        return fieldsNotCompared(testCase, actual).map((field) => `${testCase.id} ${field}`);
      });
    expect(unseen).toEqual([]);
  });

  test("a method that is not there yet never passes", () => {
    const files = later.map((file): ReferenceFile => ({ ...file, tier: "FIRST" }));
    const asFirst = files.flatMap((file) => checkFile(file, {}));
    expect(asFirst.length).toBeGreaterThan(20);
    expect(new Set(asFirst.map(({ verdict }) => verdict))).toEqual(new Set(["failed"]));
    const asLater = later.flatMap((file) => checkFile(file, {}));
    expect(new Set(asLater.map(({ verdict }) => verdict))).toEqual(new Set(["not_yet"]));
  });
});

function fieldsNotCompared(testCase: ReferenceCase, actual: Actual): string[] {
  const { status, ...fields } = testCase.expected;
  return Object.keys(fields).filter((name) => {
    const expected = { status, ...fields, [name]: disturb(fields[name]) };
    return compareCase({ ...testCase, expected }, actual).length === 0;
  });
}

/** Another value of the same shape, off by more than any tolerance. */
function disturb(value: unknown): unknown {
  if (typeof value === "number") return value * 1.05 + (value < 0 ? -0.01 : 0.01);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map(disturb);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, disturb(inner)]));
  return value === null ? 1 : "other";
}
