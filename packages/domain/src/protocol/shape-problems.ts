import type { z } from "zod";
import { excerpt } from "../item-types/item-type.ts";
import type { ProtocolProblemCode } from "../problems.ts";
import type { Problem, RefusalParams } from "../result.ts";
import { readablePath } from "./problem-path.ts";

type Issue = z.core.$ZodIssue;

/** Says the schema's findings in the platform's own codes, so that they have words in both languages. */
export function shapeProblems(document: unknown, issues: readonly Issue[]): readonly Problem[] {
  return issues.flatMap((issue) => describe(issue, document));
}

function describe(issue: Issue, document: unknown): readonly Problem[] {
  const path = readablePath(document, issue.path);
  const say = (code: ProtocolProblemCode, params: RefusalParams = {}): readonly Problem[] => [{ path, code, params }];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys
        .slice(0, 20)
        .map((name) => ({ path, code: "shape_unknown_key", params: { name: excerpt(name) } }));
    case "invalid_type":
      return valueAt(document, issue.path) === undefined
        ? say("shape_missing", { expected: issue.expected })
        : say("shape_wrong_type", { expected: issue.expected });
    case "invalid_value":
      return valueAt(document, issue.path) === undefined
        ? say("shape_missing", { expected: issue.values.map(String).join(", ") })
        : say("shape_not_offered", {
            found: excerpt(String(valueAt(document, issue.path))),
            offered: issue.values.map(String).join(", "),
          });
    case "invalid_union":
      return say("shape_not_offered", { found: excerpt(valueAt(document, issue.path)), offered: "" });
    case "invalid_format":
      return say("shape_bad_format", { found: excerpt(String(valueAt(document, issue.path))) });
    case "too_small":
      return say("shape_out_of_range", { limit: Number(issue.minimum), side: "min" });
    case "too_big":
      return say("shape_out_of_range", { limit: Number(issue.maximum), side: "max" });
    default:
      return say("shape_bad_format", { found: excerpt(valueAt(document, issue.path)) });
  }
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined,
    document,
  );
}
