import {
  countActiveAdministrators,
  findAccount,
  findAccountByUsername,
  findGrant,
  findStudy,
  hasUnmasked,
  insertAccount,
  insertGrant,
  inTransaction,
  listAccounts as readAccounts,
  listGrants,
  listGrantsOf,
  listHeldLevels,
  listRolesEverHeld,
  listStudiesOf,
  lockAccount,
  revokeGrant,
  revokeSessionsOf,
  updateAccount,
  useLinksOf,
} from "@kendali/db";
import {
  accept,
  blindingOf,
  canHoldLevel,
  findSeparatedPair,
  mayHoldRole,
  refuse,
  studyKinds,
  type BlindingLevel,
  type Locale,
  type Role,
  type StudyKind,
  type StudyStatus,
} from "@kendali/domain";
import { z } from "zod";
import { issueLink, type OneTimeLink } from "../../auth/links.ts";
import { platformEvent } from "../../auth/sign-in.ts";
import { asCommand } from "../../command.ts";
import { notify } from "../../notices.ts";
import { protocolOf } from "../../protocol-cache.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, locale, studyKey, username, words } from "../inputs.ts";

export type AccountSummary = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly administrator: boolean;
  readonly locale: Locale;
  /** `invited`: has not chosen a password yet. */
  readonly status: "active" | "invited" | "disabled";
  readonly createdAt: string;
  readonly grants: readonly {
    readonly id: string;
    readonly study: string;
    readonly role: Role;
    readonly site: string | null;
    readonly blinding: BlindingLevel;
  }[];
};

const grantedRoles = [
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;

export const listAccounts = defineUseCase({
  policy: "account.list",
  kind: "query",
  input: z.undefined(),
  run: async (context) => {
    const grants = await listGrants(context.db.drizzle);
    const accounts = await readAccounts(context.db.drizzle);
    return accept(
      accounts.map((account): AccountSummary => ({
        id: account.id,
        username: account.username,
        displayName: account.displayName,
        administrator: account.administrator,
        locale: account.locale,
        status: account.disabledAt !== null ? "disabled" : account.passwordHash === null ? "invited" : "active",
        createdAt: account.createdAt,
        grants: grants
          .filter((grant) => grant.accountId === account.id)
          .map(({ accountId: _account, ...grant }) => grant),
      })),
    );
  },
});

/** An account without a password; the person chooses one by the link that `account.newLink` answers. */
export const createAccount = defineUseCase({
  policy: "account.create",
  kind: "mutation",
  input: z.strictObject({ commandId, username, displayName: words(120), administrator: z.boolean(), locale }),
  run: (context, input) =>
    asCommand(context, "account.create", input, async (unit) => {
      if ((await findAccountByUsername(unit.tx, input.username)) !== null)
        return refuse("username_taken", { username: input.username });
      const id = context.newId();
      const { commandId: _command, ...row } = input;
      await insertAccount(unit.tx, { ...row, id, passwordHash: null, createdAt: context.now() });
      await unit.audit(
        platformEvent(context, "account.create", context.account.id, {
          account: id,
          username: input.username,
          administrator: input.administrator,
        }),
      );
      return accept({ id });
    }),
});

/** Closes an account: its sessions and links end at once, its name stays in the trail. */
export const disableAccount = defineUseCase({
  policy: "account.disable",
  kind: "mutation",
  input: z.strictObject({ commandId, account: z.uuid() }),
  run: (context, input) =>
    asCommand(context, "account.disable", input, async (unit) => {
      const account = await findAccount(unit.tx, input.account);
      if (account === null) return refuse("not_found");
      if (account.disabledAt !== null) return refuse("account_disabled");
      const isLast =
        account.administrator && account.passwordHash !== null && (await countActiveAdministrators(unit.tx)) <= 1;
      if (isLast) return refuse("last_administrator");
      await updateAccount(unit.tx, account.id, { disabledAt: context.now() });
      await revokeSessionsOf(unit.tx, account.id, context.now());
      await useLinksOf(unit.tx, account.id, context.now());
      await unit.audit(platformEvent(context, "account.disable", context.account.id, { account: account.id }));
      return accept({ id: account.id });
    }),
});

/**
 * A fresh link. Asking again replaces the one before, so this needs no command id, and no receipt keeps the token. Where it
 * changes a password, who leads the running studies of that account is told.
 */
export const newAccountLink = defineUseCase({
  policy: "account.newLink",
  kind: "mutation",
  input: z.strictObject({ account: z.uuid() }),
  run: (context, input) =>
    inTransaction<OneTimeLink>(context.db, async (unit) => {
      const account = await findAccount(unit.tx, input.account);
      if (account === null) return refuse("not_found");
      if (account.disabledAt !== null) return refuse("account_disabled");
      const link = await issueLink(context, unit, account.id, "invitation");
      await unit.audit(
        platformEvent(context, "account.newLink", context.account.id, { account: account.id, purpose: "invitation" }),
      );
      // Whoever has the link chooses the password that the account is entered with from then on.
      const studies = account.passwordHash === null ? [] : await listStudiesOf(unit.tx, account.id);
      const running = studies.filter(({ study }) => isOfRunningPersons(study)).map(({ study }) => study.id);
      for (const id of new Set(running))
        await notify({ ...context, study: { id } }, unit, {
          kind: "link_made",
          site: null,
          params: { name: account.displayName },
        });
      return accept(link);
    }),
});

/**
 * Gives a role in a study, at one site or at all. An administrator gets none, not even by herself, where persons are real:
 * refused `administrator_without_role`. Who treats or allocates, or once did, never measures there: refused
 * `roles_not_separate`. Who knows arms gets no masked role, and who is masked no role that shows arms: refused
 * `account_unmasked`, `account_masked`. Who leads a study of real persons that runs is told.
 */
export const grantRole = defineUseCase({
  policy: "account.grantRole",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    account: z.uuid(),
    study: studyKey,
    role: z.enum(grantedRoles),
    site: key.nullable(),
  }),
  run: (context, input) =>
    asCommand(context, "account.grantRole", input, async (unit) => {
      // Two roles given at once would each find the other not yet there.
      const account = await lockAccount(unit.tx, input.account);
      const study = await findStudy(unit.tx, input.study);
      if (account === null || study === null) return refuse("not_found");
      if (account.disabledAt !== null) return refuse("account_disabled");
      const apart = mayHoldRole(account, study.kind);
      if (!apart.ok) return apart;
      const protocol = await protocolOf(unit.tx, study.id, study.protocolHash);
      if (input.site !== null && !protocol.sites.some((site) => site.key === input.site)) return refuse("not_found");
      const held = await listGrantsOf(unit.tx, study.id, account.id);
      const pair = findSeparatedPair([...(await listRolesEverHeld(unit.tx, study.id, account.id)), input.role]);
      if (pair !== null) return refuse("roles_not_separate", { first: pair[0], second: pair[1] });
      const same = held.find((grant) => grant.role === input.role && grant.site === input.site);
      if (same !== undefined) return refuse("invalid_input", { field: "role" });
      const id = context.newId();
      const blinding = blindingOf(protocol, input.role);
      const allowed = canHoldLevel(
        { protocol, isUnblinded: study.unblindedAt !== null },
        {
          level: blinding,
          everHeld: await listHeldLevels(unit.tx, study.id, account.id),
          hasUnmasked: await hasUnmasked(unit.tx, study.id, account.id),
        },
      );
      if (!allowed.ok) return allowed;
      await insertGrant(unit.tx, {
        studyId: study.id,
        id,
        accountId: account.id,
        role: input.role,
        siteId: input.site,
        blinding,
        grantedAt: context.now(),
        grantedBy: context.account.id,
      });
      await unit.audit({
        ...platformEvent(context, "account.grantRole", context.account.id, {
          account: account.id,
          role: input.role,
          blinding,
        }),
        studyId: study.id,
        chain: "study",
        site: input.site,
      });
      if (isOfRunningPersons(study)) {
        const params = { name: account.displayName, role: input.role };
        await notify({ ...context, study }, unit, { kind: "role_given", site: input.site, params });
      }
      return accept({ id });
    }),
});

/** Whether there are data of real persons in a study: who leads it is told who else comes to them, and by whom. */
function isOfRunningPersons({ kind, status }: { readonly kind: StudyKind; readonly status: StudyStatus }): boolean {
  return studyKinds[kind].holdsPersons && status !== "draft";
}

export const revokeRole = defineUseCase({
  policy: "account.revokeRole",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, grant: z.uuid() }),
  run: (context, input) =>
    asCommand(context, "account.revokeRole", input, async (unit) => {
      const study = await findStudy(unit.tx, input.study);
      const grant = study === null ? null : await findGrant(unit.tx, study.id, input.grant);
      if (study === null || grant === null) return refuse("not_found");
      await revokeGrant(unit.tx, study.id, grant.id, context.now());
      await unit.audit({
        ...platformEvent(context, "account.revokeRole", context.account.id, {
          account: grant.accountId,
          role: grant.role,
        }),
        studyId: study.id,
        chain: "study",
        site: grant.siteId,
      });
      return accept({ id: grant.id });
    }),
});
