import { isObject, type Json, nameOf } from "@kendali/domain";

/**
 * The place that a problem names, as edits name it: `forms/milk/pumping/volume/hardRange` is
 * `forms/milk/sections/pumping/items/volume/hardRange`. Names of lists that the problem leaves out are put in. Where a
 * step leads nowhere (a part that is missing), the rest stays as it is; of members with one name the first is followed.
 */
export function editPath(document: Json, path: string): string {
  const steps: string[] = [];
  let node: Json | undefined = document;
  for (const step of path.split("/").filter((name) => name !== "")) {
    const list = isObject(node) && !Object.hasOwn(node, step) ? listWith(node, step) : null;
    if (list !== null && isObject(node)) {
      steps.push(list);
      node = node[list];
    }
    steps.push(step);
    node = childOf(node, step);
  }
  return steps.join("/");
}

/** The list of a part that has a member of this name. */
function listWith(part: { readonly [name: string]: Json }, member: string): string | null {
  const found = Object.entries(part).find(([, value]) => Array.isArray(value) && childOf(value, member) !== undefined);
  return found?.[0] ?? null;
}

function childOf(node: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(node)) return node.find((member) => nameOf(member) === step);
  return isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
}
