import type { LocalizedText, Protocol, RefusalParams } from "@kendali/domain";
import { inBoth } from "./rule.ts";

/**
 * What stands at a place, for words about it: `property` is the last name of the path; whose it is follows as `of` in
 * both languages, or as `role`; `kind` says which of the two, or that it is the document's own, its path as `list`.
 *
 * @example namedPlace(protocol, "roles/provider/training") // { property: "training", role: "provider", kind: "role" }
 */
export function namedPlace(protocol: Protocol, path: string): RefusalParams {
  const steps = path.split("/");
  let node: unknown = protocol;
  let owner: { readonly member: object; readonly name: string } | null = null;
  for (const step of steps) {
    const isMember = Array.isArray(node);
    node = childOf(node, step);
    if (isMember && typeof node === "object" && node !== null) owner = { member: node, name: step };
  }
  const property = steps.at(-1) ?? "";
  if (owner === null) return { property, kind: "own", list: path };
  if (Object.hasOwn(owner.member, "role")) return { property, role: owner.name, kind: "role" };
  const name = ["shortLabel", "label", "title", "name", "heading"]
    .filter((field) => field !== property)
    .map((field): unknown => Reflect.get(owner.member, field))
    .find(isSaid);
  return { property, kind: "member", ...inBoth("of", name ?? { id: "", en: "" }, owner.name) };
}

function isSaid(value: unknown): value is LocalizedText {
  if (typeof value !== "object" || value === null) return false;
  const [id, en]: unknown[] = [Reflect.get(value, "id"), Reflect.get(value, "en")];
  return typeof id === "string" && typeof en === "string" && `${id}${en}`.trim() !== "";
}

/** The child of a part by its name; a list knows its members by what names them, one without a name by its place from 1. */
export function childOf(node: unknown, step: string): unknown {
  if (Array.isArray(node))
    return node.find((member: unknown) => namesOf(member).includes(step)) ?? (node[Number(step) - 1] as unknown);
  return typeof node === "object" && node !== null && Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined;
}

function namesOf(member: unknown): readonly string[] {
  if (typeof member !== "object" || member === null) return [];
  return ["key", "code", "form", "role", "arm"].flatMap((field) => {
    const value: unknown = Reflect.get(member, field);
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  });
}
