import { compareCase } from "./compare-case.ts";
import type { Difference } from "./compare-case.ts";
import type { Adapters, ReferenceCase, ReferenceFile } from "./reference-case.ts";

/** What became of one case. `not_yet` is for cases that this version need not answer; it is never a pass. */
export type Verdict =
  | { readonly id: string; readonly method: string; readonly verdict: "passed" }
  | {
      readonly id: string;
      readonly method: string;
      readonly verdict: "failed";
      readonly differences: readonly Difference[];
    }
  | { readonly id: string; readonly method: string; readonly verdict: "not_yet"; readonly missing: string };

/**
 * Runs every case of a reference file and compares every expected field. A missing method fails the case, unless the
 * file is of the tier LATER.
 */
export function checkFile({ tier, cases }: ReferenceFile, adapters: Adapters): Verdict[] {
  const mayBeMissing = tier === "LATER";
  return cases.map((testCase) => checkCase(testCase, adapters, mayBeMissing));
}

function checkCase(testCase: ReferenceCase, adapters: Adapters, mayBeMissing: boolean): Verdict {
  const { id, method, inputs, options } = testCase;
  const adapter = Object.hasOwn(adapters, method) ? adapters[method] : undefined;
  try {
    const actual = adapter?.(inputs as never, options as never) ?? { missing: `method ${method}` };
    if (mayBeMissing && "missing" in actual) return { id, method, verdict: "not_yet", missing: actual.missing };
    const differences = compareCase(testCase, actual);
    return differences.length === 0
      ? { id, method, verdict: "passed" }
      : { id, method, verdict: "failed", differences };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return failedBy(testCase, `an exception: ${said}`);
  }
}

/** No data may make a method throw; a case that does has failed, and the cases after it are still run. */
function failedBy({ id, method }: ReferenceCase, actual: string): Verdict {
  return { id, method, verdict: "failed", differences: [{ field: "status", expected: "an answer", actual }] };
}
