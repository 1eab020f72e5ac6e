import { applyJsonChanges, type Json, memberAt, pathExists, type Protocol } from "@kendali/domain";
import type { Edit } from "./edit-session.ts";

/** The edits that take a member of a list away, and those that bring it back as it was. */
export type MemberRemoval = { readonly edits: readonly Edit[]; readonly undo: readonly Edit[] };

/**
 * Takes the member at a path away, and its place out of the assumptions that are about it and about something else too: a
 * note goes on about what is left. One that would be about nothing keeps the place, which is a finding, since its words
 * are somebody's. No edit where there is no such member.
 *
 * @param after the member before it in its list, null where it is the first
 */
export function removeMember(protocol: Protocol, path: readonly string[], after: string | null): MemberRemoval {
  const document = protocol as unknown as Json;
  const value = path.reduce<Json | undefined>((node, step) => memberAt(node, step), document);
  if (value === undefined) return { edits: [], undo: [] };
  const remove: Edit = { path, kind: "remove", value };
  const without = applyJsonChanges(document, [remove]);
  if (!without.ok) return { edits: [], undo: [] };
  const forgotten = protocol.assumptions.flatMap(({ key, about }): readonly Edit[] => {
    const kept = about.filter((place) => pathExists(without.value, place) || !pathExists(document, place));
    if (kept.length === 0 || kept.length === about.length) return [];
    return [{ path: ["assumptions", key, "about"], kind: "change", from: [...about], to: kept }];
  });
  return {
    edits: [remove, ...forgotten],
    undo: [
      { path, kind: "add", value, after },
      ...forgotten.map((edit) => (edit.kind === "change" ? { ...edit, from: edit.to, to: edit.from } : edit)),
    ],
  };
}
