import type { Actual, ReferenceCase, Tolerance } from "./reference-case.ts";

/** One expected field that was not met; `field` is a path such as `welch.ci[0]`. Numbers are written to recover the double. */
export type Difference = { readonly field: string; readonly expected: string; readonly actual: string };

/**
 * Every difference between a case and what was computed; none when it passes. A number passes within
 * `abs + rel · |expected|`, everything else must be equal; an infinite number is its word, as the files write it.
 */
export function compareCase({ expected, tolerance }: ReferenceCase, actual: Actual): Difference[] {
  const { status, ...fields } = expected;
  if ("missing" in actual) return [{ field: "method", expected: "a result", actual: `no ${actual.missing}` }];
  if (status === "undefined") {
    const { reason, ...others } = fields;
    const got = "refused" in actual ? actual.refused : "a result";
    const ofReason = got === reason ? [] : [{ field: "reason", expected: written(reason), actual: got }];
    return [...ofReason, ...Object.entries(others).flatMap(([name, value]) => compare(name, value, undefined, {}))];
  }
  if ("refused" in actual) return [{ field: "status", expected: "ok", actual: `refused: ${actual.refused}` }];
  return Object.entries(fields).flatMap(([name, value]) => compare(name, value, actual.fields[name], tolerance));
}

type Tolerances = ReferenceCase["tolerance"];

function compare(path: string, expected: unknown, given: unknown, tolerances: Tolerances): Difference[] {
  const actual = typeof given === "number" && !Number.isFinite(given) ? nonFiniteWord(given) : given;
  if (actual === undefined) return [{ field: path, expected: written(expected), actual: "not returned" }];
  if (Array.isArray(expected)) return compareArrays(path, expected, actual, tolerances);
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null || Array.isArray(actual))
      return [{ field: path, expected: "an object", actual: written(actual) }];
    const record = actual as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([name, value]) =>
      compare(`${path}.${name}`, value, record[name], tolerances),
    );
  }
  if (typeof expected === "number" && typeof actual === "number") {
    const { abs = 0, rel = 0 } = toleranceOf(path, tolerances);
    if (Math.abs(actual - expected) <= abs + rel * Math.abs(expected)) return [];
  } else if (expected === actual) return [];
  return [{ field: path, expected: written(expected), actual: written(actual) }];
}

function compareArrays(path: string, expected: readonly unknown[], actual: unknown, tolerances: Tolerances) {
  if (!Array.isArray(actual)) return [{ field: path, expected: written(expected), actual: written(actual) }];
  if (actual.length !== expected.length)
    return [{ field: `${path}.length`, expected: String(expected.length), actual: String(actual.length) }];
  return expected.flatMap((value: unknown, i) => compare(`${path}[${i}]`, value, actual[i], tolerances));
}

/** The entry of the field itself, else of what it lies in, else the default: `tukey.p_adj[2]` asks for tukey.p_adj, then tukey. */
function toleranceOf(path: string, tolerances: Tolerances): Tolerance {
  const names = path.replaceAll(/\[\d+\]/gu, "").split(".");
  const known = names
    .map((_, i) => tolerances[names.slice(0, names.length - i).join(".")])
    .find((entry) => entry !== undefined);
  return known ?? tolerances["default"] ?? {};
}

function nonFiniteWord(value: number): string {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
}

function written(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
