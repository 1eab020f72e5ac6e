import type { StudyKind } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { studyKinds } from "../study/can-capture.ts";

/**
 * Whether an account may hold a role in a study of a kind. Who administers the platform makes accounts and gives roles, and
 * so would come to the data of real persons alone: in studies of real persons such an account holds none. Studies of other
 * kinds hold invented or published data only. Refuses `administrator_without_role`.
 */
export function mayHoldRole(
  account: { readonly username: string; readonly administrator: boolean },
  kind: StudyKind,
): Result<null> {
  if (account.administrator && studyKinds[kind].holdsPersons)
    return refuse("administrator_without_role", { username: account.username });
  return accept(null);
}
