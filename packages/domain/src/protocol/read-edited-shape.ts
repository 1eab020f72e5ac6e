import { z } from "zod";
import { accept, refuse, type Problem, type Result } from "../result.ts";
import { checkDocument } from "./check-document.ts";
import { readShape } from "./read-shape.ts";
import { protocolSchema } from "./schema.ts";
import { isShortList } from "./set-aside.ts";
import { shapeProblems } from "./shape-problems.ts";
import type { Protocol } from "./types.ts";

type Issue = z.core.$ZodIssue;

/**
 * As `readShape`, for a document that shares with `before` every part that an edit left alone: only the parts that are
 * another value are read, so that the cost is that of the edit. The outcome is the edited document itself.
 */
export function readEditedShape(before: Protocol, after: unknown): Result<Protocol> {
  if (after === before) return accept(before);
  if (typeof after !== "object" || after === null || Array.isArray(after)) return readShape(after);
  const problems: Problem[] = [];
  for (const name of new Set([...Object.keys(protocolSchema.shape), ...Object.keys(after)])) {
    const [old, made] = [valueOf(before, name), valueOf(after, name)];
    if (old !== made) problems.push(...partProblems(name, old, made, after));
  }
  return problems.length === 0
    ? accept(after as Protocol)
    : refuse("protocol_invalid", { count: problems.length }, problems);
}

function partProblems(name: string, old: unknown, made: unknown, after: object): readonly Problem[] {
  const parts: Readonly<Record<string, z.ZodType>> = protocolSchema.shape;
  const schema = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (schema === undefined)
    return made === undefined
      ? []
      : shapeProblems(after, [{ code: "unrecognized_keys", keys: [name], path: [], message: "" }]);
  const changed = changedMembers(name, schema, old, made) ?? [{ path: [name], schema, value: made }];
  return changed.flatMap(({ path, schema: own, value }): readonly Problem[] => {
    const unfit = value === undefined ? null : checkDocument({ value });
    if (unfit !== null) return [{ ...unfit, path: [...path, ...unfit.path.split("/").slice(1)].join("/") }];
    const parsed = own.safeParse(value);
    const issues = parsed.success ? [] : parsed.error.issues.filter((issue) => !isShortList(issue));
    return shapeProblems(
      after,
      issues.map((issue): Issue => ({ ...issue, path: [...path, ...issue.path] })),
    );
  });
}

type Changed = { readonly path: readonly PropertyKey[]; readonly schema: z.ZodType; readonly value: unknown };

/** The members of a list that the old one does not have; null where the part is no list, or was none. */
function changedMembers(name: string, schema: z.ZodType, old: unknown, made: unknown): readonly Changed[] | null {
  const list = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (!(list instanceof z.ZodArray) || !Array.isArray(old) || !Array.isArray(made)) return null;
  const kept = new Set<unknown>(old.filter((member) => typeof member === "object"));
  const { element } = list;
  return made.flatMap((value: unknown, index): readonly Changed[] =>
    kept.has(value) ? [] : [{ path: [name, index], schema: element as z.ZodType, value }],
  );
}

function valueOf(owner: object, name: string): unknown {
  return Object.hasOwn(owner, name) ? Reflect.get(owner, name) : undefined;
}
