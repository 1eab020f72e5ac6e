import { diffJson, type Json, type Protocol } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";

/** The edits that lead from one document to another; parts that are the very same value cost nothing. */
export function editsBetween(before: Protocol, after: Protocol): readonly Edit[] {
  return diffJson(before as unknown as Json, after as unknown as Json, []);
}
