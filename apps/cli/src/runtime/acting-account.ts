import type { ServerContext } from "@kendali/api";
import { findStudy, listAccounts, listGrants } from "@kendali/db";
import { accept, actingAssignments, policies, refuse, type PolicyKey, type Result, type Role } from "@kendali/domain";
import { UsageError } from "../env.ts";

export type ActingAccount = { readonly id: string; readonly username: string };

/**
 * The account that a command acts as: the one that `--as` names, else the first by user name whose roles in the study
 * allow every act. The command line has no rights of its own: who may not do it in a browser may not do it here.
 */
export async function actingAccount(
  server: ServerContext,
  request: { readonly study: string; readonly acts: readonly PolicyKey[]; readonly as: string | boolean | undefined },
): Promise<Result<ActingAccount>> {
  const { drizzle } = server.db;
  if ((await findStudy(drizzle, request.study)) === null) return refuse("not_found");
  const accounts = (await listAccounts(drizzle)).filter((account) => account.disabledAt === null);
  if (typeof request.as === "string") {
    const named = accounts.find((account) => account.username === request.as);
    if (named === undefined) throw new UsageError(`There is no account "${request.as}".`);
    return accept({ id: named.id, username: named.username });
  }
  const grants = (await listGrants(drizzle)).filter((grant) => grant.study === request.study);
  const mayAll = (account: string): boolean =>
    request.acts.every((act) =>
      allows(
        act,
        grants.filter((grant) => grant.accountId === account),
      ),
    );
  const found = accounts
    .filter((account) => mayAll(account.id))
    .toSorted((a, b) => (a.username < b.username ? -1 : 1))[0];
  return found === undefined ? refuse("not_allowed") : accept({ id: found.id, username: found.username });
}

function allows(act: PolicyKey, held: readonly { readonly role: Role; readonly site: string | null }[]): boolean {
  const policy = policies[act];
  return typeof policy !== "string" && actingAssignments(policy, held).ok;
}
