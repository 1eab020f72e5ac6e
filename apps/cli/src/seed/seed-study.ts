import { createHash } from "node:crypto";
import { createStudy, demoAccounts, goLive, grantRole, type ServerContext } from "@kendali/api";
import type { LocalDate, Protocol, Role, StudyKind } from "@kendali/domain";
import { act, atMoment } from "./hands.ts";
import type { Accounts } from "./seed-accounts.ts";

/** A study as the seed makes it, before anybody is in it. */
export type StudyToMake = { readonly key: string; readonly kind: StudyKind; readonly protocol: Protocol };

/** The study with the accounts that work in it: each role that the document has, at the sites that it has. */
export async function makeStudy(
  server: ServerContext,
  accounts: Accounts,
  study: StudyToMake,
  isThere: boolean,
): Promise<void> {
  const { key, kind, protocol } = study;
  const { administrator } = accounts;
  if (!isThere)
    await act(server, createStudy, { account: administrator, id: [key, "create"], input: { key, kind, protocol } });
  for (const { username, role, site } of demoAccounts) {
    const worksHere =
      protocol.roles.some((one) => one.role === role) &&
      (site === null || protocol.sites.some((one) => one.key === site));
    if (!worksHere) continue;
    const input = { account: accounts.idOf(username), study: key, role, site };
    await act(server, grantRole, { account: administrator, id: [key, "grant", username], input });
  }
}

/** Opens the study on a past day, by two accounts where somebody is allocated. Its allocation list comes from a seed that anybody can compute: nobody is treated by it. */
export async function openStudy(
  server: ServerContext,
  accounts: Accounts,
  study: StudyToMake & { readonly liveFrom: LocalDate },
): Promise<void> {
  const { key, protocol, liveFrom } = study;
  const timeZone = protocol.sites[0]?.timeZone ?? "UTC";
  const input = { study: key, ...(protocol.allocation === null ? {} : { publishedSeed: publishedSeed(key) }) };
  const moment = atMoment(server, `${liveFrom}T08:00`, timeZone);
  const account = accounts.idOf(usernameOf("investigator"));
  const { status } = await act(moment, goLive, { account, id: [key, "live"], input });
  if (status === "live") return;
  const second = accounts.idOf(usernameOf("data_manager"));
  await act(moment, goLive, { account: second, id: [key, "live", "second"], input });
}

/** The published seed of a demonstration study's allocation list, 64 hex digits. */
export function publishedSeed(studyKey: string): string {
  return createHash("sha256").update(`kendali published seed ${studyKey}`).digest("hex");
}

/** The account that holds a role at every site. */
export function usernameOf(role: Role): string {
  const account = demoAccounts.find((one) => one.role === role && one.site === null);
  if (account === undefined) throw new Error(`nobody in the demonstration is ${role} at every site`);
  return account.username;
}
