import type { Protocol } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";

/** A row that stands in a list of the document: a form, or an intervention. */
export type ListedRow = { readonly kind: "form" | "intervention"; readonly id: string };

/** The rows that a row can change places with, itself included: those drawn in its group, in their order. */
export function rowsBeside(protocol: Pick<Protocol, "forms" | "interventions">, row: ListedRow): readonly string[] {
  if (row.kind === "intervention") return protocol.interventions.map(({ key }) => key);
  const isTreatment = (key: string): boolean =>
    protocol.forms.some((form) => form.key === key && form.purpose === "intervention");
  return protocol.forms.map(({ key }) => key).filter((key) => isTreatment(key) === isTreatment(row.id));
}

/**
 * Puts a row in the place where another of its group stands, which makes room for it. No edit where it stands there already,
 * or where the other is of another group.
 *
 * @example placeRow(protocol, { kind: "form", id: "lactation" }, "characteristics") // one move
 */
export function placeRow(
  protocol: Pick<Protocol, "forms" | "interventions">,
  row: ListedRow,
  target: string,
): readonly Edit[] {
  const beside = rowsBeside(protocol, row);
  const [from, to] = [beside.indexOf(row.id), beside.indexOf(target)];
  if (from < 0 || to < 0 || from === to) return [];
  const list = row.kind === "form" ? "forms" : "interventions";
  const others = protocol[list].map(({ key }) => key).filter((key) => key !== row.id);
  const after = to > from ? target : (others[others.indexOf(target) - 1] ?? null);
  return [{ path: [list, row.id], kind: "move", after }];
}
