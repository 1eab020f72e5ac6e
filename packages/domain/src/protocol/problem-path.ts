import type { Form, Item, Protocol, Section } from "./types.ts";
import { isObject, type Json, memberAt, nameOf } from "./keyed-json.ts";

/** An item with where it stands. */
export type PlacedItem = {
  readonly form: Form;
  readonly section: Section;
  readonly item: Item;
  /** `forms/<form>/<section>/<item>`. */
  readonly path: string;
};

/** Every item of a protocol in the order of its forms. */
export function placedItems(protocol: Pick<Protocol, "forms">): readonly PlacedItem[] {
  return protocol.forms.flatMap((form) =>
    form.sections.flatMap((section) =>
      section.items.map((item) => ({ form, section, item, path: `forms/${form.key}/${section.key}/${item.key}` })),
    ),
  );
}

/** Every item by its key; of two with one key the first, which is what whatever names the key means. */
export function itemsByKey(protocol: Pick<Protocol, "forms">): ReadonlyMap<string, PlacedItem> {
  return new Map(
    placedItems(protocol)
      .toReversed()
      .map((placed) => [placed.item.key, placed]),
  );
}

/**
 * Whether a path names a part of a document. Steps are property names and the keys of list members; the name of a list
 * inside a member may be left out, so that `forms/milk/pumping/volume` is the item `volume` of the section `pumping`.
 */
export function pathExists(document: Json, path: string): boolean {
  const steps = path.split("/").filter((step) => step !== "");
  return (
    steps.length > 0 && steps.reduce<Json | undefined>((node, step) => childOf(node, step), document) !== undefined
  );
}

/**
 * The path of a position in a document as people can follow it: list members by their keys (by position, from 1, where
 * they have none), sections and items without the names of their lists. A prototype is never read.
 */
export function readablePath(document: unknown, steps: readonly PropertyKey[]): string {
  const shown: string[] = [];
  let node: unknown = document;
  for (const step of steps) {
    const child: unknown =
      typeof node === "object" && node !== null && Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined;
    if (typeof step === "number") {
      shown.push(nameOf(child)?.slice(0, 60) ?? String(step + 1));
    } else if (!(Array.isArray(child) && isImplied(shown, String(step)))) {
      shown.push(String(step).slice(0, 60));
    }
    node = child;
  }
  return shown.join("/");
}

function isImplied(shown: readonly string[], step: string): boolean {
  return (
    shown[0] === "forms" && ((step === "sections" && shown.length === 2) || (step === "items" && shown.length === 3))
  );
}

function childOf(node: Json | undefined, step: string): Json | undefined {
  const direct = namedIn(node, step);
  if (direct !== undefined || !isObject(node)) return direct;
  for (const member of Object.values(node)) {
    const inner = Array.isArray(member) ? namedIn(member, step) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** As `memberAt`; in a list with twins, which that names no member of, the first of the name. */
function namedIn(node: Json | undefined, step: string): Json | undefined {
  return memberAt(node, step) ?? (Array.isArray(node) ? node.find((member) => nameOf(member) === step) : undefined);
}
