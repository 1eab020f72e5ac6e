import {
  accept,
  canonicalJson,
  type ChangePath,
  idsOf,
  isObject,
  type Json,
  refuse,
  type Result,
} from "@kendali/domain";
import type { Edit } from "./edit-session.ts";

/**
 * Applies edits as `applyJsonChanges` of the domain does, but leaves every part that no edit touches the very same value:
 * who compares by identity (a page that draws a document of 500 items at every letter) sees at once what changed.
 * Refuses `revision_conflict`, naming the path, where an edit does not fit.
 */
export function applyShared(document: Json, edits: readonly Edit[]): Result<Json> {
  let made = document;
  for (const edit of edits) {
    const next = changed(made, edit.path, edit);
    if (next === undefined) return refuse("revision_conflict", { path: `/${edit.path.join("/")}` });
    made = next;
  }
  return accept(made);
}

/** The node after an edit at or below it; `undefined` where the edit does not fit. */
function changed(node: Json | undefined, path: ChangePath, edit: Edit): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return edit.kind === "change" && isSame(node, edit.from) ? copyOf(edit.to) : undefined;
  if (Array.isArray(node)) return changedList(node, step, rest, edit);
  if (!isObject(node) || step === "__proto__") return undefined;
  const current = Object.hasOwn(node, step) ? node[step] : undefined;
  if (rest.length > 0) {
    const inner = changed(current, rest, edit);
    return inner === undefined ? undefined : { ...node, [step]: inner };
  }
  switch (edit.kind) {
    case "add":
      return current === undefined ? { ...node, [step]: copyOf(edit.value) } : undefined;
    case "remove":
      return current === undefined
        ? undefined
        : Object.fromEntries(Object.entries(node).filter(([name]) => name !== step));
    case "change":
      return isSame(current, edit.from) ? { ...node, [step]: copyOf(edit.to) } : undefined;
    case "move":
      return undefined;
  }
}

function changedList(list: readonly Json[], id: string, rest: ChangePath, edit: Edit): Json | undefined {
  const index = idsOf(list, [])?.before.indexOf(id) ?? -1;
  if (rest.length > 0) {
    const inner = index < 0 ? undefined : changed(list[index], rest, edit);
    return inner === undefined ? undefined : list.with(index, inner);
  }
  switch (edit.kind) {
    case "add":
      return index >= 0 || edit.after === undefined ? undefined : insertedAfter(list, edit.after, copyOf(edit.value));
    case "remove":
      return index < 0 ? undefined : list.toSpliced(index, 1);
    case "move": {
      const moved = list[index];
      return moved === undefined ? undefined : insertedAfter(list.toSpliced(index, 1), edit.after, moved);
    }
    case "change":
      return index >= 0 && isSame(list[index], edit.from) ? list.with(index, copyOf(edit.to)) : undefined;
  }
}

function insertedAfter(list: readonly Json[], after: string | null, member: Json): Json | undefined {
  const index = after === null ? 0 : (idsOf(list, [])?.before.indexOf(after) ?? -1) + 1;
  return after !== null && index === 0 ? undefined : list.toSpliced(index, 0, member);
}

function isSame(current: Json | undefined, from: Json): boolean {
  return current !== undefined && (current === from || canonicalJson(current) === canonicalJson(from));
}

/** A copy of its own, without members that are `undefined`. */
function copyOf(value: Json): Json {
  return typeof value === "object" && value !== null ? (JSON.parse(JSON.stringify(value)) as Json) : value;
}
