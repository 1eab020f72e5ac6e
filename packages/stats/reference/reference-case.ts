/** A reference case as README.md in this folder describes it. */
export type ReferenceCase = {
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>> & { readonly status: string; readonly reason?: string };
  readonly tolerance: Readonly<Record<string, { readonly abs?: number; readonly rel?: number }>>;
};

export type ReferenceFile = {
  readonly family: string;
  readonly tier: string;
  readonly cases: readonly ReferenceCase[];
};

/** What an adapter returns: the fields under the reference's names, or the refusal code. */
export type Actual = { readonly fields: Readonly<Record<string, unknown>> } | { readonly refused: string };

/** Runs one case: its inputs and options as the file has them. */
export type Adapter = (inputs: never, options: never) => Actual;

/** Adapters by the reference's name of the method. */
export type Adapters = Readonly<Record<string, Adapter>>;

/** Every difference between a case and what was computed, as text; none when it passes. */
export function compareCase(testCase: ReferenceCase, actual: Actual): string[] {
  const { expected } = testCase;
  if (expected.status === "undefined") {
    const got = "refused" in actual ? actual.refused : "a result";
    return got === expected.reason ? [] : [`refusal: expected ${expected.reason ?? "?"}, got ${got}`];
  }
  if ("refused" in actual) return [`expected a result, got refusal ${actual.refused}`];
  return Object.entries(expected)
    .filter(([name]) => name !== "status")
    .flatMap(([name, value]) => compareValue(name, value, actual.fields[name], testCase.tolerance));
}

/** Compares one field, arrays and records element by element, with the tolerance of the nearest named entry. */
function compareValue(
  path: string,
  expected: unknown,
  actual: unknown,
  tolerances: ReferenceCase["tolerance"],
): string[] {
  if (actual === undefined) return [`${path}: not returned`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [`${path}: length differs`];
    return expected.flatMap((value: unknown, i) => compareValue(`${path}[${i}]`, value, actual[i], tolerances));
  }
  if (typeof expected === "object" && expected !== null) {
    const record = actual as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([name, value]) =>
      compareValue(`${path}.${name}`, value, record[name], tolerances),
    );
  }
  if (typeof expected !== "number")
    return expected === actual ? [] : [`${path}: expected ${String(expected)}, got ${String(actual)}`];
  const name = path.replaceAll(/\[\d+\]/g, "");
  const tolerance = tolerances[name] ?? tolerances["default"] ?? {};
  const limit = (tolerance.abs ?? 0) + (tolerance.rel ?? 0) * Math.abs(expected);
  const isNear = typeof actual === "number" && Math.abs(actual - expected) <= limit;
  return isNear ? [] : [`${path}: expected ${expected}, got ${String(actual)} (limit ${limit})`];
}
