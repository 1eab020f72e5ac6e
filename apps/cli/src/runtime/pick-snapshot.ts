import { freezeSnapshot, getStudy, listSnapshots, perform, type ServerContext } from "@kendali/api";
import { accept, refuse, type Result } from "@kendali/domain";
import type { ActingAccount } from "./acting-account.ts";

export type PickedSnapshot = { readonly id: string; readonly name: string; readonly isNew: boolean };

/**
 * The snapshot that a command works on: the named one, else the newest that the account may open, else one frozen now.
 * With `fresh` one is frozen in any case.
 */
export async function pickSnapshot(
  server: ServerContext,
  account: ActingAccount,
  request: { readonly study: string; readonly name: string | null; readonly fresh: boolean },
): Promise<Result<PickedSnapshot>> {
  const who = { accountId: account.id };
  const { study } = request;
  const listed = await perform(server, who, listSnapshots, { study });
  if (!listed.ok) return listed;
  if (request.name !== null) {
    const named = listed.value.find((snapshot) => snapshot.name === request.name);
    return named === undefined ? refuse("not_found") : accept({ id: named.id, name: named.name, isNew: false });
  }
  const newest = listed.value.find((snapshot) => snapshot.isOpen);
  if (!request.fresh && newest !== undefined) return accept({ id: newest.id, name: newest.name, isNew: false });
  const viewed = await perform(server, who, getStudy, { study });
  if (!viewed.ok) return viewed;
  const name = `kendali ${server.now().slice(0, 19).replace("T", " ")}`;
  const frozen = await perform(server, who, freezeSnapshot, {
    commandId: server.newId(),
    study,
    name,
    reason: "Frozen by the command line",
    withArm: viewed.value.viewer.canSeeArm,
  });
  return frozen.ok ? accept({ id: frozen.value.id, name, isNew: true }) : frozen;
}
