import {
  insertDelegation,
  insertDelegationEnd,
  insertTraining,
  listDelegations,
  listRolesHeld,
  listTeamRoles,
  listTraining,
  lockAccount,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  addDays,
  canDelegate,
  delegationTaskKeys,
  isDelegated,
  namesParticipant,
  refuse,
  teamGaps,
  type DelegationTask,
  type LocalDate,
  type Role,
  type TeamGap,
} from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { reaches, todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, localDate, studyKey, words } from "../inputs.ts";

export type TrainingView = {
  readonly id: string;
  readonly role: Role;
  readonly topic: string;
  readonly completedOn: LocalDate;
  readonly evidence: string;
  readonly recordedByName: string;
  readonly recordedAt: string;
};

export type DelegationView = {
  readonly id: string;
  readonly task: DelegationTask;
  readonly site: string | null;
  readonly from: LocalDate;
  readonly delegatedByName: string;
  readonly recordedAt: string;
  readonly end: { readonly on: LocalDate; readonly reason: string } | null;
  /** Whether it holds today at its site. */
  readonly holds: boolean;
};

export type TeamMemberView = {
  readonly account: string;
  readonly displayName: string;
  /** False for an account that is closed or holds no role any more: the log keeps it. */
  readonly isActive: boolean;
  readonly roles: readonly {
    readonly role: Role;
    readonly site: string | null;
    readonly since: string;
    readonly until: string | null;
  }[];
  readonly training: readonly TrainingView[];
  readonly delegations: readonly DelegationView[];
};

export type TeamList = { readonly members: readonly TeamMemberView[]; readonly gaps: readonly TeamGap[] };

/** Who works in a study, as what, trained in what, and with which tasks handed over in writing. It tells no arm. */
export const listTeam = defineUseCase({
  policy: "team.list",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const members = await membersOf(context);
    const gaps = teamGaps(
      context.study.protocol,
      members
        .filter(({ isActive }) => isActive)
        .map((member) => ({
          account: member.account,
          roles: member.roles.filter(({ until }) => until === null).map(({ role }) => role),
          trained: member.training.map(({ role }) => role),
          tasks: member.delegations.filter(({ holds }) => holds).map(({ task }) => task),
        })),
    );
    return accept<TeamList>({ members, gaps });
  },
});

async function membersOf(context: StudyContext): Promise<TeamMemberView[]> {
  const { study } = context;
  const of = { studyId: study.id, sites: study.viewer.sites };
  const roles = await listTeamRoles(context.db.drizzle, of);
  const training = await listTraining(context.db.drizzle, study.id);
  const delegations = await listDelegations(context.db.drizzle, of);
  const accounts = [...new Map(roles.map((row) => [row.account, row])).values()];
  return accounts.map(({ account, displayName, disabledAt }) => {
    const mine = roles.filter((row) => row.account === account);
    return {
      account,
      displayName,
      isActive: disabledAt === null && mine.some((row) => row.revokedAt === null),
      roles: mine.map((row) => ({ role: row.role, site: row.site, since: row.grantedAt, until: row.revokedAt })),
      training: training
        .filter(({ row }) => row.accountId === account)
        .map(({ row, recordedByName }) => ({
          id: row.id,
          role: row.role,
          topic: row.topic,
          completedOn: row.completedOn,
          evidence: row.evidence,
          recordedByName,
          recordedAt: row.recordedAt,
        })),
      delegations: delegations
        .filter(({ row }) => row.accountId === account)
        .map(({ row, end, delegatedByName }) => ({
          id: row.id,
          task: row.task,
          site: row.siteId,
          from: row.fromOn,
          delegatedByName,
          recordedAt: row.recordedAt,
          end: end === null ? null : { on: end.endedOn, reason: end.reason },
          holds: isDelegated({ from: row.fromOn, endedOn: end?.endedOn ?? null }, todayIn(context, row.siteId)),
        })),
    };
  });
}

const firstTraining = "1950-01-01";
/** Days ahead for which a delegation, or its end, is recorded. */
const longestAhead = 366;

/** Records that somebody was trained for a role that she holds, at one of the viewer's sites where those are some. */
export const recordTraining = defineUseCase({
  policy: "team.recordTraining",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    account: z.uuid(),
    role: z.enum([
      "investigator",
      "coordinator",
      "provider",
      "assessor",
      "data_manager",
      "statistician",
      "randomization_officer",
    ]),
    topic: words(200),
    completedOn: localDate,
    evidence: words(300),
  }),
  run: (context, input) =>
    asCommand(context, "team.recordTraining", input, async (unit) => {
      const { study } = context;
      const member = await findMember(context, input.account);
      if (member === null) return refuse("not_found");
      const held = (await listTeamRoles(unit.tx, { studyId: study.id, sites: study.viewer.sites })).filter(
        (row) => row.account === input.account && row.role === input.role && row.revokedAt === null,
      );
      if (held.length === 0) return refuse("invalid_input", { field: "role" });
      if (!held.some(({ site }) => reaches(study.viewer, site).ok)) return refuse("needs_every_site");
      if (input.completedOn > todayIn(context, null))
        return refuse("date_in_future", { field: "completedOn", date: input.completedOn });
      if (input.completedOn < firstTraining)
        return refuse("training_too_early", { field: "completedOn", date: input.completedOn, first: firstTraining });
      const naming = (["topic", "evidence"] as const).find((field) => namesParticipant(input[field]));
      if (naming !== undefined) return refuse("text_names_participant", { field: naming });
      const id = context.newId();
      const { role, topic, completedOn, evidence } = input;
      await insertTraining(unit.tx, {
        studyId: study.id,
        id,
        accountId: input.account,
        role,
        topic,
        completedOn,
        evidence,
        recordedBy: context.account.id,
        recordedAt: context.now(),
      });
      const data = { training: id, account: input.account, role, topic, completedOn, evidence };
      await unit.audit(studyEvent(context, "team.recordTraining", { chain: "study", site: null }, data));
      return accept({ training: id });
    }),
});

/**
 * Hands a task to somebody, from today or a day within a year on. Refuses `delegation_role_missing`, `delegation_exists` and
 * `delegation_not_from_today`: the log says what was handed over when, and nobody is delegated afterwards.
 */
export const delegate = defineUseCase({
  policy: "team.delegate",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    account: z.uuid(),
    task: z.custom<DelegationTask>((value) => delegationTaskKeys.some((task) => task === value), "task"),
    site: key.nullable(),
    from: localDate,
  }),
  run: (context, input) =>
    asCommand(context, "team.delegate", input, async (unit) => {
      const { study } = context;
      const { account, task, site, from } = input;
      if (site !== null && !study.protocol.sites.some((one) => one.key === site)) return refuse("not_found");
      if ((await findMember(context, account)) === null) return refuse("not_found");
      const first = todayIn(context, site);
      const last = addDays(first, longestAhead);
      if (from < first || from > last) return refuse("delegation_not_from_today", { field: "from", first, last });
      // Two delegations of one task at once would each find the other not yet there.
      await lockAccount(unit.tx, account);
      const rows = await listDelegations(unit.tx, { studyId: study.id, sites: null, account });
      const standing = rows.filter(({ end }) => end === null || end.endedOn >= from);
      const allowed = canDelegate(
        task,
        {
          roles: await rolesHeldAt(unit, { studyId: study.id, account, site }),
          current: standing.map(({ row }) => ({ task: row.task, site: row.siteId })),
        },
        site,
      );
      if (!allowed.ok) return allowed;
      const id = context.newId();
      await insertDelegation(unit.tx, {
        studyId: study.id,
        id,
        accountId: account,
        task,
        siteId: site,
        fromOn: from,
        delegatedBy: context.account.id,
        recordedAt: context.now(),
      });
      const data = { delegation: id, account, task, from };
      await unit.audit(studyEvent(context, "team.delegate", { chain: "study", site }, data));
      return accept({ delegation: id });
    }),
});

/** Ends a delegation on a day, with a reason; what was done under it stays done under it. */
export const endDelegation = defineUseCase({
  policy: "team.endDelegation",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, delegation: z.uuid(), on: localDate, reason: words(300) }),
  run: (context, input) =>
    asCommand(context, "team.endDelegation", input, async (unit) => {
      const { study } = context;
      const of = { studyId: study.id, sites: study.viewer.sites, id: input.delegation };
      const [found] = await listDelegations(unit.tx, of);
      if (found === undefined) return refuse("not_found");
      const reached = reaches(study.viewer, found.row.siteId);
      if (!reached.ok) return reached;
      await lockAccount(unit.tx, found.row.accountId);
      const [now] = await listDelegations(unit.tx, of);
      if (now === undefined || now.end !== null) return refuse("delegation_ended");
      const last = addDays(todayIn(context, found.row.siteId), longestAhead);
      if (input.on < found.row.fromOn || input.on > last) return refuse("invalid_input", { field: "on" });
      if (namesParticipant(input.reason)) return refuse("text_names_participant", { field: "reason" });
      const { on, reason } = input;
      await insertDelegationEnd(unit.tx, {
        studyId: study.id,
        delegation: input.delegation,
        endedOn: on,
        reason,
        endedBy: context.account.id,
        recordedAt: context.now(),
      });
      const data = { delegation: input.delegation, account: found.row.accountId, task: found.row.task, on, reason };
      await unit.audit(studyEvent(context, "team.endDelegation", { chain: "study", site: found.row.siteId }, data));
      return accept({ delegation: input.delegation });
    }),
});

/** The roles that somebody holds at a site: those of every site, and those of this one. Without a site, wherever she holds them. */
async function rolesHeldAt(
  unit: UnitOfWork,
  { studyId, account, site }: { readonly studyId: string; readonly account: string; readonly site: string | null },
): Promise<readonly Role[]> {
  if (site === null) return listRolesHeld(unit.tx, studyId, account);
  const rows = await listTeamRoles(unit.tx, { studyId, sites: null });
  return rows
    .filter((row) => row.account === account && row.revokedAt === null && (row.site === null || row.site === site))
    .map(({ role }) => role);
}

/** Somebody of the team whom the viewer may see. */
async function findMember(context: StudyContext, account: string) {
  const { study } = context;
  const rows = await listTeamRoles(context.db.drizzle, { studyId: study.id, sites: study.viewer.sites });
  return rows.find((row) => row.account === account) ?? null;
}

/** Today at a site; without one at the study's first. */
function todayIn(context: StudyContext, site: string | null): LocalDate {
  const first = context.study.protocol.sites[0]?.key ?? "";
  return todayAt(context, context.study, site ?? first);
}
