import { z } from "zod";
import { accept, refuse, type Problem, type Result } from "../result.ts";
import { checkDocument } from "./check-document.ts";
import { readablePath } from "./problem-path.ts";
import { readShape } from "./read-shape.ts";
import { protocolSchema } from "./schema.ts";
import { isShortList } from "./set-aside.ts";
import { shapeProblems } from "./shape-problems.ts";
import type { Protocol } from "./types.ts";

type Issue = z.core.$ZodIssue;

/**
 * As `readShape`, for a document that shares with `before` every part that an edit left alone: only what is
 * another value is read, however deep it stands, so that the cost is that of the edit. The outcome is the edited document itself.
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
  return changedParts({ path: [name], schema, value: made }, old).flatMap(
    ({ path, schema: own, value }): readonly Problem[] => {
      const unfit = value === undefined ? null : checkDocument({ value });
      if (unfit !== null)
        return [{ ...unfit, path: [readablePath(after, path), ...unfit.path.split("/").slice(1)].join("/") }];
      const parsed = own.safeParse(value);
      const issues = parsed.success ? [] : parsed.error.issues.filter((issue) => !isShortList(issue));
      return shapeProblems(
        after,
        issues.map((issue): Issue => ({ ...issue, path: [...path, ...issue.path] })),
      );
    },
  );
}

type Part = { readonly path: readonly PropertyKey[]; readonly schema: z.ZodType; readonly value: unknown };

/**
 * The smallest parts in which a part differs from the readable one that stood there: of an item of which one letter is
 * another, that text and nothing else. A part that has another name in it than before is one by itself.
 */
function changedParts(part: Part, old: unknown): readonly Part[] {
  const { path, schema: given, value } = part;
  if (value === old) return [];
  const schema = given instanceof z.ZodOptional || given instanceof z.ZodNullable ? given.unwrap() : given;
  if (schema instanceof z.ZodArray && Array.isArray(old) && Array.isArray(value)) {
    const kept = new Set<unknown>(old.filter((member) => typeof member === "object"));
    return value.flatMap((member: unknown, index) =>
      kept.has(member)
        ? []
        : changedParts({ path: [...path, index], schema: schema.element as z.ZodType, value: member }, old[index]),
    );
  }
  if (!(schema instanceof z.ZodObject) || !isPlainObject(old) || !isPlainObject(value)) return [part];
  const names = Object.keys(value);
  if (names.length !== Object.keys(old).length || !names.every((name) => Object.hasOwn(old, name))) return [part];
  const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
  return names.flatMap((name) => {
    const own = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return own === undefined
      ? [part]
      : changedParts({ path: [...path, name], schema: own, value: value[name] }, old[name]);
  });
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function valueOf(owner: object, name: string): unknown {
  return Object.hasOwn(owner, name) ? Reflect.get(owner, name) : undefined;
}
