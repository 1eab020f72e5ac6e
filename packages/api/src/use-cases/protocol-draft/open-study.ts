import { insertDraftStudy, type DraftMemberRow, type UnitOfWork } from "@kendali/db";
import { lintDraft, type Finding } from "@kendali/builder";
import {
  accept,
  approvalsNeeded,
  blindingOf,
  findSeparatedPair,
  goLiveObstacles,
  mayHoldRole,
  refuse,
  type PolicyKey,
  type Protocol,
  type Result,
  type Role,
  type StudyKind,
  mayPlayEveryPart,
} from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import { z } from "zod";
import { approveGoLive } from "../../approve-go-live.ts";
import { confirmPassword } from "../../auth/sign-in.ts";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext, UseCaseContext } from "../../context.ts";
import { goLiveDate } from "../../go-live-approvals.ts";
import { grantInNewStudy, insertNewStudy } from "../../new-study.ts";
import { recordExceptions, refuseOpen, refuseUnfounded, signedException, unsigned } from "../../open-findings.ts";
import { documentOf, draftEvent, openDraft, type OpenDraft } from "../../protocol-drafts.ts";
import { defineUseCase } from "../../use-case.ts";
import { withoutSettings } from "../../viewed-protocol.ts";
import { commandId, ordinal, studyKey, username } from "../inputs.ts";
import type { OpenStudyAnswer } from "./answers.ts";
import { nextTestKey } from "./next-test-key.ts";

/** The revision that was seen; where somebody saved another one since, `revision_conflict`. */
const revision = ordinal;
/** A member who may edit, and becomes the study's data manager: the second account that approves a trial. */
const approver = username.optional();

/**
 * A study of kind test from a draft, with a key of its own and the caller as its investigator. It is live at once where one
 * account is enough; where two are needed, this one has approved. With `withTestRoles` the caller also gets every role
 * that one person may hold beside that one, and in a test of one group the assessor's too. Where a trial runs by the settings of this document, the test allocates
 * without restriction instead, so that nobody learns them by trying.
 */
export const openTest = defineUseCase({
  policy: "protocolDraft.openTest",
  kind: "mutation",
  input: z.strictObject({ commandId, draft: z.uuid(), revision, withTestRoles: z.boolean(), approver }),
  run: (context, input) =>
    asCommand<OpenStudyAnswer>(context, "protocolDraft.openTest", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, toEdit: true });
      if (!opened.ok) return opened;
      const draft = opened.value;
      if (input.revision !== draft.row.revision) return refuse("revision_conflict", { path: "" });
      const valid = validateStudyDocument(documentOf(draft.row));
      if (!valid.ok) return valid;
      const tried = draft.settingsHidden ? withSimpleScheme(valid.value) : valid.value;
      const approving = approverOf(draft, input.approver);
      if (!approving.ok) return approving;
      const key = await nextTestKey(unit.tx, tried.key);
      const made = await makeStudy(context, unit, draft, { key, kind: "test", protocol: tried });
      if (!made.ok) return made;
      const whole = mayPlayEveryPart({ kind: "test", protocol: tried }) ? everyRole : testRoles;
      const roles = input.withTestRoles ? whole : (["investigator"] as const);
      const given = await giveRoles(context, unit, made.value, roles, approving.value);
      if (!given.ok) return given;
      const approval = await approveGoLive(asInvestigator(context, made.value), unit, noRequest);
      if (!approval.ok) return approval;
      const { status, approvals, needed } = approval.value;
      return accept({
        study: key,
        protocolHash: made.value.hash,
        status,
        approvals,
        needed,
        roles,
        isSchemeReplaced: tried !== valid.value,
      });
    }),
});

/**
 * The study of kind live from a draft, for its usual accounts to open. Every finding of its document is mended, or signed
 * here with a reason and the password. Refuses `administrator_opens_no_study`, `ethics_missing` and `ethics_expired`, which no reason helps with,
 * `findings_open`, `exception_not_open`, and `draft_amends_study` for an amendment, which is published as the next version
 * of its study.
 */
export const openStudy = defineUseCase({
  policy: "protocolDraft.openStudy",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    draft: z.uuid(),
    revision,
    /** The study's own key; the document's when absent. */
    key: studyKey.optional(),
    exceptions: z.array(signedException).max(500),
    password: z.string().min(1).max(1000).optional(),
    approver,
  }),
  run: async (context, request) => {
    const { password, ...act } = request;
    // She would be its investigator.
    if (!mayHoldRole(context.account, "live").ok) return refuse("administrator_opens_no_study");
    // Looked at before the password is asked for, so that a wrong one is not counted for an act that cannot be.
    const before = await readyDraft(context, context.db.drizzle, act, false);
    // One that was done before the draft went on is answered as it was.
    if (!before.ok)
      return asCommand<OpenStudyAnswer>(context, "protocolDraft.openStudy", act, () => Promise.resolve(before));
    if (act.exceptions.length > 0) {
      if (password === undefined) return refuse("invalid_input", { field: "password" });
      const confirmed = await confirmPassword(context, { username: context.account.username, password });
      if (!confirmed.ok) return confirmed;
    }
    return asCommand<OpenStudyAnswer>(context, "protocolDraft.openStudy", act, async (unit) => {
      const ready = await readyDraft(context, unit.tx, act, true);
      if (!ready.ok) return ready;
      const { draft, protocol, findings } = ready.value;
      const approving = approverOf(draft, act.approver);
      if (!approving.ok) return approving;
      const key = act.key ?? protocol.key;
      const made = await makeStudy(context, unit, draft, { key, kind: "live", protocol });
      if (!made.ok) return made;
      const roles = ["investigator"] as const;
      const given = await giveRoles(context, unit, made.value, roles, approving.value);
      if (!given.ok) return given;
      if (act.exceptions.length > 0) {
        const inStudy = asInvestigator(context, made.value);
        await recordExceptions(context, unit.tx, inStudy.study, { exceptions: act.exceptions, findings });
        const data = { documentHash: made.value.hash, count: act.exceptions.length };
        await unit.audit(studyEvent(inStudy, "study.signFindings", { chain: "study", site: null }, data));
      }
      return accept({
        study: key,
        protocolHash: made.value.hash,
        status: "draft" as const,
        approvals: 0,
        needed: approvalsNeeded(protocol),
        roles,
        isSchemeReplaced: false,
      });
    });
  },
});

type OpenStudyRequest = {
  readonly draft: string;
  readonly revision: number;
  readonly exceptions: readonly z.output<typeof signedException>[];
};

type ReadyDraft = {
  readonly draft: OpenDraft;
  readonly protocol: Protocol;
  readonly findings: readonly Finding[];
};

/** The draft, if a live study may be made of it now with these exceptions. */
async function readyDraft(
  context: UseCaseContext,
  executor: UnitOfWork["tx"],
  request: OpenStudyRequest,
  held: boolean,
): Promise<Result<ReadyDraft>> {
  const opened = await openDraft(context, executor, request.draft, { held, toEdit: true, asOwner: true });
  if (!opened.ok) return opened;
  const draft = opened.value;
  if (draft.row.studyId !== null) return refuse("draft_amends_study");
  if (request.revision !== draft.row.revision) return refuse("revision_conflict", { path: "" });
  const valid = validateStudyDocument(documentOf(draft.row));
  if (!valid.ok) return valid;
  const protocol = valid.value;
  const today = goLiveDate(context, { protocol });
  // An approval that is still to begin is waited for at the go-live.
  const obstacle = goLiveObstacles({ kind: "live", protocol }, today).find(({ code }) => code !== "ethics_not_yet");
  if (obstacle !== undefined) return { ok: false, refusal: obstacle };
  const findings = lintDraft(protocol, { today });
  const founded = refuseUnfounded(findings, request.exceptions);
  if (!founded.ok) return founded;
  const mended = refuseOpen(unsigned(findings, request.exceptions));
  return mended.ok ? accept({ draft, protocol, findings }) : mended;
}

type MadeStudy = {
  readonly id: string;
  readonly key: string;
  readonly kind: StudyKind;
  readonly protocol: Protocol;
  readonly hash: string;
};

async function makeStudy(
  context: UseCaseContext,
  unit: UnitOfWork,
  draft: OpenDraft,
  { key, kind, protocol }: { readonly key: string; readonly kind: "test" | "live"; readonly protocol: Protocol },
): Promise<Result<MadeStudy>> {
  // Neither kind takes an injected clock, and its first events are written here.
  if (context.clockSource === "injected") return refuse("clock_not_allowed");
  const policy: PolicyKey = kind === "test" ? "protocolDraft.openTest" : "protocolDraft.openStudy";
  const made = await insertNewStudy(context, unit, { key, kind, versions: [protocol] }, policy);
  if (!made.ok) return made;
  const { id, hash } = made.value;
  const { row } = draft;
  await insertDraftStudy(unit.tx, {
    draftId: row.id,
    studyId: id,
    revision: row.revision,
    openedBy: context.account.id,
    openedAt: context.now(),
  });
  await unit.audit(
    draftEvent(context, policy, row.id, { study: id, kind, revision: row.revision, protocolHash: hash }),
  );
  return accept({ id, key, kind, protocol, hash });
}

async function giveRoles(
  context: UseCaseContext,
  unit: UnitOfWork,
  study: MadeStudy,
  roles: readonly Role[],
  approving: DraftMemberRow | null,
): Promise<Result<null>> {
  const grants = roles.map((role): { accountId: string; role: Role } => ({ accountId: context.account.id, role }));
  if (approving !== null) grants.push({ accountId: approving.accountId, role: "data_manager" });
  for (const grant of grants) {
    const granted = await grantInNewStudy(context, unit, study, grant);
    if (!granted.ok) return granted;
  }
  return accept(null);
}

/** Another member who may edit. Refuses `account_unknown`. */
function approverOf({ members }: OpenDraft, name: string | undefined): Result<DraftMemberRow | null> {
  if (name === undefined) return accept(null);
  const member = members.find((one) => one.username === name && one.level !== "reader");
  return member === undefined ? refuse("account_unknown", { username: name }) : accept(member);
}

/**
 * The roles that one person may hold together. She sees as much of the arms as the least masked of them: nobody is treated
 * in a test, and who tries a study has to see what each role sees.
 */
const testRoles = (["investigator", "coordinator", "provider", "data_manager", "statistician"] as const).filter(
  (_role, index, wanted) => findSeparatedPair(wanted.slice(0, index + 1)) === null,
);

/** Of one group nothing is masked: one person can fill every form. */
const everyRole = [...testRoles, "assessor"] as const;

/** The same trial, allocated by equal chance at every step: a scheme without a setting that could be learnt. */
function withSimpleScheme(protocol: Protocol): Protocol {
  const { allocation } = withoutSettings(protocol);
  return allocation === null ? protocol : { ...protocol, allocation: { ...allocation, scheme: "simple" } };
}

const noRequest = { publishedSeed: null, protocolHash: null };

/** The caller in the study that was just made. */
function asInvestigator(context: UseCaseContext, { id, key, kind, protocol, hash }: MadeStudy): StudyContext {
  const blinding = blindingOf(protocol, "investigator");
  return {
    ...context,
    study: {
      id,
      key,
      kind,
      status: "draft",
      protocolHash: hash,
      protocol,
      versions: [{ hash, effective: [], protocol }],
      unblindedAt: null,
      viewer: {
        assignments: [{ role: "investigator", site: null, blinding }],
        roles: ["investigator"],
        sites: null,
        blinding,
        sight: "none",
      },
    },
  };
}
