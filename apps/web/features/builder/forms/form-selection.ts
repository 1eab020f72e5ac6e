import { placeOf } from "@kendali/builder";
import type { Form } from "@kendali/domain";

import type { Selection } from "./designer.ts";

/** The part of a form that holds a place of the document. */
export function selectionOf(form: Form, path: readonly string[]): Selection | null {
  const [root, key, list, section, items, item] = path;
  if (root !== "forms" || key !== form.key) return null;
  if (list !== "sections" || section === undefined) return { kind: "form" };
  if (items === "items" && item !== undefined && placeOf(form, item) !== null) return { kind: "item", section, item };
  return form.sections.some((one) => one.key === section) ? { kind: "section", section } : { kind: "form" };
}
