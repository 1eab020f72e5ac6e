import {
  countActiveAdministrators,
  findAccount,
  findAccountByUsername,
  findLink,
  inTransaction,
  insertAccount,
  insertLink,
  revokeSessionsOf,
  updateAccount,
  useLinksOf,
  type UnitOfWork,
} from "@kendali/db";
import { accept, refuse, type Result } from "@kendali/domain";
import type { ServerContext } from "../context.ts";
import { checkPassword, hashPassword } from "./passwords.ts";
import { platformEvent } from "./sign-in.ts";
import { hashToken, newToken } from "./tokens.ts";

export type OneTimeLink = { readonly token: string; readonly expiresAt: string };

const validMinutes = { first_administrator: 24 * 60, invitation: 30 };

/** A link by which an account chooses its password, once. Every earlier link of the account is closed. */
export async function issueLink(
  server: ServerContext,
  unit: UnitOfWork,
  accountId: string,
  purpose: keyof typeof validMinutes,
): Promise<OneTimeLink> {
  const token = newToken();
  const createdAt = server.now();
  const expiresAt = new Date(Date.parse(createdAt) + validMinutes[purpose] * 60_000).toISOString();
  await useLinksOf(unit.tx, accountId, createdAt);
  await insertLink(unit.tx, { tokenHash: hashToken(token), accountId, purpose, createdAt, expiresAt });
  return { token, expiresAt };
}

const firstAdministratorName = "administrator";

/**
 * The first administrator's link, printed by the launcher at a start without any administrator who can sign in; null when
 * there is one. The account is made at the first call, and gets a new link at each start until it is used.
 */
export async function firstAdministratorLink(server: ServerContext): Promise<OneTimeLink | null> {
  const result = await inTransaction<OneTimeLink | null>(server.db, async (unit) => {
    if ((await countActiveAdministrators(unit.tx)) > 0) return accept(null);
    const existing = await findAccountByUsername(unit.tx, firstAdministratorName);
    const id = existing?.id ?? server.newId();
    if (existing === null)
      await insertAccount(unit.tx, {
        id,
        username: firstAdministratorName,
        displayName: "Administrator",
        administrator: true,
        passwordHash: null,
        locale: "id",
        createdAt: server.now(),
      });
    const link = await issueLink(server, unit, id, "first_administrator");
    await unit.audit(platformEvent(server, "account.newLink", null, { account: id, purpose: "first_administrator" }));
    return accept(link);
  });
  return result.ok ? result.value : null;
}

/** Uses a link: the password is set, every session of the account ends. Refuses `link_invalid`, `password_too_weak`. */
export async function acceptLink(
  server: ServerContext,
  input: { readonly token: string; readonly password: string },
): Promise<Result<{ readonly username: string; readonly displayName: string }>> {
  return inTransaction(server.db, async (unit) => {
    const link = await findLink(unit.tx, hashToken(input.token));
    const now = server.now();
    if (link === null || link.usedAt !== null || Date.parse(link.expiresAt) <= Date.parse(now))
      return refuse("link_invalid");
    const account = await findAccount(unit.tx, link.accountId);
    if (account === null || account.disabledAt !== null) return refuse("link_invalid");
    const checked = checkPassword(input.password, [account.username, account.displayName]);
    if (!checked.ok) return checked;
    await updateAccount(unit.tx, account.id, { passwordHash: await hashPassword(input.password) });
    await useLinksOf(unit.tx, account.id, now);
    await revokeSessionsOf(unit.tx, account.id, now);
    await unit.audit(platformEvent(server, "setup.accept", account.id, { purpose: link.purpose }));
    return accept({ username: account.username, displayName: account.displayName });
  });
}
