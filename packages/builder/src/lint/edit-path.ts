import { isObject, type Json, memberAt } from "@kendali/domain";

/**
 * The place that a problem names, as edits name it: `forms/milk/pumping/volume/hardRange` is
 * `forms/milk/sections/pumping/items/volume/hardRange`. Where a step leads nowhere (a part that is missing), the rest
 * stays as it is.
 */
export function editPath(document: Json, path: string): string {
  const steps: string[] = [];
  let node: Json | undefined = document;
  for (const step of path.split("/").filter((name) => name !== "")) {
    if (steps[0] === "forms" && isObject(node) && !Object.hasOwn(node, step)) {
      const list: "sections" | "items" | null = steps.length === 2 ? "sections" : steps.length === 4 ? "items" : null;
      if (list !== null && memberAt(node[list], step) !== undefined) {
        steps.push(list);
        node = node[list];
      }
    }
    steps.push(step);
    node = memberAt(node, step);
  }
  return steps.join("/");
}
