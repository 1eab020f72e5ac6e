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
  const owners: Owner[] = [];
  for (const step of steps) {
    const list = Array.isArray(node) ? (node as readonly unknown[]) : null;
    node = childOf(node, step);
    if (list !== null && typeof node === "object" && node !== null)
      owners.push({ member: node, key: step, place: list.indexOf(node) + 1 });
  }
  const property = steps.at(-1) ?? "";
  const owner = owners.at(-1);
  if (owner === undefined) return { property, kind: "own", list: path };
  if (Object.hasOwn(owner.member, "role")) return { property, role: owner.key, kind: "role" };
  return { property, kind: "member", ...inBoth("of", nameOf(owners), owner.key) };
}

type Owner = { readonly member: object; readonly key: string; readonly place: number };

/** What people call a member, in the other language where this one is not written; one without a name is counted in what it stands in: "Pretest (2)". */
function nameOf(owners: readonly Owner[]): LocalizedText {
  const owner = owners.at(-1);
  if (owner === undefined) return { id: "", en: "" };
  const name = ["shortLabel", "label", "title", "name", "heading"]
    .map((field): unknown => Reflect.get(owner.member, field))
    .find(isSaid);
  if (name !== undefined) {
    const { id, en } = name;
    return { id: id.trim() === "" ? en : id, en: en.trim() === "" ? id : en };
  }
  const { id, en } = nameOf(owners.slice(0, -1));
  const counted = (words: string): string => (words === "" ? "" : `${words} (${owner.place})`);
  return { id: counted(id), en: counted(en) };
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
