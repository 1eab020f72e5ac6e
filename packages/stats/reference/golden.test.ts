import { afterAll, describe, expect, test } from "vitest";
import { adapters, disputed, methodOf, notYet } from "./adapters.ts";
import ancova from "./ancova.json" with { type: "json" };
import contingency from "./contingency.json" with { type: "json" };
import cronbachAlpha from "./cronbach-alpha.json" with { type: "json" };
import descriptive from "./descriptive.json" with { type: "json" };
import distributions from "./distributions.json" with { type: "json" };
import effectSizePaired from "./effect-size-paired.json" with { type: "json" };
import mannWhitney from "./mann-whitney.json" with { type: "json" };
import marginalHomogeneity from "./marginal-homogeneity.json" with { type: "json" };
import mcnemar from "./mcnemar.json" with { type: "json" };
import oneProportion from "./one-proportion.json" with { type: "json" };
import pairedT from "./paired-t.json" with { type: "json" };
import power from "./power.json" with { type: "json" };
import { compareCase } from "./reference-case.ts";
import type { Actual, ReferenceCase, ReferenceFile } from "./reference-case.ts";
import shapiroWilk from "./shapiro-wilk.json" with { type: "json" };
import signTest from "./sign-test.json" with { type: "json" };
import twoProportions from "./two-proportions.json" with { type: "json" };
import twoSampleT from "./two-sample-t.json" with { type: "json" };
import wilcoxonSignedRank from "./wilcoxon-signed-rank.json" with { type: "json" };

const files = [
  ancova,
  contingency,
  cronbachAlpha,
  descriptive,
  distributions,
  effectSizePaired,
  mannWhitney,
  marginalHomogeneity,
  mcnemar,
  oneProportion,
  pairedT,
  power,
  shapiroWilk,
  signTest,
  twoProportions,
  twoSampleT,
  wilcoxonSignedRank,
] as unknown as readonly ReferenceFile[];

const cases = files.flatMap((file) => file.cases);
const open = cases.filter((testCase) => methodOf(testCase) in notYet);
const ready = cases.filter((testCase) => !(methodOf(testCase) in notYet));

describe("reference cases from R, exact arithmetic and 60-digit arithmetic", () => {
  test.each(ready.map((testCase) => [testCase.id, testCase] as const))("%s agrees in every field", (_, testCase) => {
    expect(differencesOf(testCase)).toEqual([]);
  });

  test("every method listed as not yet there has a case, so that the list cannot outlive its reason", () => {
    expect(Object.keys(notYet).toSorted()).toEqual([...new Set(open.map(methodOf))].toSorted());
  });

  test("a wrong number in any field of any case is seen", () => {
    const unseen = ready
      .filter(({ expected }) => expected.status === "ok")
      .filter((testCase) => {
        const { status, ...fields } = testCase.expected;
        return Object.keys(fields)
          .filter((name) => !(`${testCase.id} ${name}` in disputed))
          .some((name) => {
            const expected = { status, ...fields, [name]: disturb(fields[name]) };
            return differencesOf({ ...testCase, expected }).length === 0;
          });
      });
    expect(unseen.map(({ id }) => id)).toEqual([]);
  });
});

afterAll(() => {
  const lines = open.map((testCase) => `  ${testCase.id}: ${notYet[methodOf(testCase)] ?? ""}`);
  const doubts = Object.entries(disputed).map(([field, reason]) => `  ${field}: ${reason}`);
  console.log(
    [
      `reference cases: ${ready.length} compared, ${open.length} not yet:`,
      ...lines,
      `${doubts.length} field(s) disputed, not counted:`,
      ...doubts,
    ].join("\n"),
  );
});

const computed = new Map<string, Actual>();

function differencesOf(testCase: ReferenceCase): string[] {
  const adapter = adapters[testCase.method];
  if (adapter === undefined) return [`no method for ${testCase.method}`];
  const actual = computed.get(testCase.id) ?? adapter(testCase.inputs as never, testCase.options as never);
  computed.set(testCase.id, actual);
  return compareCase(withoutDisputed(testCase), actual);
}

function withoutDisputed(testCase: ReferenceCase): ReferenceCase {
  const kept = Object.entries(testCase.expected).filter(([name]) => !(`${testCase.id} ${name}` in disputed));
  return { ...testCase, expected: { ...Object.fromEntries(kept), status: testCase.expected.status } };
}

/** Another value of the same shape, off by more than any tolerance. */
function disturb(value: unknown): unknown {
  if (typeof value === "number") return value * 1.01 + (value < 0 ? -0.01 : 0.01);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map(disturb);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, disturb(inner)]));
  return value === null ? 1 : "other";
}
