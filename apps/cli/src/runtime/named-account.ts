import type { ServerContext } from "@kendali/api";
import { listAccounts } from "@kendali/db";
import { accept, refuse, type Result } from "@kendali/domain";
import { UsageError } from "../env.ts";
import type { ActingAccount } from "./acting-account.ts";

/** The account of a user name; for acts of the platform's administrator the first one there is when nobody is named. */
export async function namedAccount(
  server: ServerContext,
  name: string | boolean | undefined,
): Promise<Result<ActingAccount & { readonly administrator: boolean }>> {
  const accounts = (await listAccounts(server.db.drizzle)).filter((account) => account.disabledAt === null);
  const named = typeof name === "string";
  const found = accounts.find((account) => (named ? account.username === name : account.administrator));
  if (found === undefined && named) throw new UsageError(`There is no account "${name}".`);
  return found === undefined
    ? refuse("not_allowed")
    : accept({
        id: found.id,
        username: found.username,
        administrator: found.administrator,
      });
}
