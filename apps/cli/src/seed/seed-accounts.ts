import {
  acceptSetup,
  administratorUsername,
  createAccount,
  demoAccounts,
  demoPassword,
  firstAdministratorLink,
  listAccounts,
  newAccountLink,
  perform,
  type AccountSummary,
  type ServerContext,
} from "@kendali/api";
import { findAccountByUsername } from "@kendali/db";
import { act, SeedError } from "./hands.ts";
import { seedId } from "./seed-id.ts";

/** The ids of the demonstration's accounts, by username. */
export type Accounts = { readonly administrator: string; readonly idOf: (username: string) => string };

/** Makes the accounts that are missing, by the same links that people use to choose their password. */
export async function seedAccounts(server: ServerContext): Promise<Accounts> {
  const administrator = await seedAdministrator(server);
  const before = await readAccounts(server, administrator);
  for (const { username, displayName } of demoAccounts) {
    if (before.some((account) => account.username === username)) continue;
    const input = { username, displayName, administrator: false, locale: "id" };
    // Ids stand in the frozen data as who performed what; with ids of its own each run would freeze other bytes.
    await act(withId(server, username), createAccount, { account: administrator, id: ["account", username], input });
  }
  const accounts = await readAccounts(server, administrator);
  for (const { username, isForVisitors } of demoAccounts) {
    const account = accounts.find((candidate) => candidate.username === username);
    if (!isForVisitors || account === undefined || account.status !== "invited") continue;
    const link = await perform(server, { accountId: administrator }, newAccountLink, { account: account.id });
    if (!link.ok) throw new SeedError(`link of ${username}`, link.refusal);
    await choosePassword(server, link.value.token);
  }
  return {
    administrator,
    idOf: (username) => {
      const account = accounts.find((candidate) => candidate.username === username);
      if (account === undefined) throw new Error(`no account ${username}`);
      return account.id;
    },
  };
}

/** The platform's first administrator signs in by its one-time link, as anybody's would; a second run finds it done. */
async function seedAdministrator(server: ServerContext): Promise<string> {
  const link = await firstAdministratorLink(withId(server, administratorUsername));
  if (link !== null) await choosePassword(server, link.token);
  const account = await findAccountByUsername(server.db.drizzle, administratorUsername);
  if (account === null) throw new Error("the demonstration has no administrator");
  return account.id;
}

async function choosePassword(server: ServerContext, token: string): Promise<void> {
  const chosen = await perform(server, null, acceptSetup, { token, password: demoPassword });
  if (!chosen.ok) throw new SeedError("choosing a password", chosen.refusal);
}

async function readAccounts(server: ServerContext, administrator: string): Promise<readonly AccountSummary[]> {
  const listed = await perform(server, { accountId: administrator }, listAccounts, undefined);
  if (!listed.ok) throw new SeedError("reading accounts", listed.refusal);
  return listed.value;
}

function withId(server: ServerContext, username: string): ServerContext {
  return { ...server, newId: () => seedId("account id", username) };
}
