import {
  insertAmendment,
  insertAmendmentDates,
  insertNewSites,
  insertProtocolVersion,
  updateDraft,
  updateStudy,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  canonicalJson,
  invariant,
  namesArm,
  protocolHash,
  refuse,
  type Problem,
  type Protocol,
  type Result,
} from "@kendali/domain";
import { z } from "zod";
import { confirmPassword } from "../../auth/sign-in.ts";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { signedException } from "../../open-findings.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, localDate, ordinal, studyKey, words } from "../inputs.ts";
import { amendmentFindings, findingsSigned, signNextVersion } from "./amendment-findings.ts";
import { holdVersions } from "./hold-versions.ts";
import { storedImpact } from "./amendment-views.ts";
import { amendmentSites } from "./preview-amendment.ts";
import { weighDraft, type WeighedDraft } from "./weigh-draft.ts";

const input = z.strictObject({
  commandId,
  study: studyKey,
  draft: z.uuid(),
  /** The revision of the draft that was read before publishing; another one refuses `revision_conflict`. */
  revision: ordinal,
  reason: words(1000),
  ethicsNumber: words(100),
  ethicsOn: localDate,
  /** From when the version rules, by the local date of each site; a site without a date keeps the version it has. */
  effective: z
    .array(z.strictObject({ site: key, on: localDate }))
    .min(1)
    .max(500),
  /** Codes and questions with new words that are stated to mean the same, by path. */
  sameMeaning: z.array(z.string().max(400)).max(2000),
  /** Of a live study: findings that stay open, each with its reason, signed with the password. */
  exceptions: z.array(signedException).max(500).optional(),
  password: z.string().min(1).max(1000).optional(),
});
type AmendInput = Omit<z.output<typeof input>, "password">;

export type AmendAnswer = { readonly sequence: number; readonly version: string; readonly protocolHash: string };

/**
 * Publishes a draft as the next version of a live study. Waits for the saves under way; those that come after go by the
 * version in force at their site, and a form that is open on a device may still be sent under the version it was opened
 * with. Nothing that is captured changes. What is found in the next version of a study of kind live, and was not signed for
 * the version it amends, is mended, or signed here with a reason and the password.
 */
export const amendStudy = defineUseCase({
  policy: "study.amend",
  kind: "mutation",
  input,
  run: async (context, { password, ...request }) => {
    if (request.exceptions !== undefined && request.exceptions.length > 0) {
      if (password === undefined) return refuse("invalid_input", { field: "password" });
      const confirmed = await confirmPassword(context, { username: context.account.username, password });
      if (!confirmed.ok) return confirmed;
    }
    // The password is left out of what the receipt hashes: nobody can guess at it there.
    return asCommand<AmendAnswer>(context, "study.amend", request, async (unit) => {
      await holdVersions(context, unit);
      const weighed = await weighDraft(context, unit.tx, request.draft, true);
      if (!weighed.ok) return weighed;
      const allowed = mayPublish(context, weighed.value, request);
      if (!allowed.ok) return allowed;
      const exceptions = request.exceptions ?? [];
      const findings = await amendmentFindings(context, unit.tx, weighed.value);
      const signed = findingsSigned(findings.open, exceptions);
      if (!signed.ok) return signed;
      const published = await publish(context, unit, weighed.value, request);
      if (!published.ok) return published;
      const { protocolHash: documentHash } = published.value;
      await signNextVersion(context, unit.tx, documentHash, { ...findings, exceptions });
      if (exceptions.length > 0) {
        const data = { documentHash, count: exceptions.length };
        await unit.audit(studyEvent(context, "study.signFindings", { chain: "study", site: null }, data));
      }
      return published;
    });
  },
});

function mayPublish(context: StudyContext, weighed: WeighedDraft, request: AmendInput): Result<null> {
  const { draft, after, impact, documentProblems } = weighed;
  const { study } = context;
  if (draft.row.revision !== request.revision) return refuse("revision_conflict", { revision: draft.row.revision });
  if (documentProblems.length > 0)
    return refuse("protocol_invalid", { count: documentProblems.length }, documentProblems);
  // An approval may end early, which ends enrolment; a study of real persons without any would enrol for ever.
  if (study.kind === "live" && after.ethics === null) return refuse("ethics_missing");
  const unstated = impact.meanings.filter((path) => !request.sameMeaning.includes(path));
  const problems: Problem[] = [
    ...impact.problems,
    ...unstated.map((path) => ({
      path,
      code: "amendment_meaning_unstated",
      params: { code: partName(path) },
    })),
  ];
  if (problems.length > 0) return refuse("amendment_refused", { count: problems.length }, problems);
  for (const [field, said] of Object.entries({ reason: request.reason, ethicsNumber: request.ethicsNumber }))
    if (namesArm(study.protocol, said)) return refuse("text_names_arm", { field });
  return datesStand(context, after, request);
}

/** `codelists/breast_side/codes/1` is told as `breast_side 1`, the words of any other part by its key. */
function partName(path: string): string {
  const [part, list, , code] = path.split("/");
  return (part === "codelists" ? [list, code] : [path.split("/").at(-2)]).join(" ");
}

function datesStand(context: StudyContext, after: Protocol, request: AmendInput): Result<null> {
  const sites = new Map(amendmentSites(context, after).map((site) => [site.site, site]));
  if (new Set(request.effective.map(({ site }) => site)).size !== request.effective.length)
    return refuse("invalid_input", { field: "effective" });
  for (const { site, on } of request.effective) {
    const known = sites.get(site);
    if (known === undefined) return refuse("invalid_input", { field: "effective", value: site });
    if (on < known.today) return refuse("amendment_date_early", { site, on, today: known.today });
  }
  const latest = [...sites.values()]
    .map(({ today }) => today)
    .toSorted()
    .at(-1);
  return latest !== undefined && request.ethicsOn > latest
    ? refuse("date_in_future", { field: "ethicsOn", date: request.ethicsOn })
    : accept(null);
}

async function publish(
  context: StudyContext,
  unit: UnitOfWork,
  { draft, before, after, whole, masked }: WeighedDraft,
  request: AmendInput,
): Promise<Result<AmendAnswer>> {
  const { study, account } = context;
  const at = context.now();
  const hash = protocolHash(after);
  invariant(!study.versions.some((version) => version.hash === hash), "a version with a higher number is another one");
  const sequence = study.versions.length;
  const { reason, ethicsNumber, ethicsOn } = request;
  const created = { studyId: study.id, hash, version: after.version, document: canonicalJson(after), createdAt: at };
  await insertProtocolVersion(unit.tx, created);
  await insertNewSites(
    unit.tx,
    after.sites.map((site) => ({ studyId: study.id, siteId: site.key, code: site.code, timeZone: site.timeZone })),
  );
  await insertAmendment(unit.tx, {
    studyId: study.id,
    sequence,
    fromHash: before.hash,
    toHash: hash,
    reason,
    ethicsNumber,
    ethicsOn,
    impact: storedImpact(whole, masked),
    publishedBy: account.id,
    publishedAt: at,
  });
  await insertAmendmentDates(
    unit.tx,
    request.effective.map(({ site, on }) => ({
      studyId: study.id,
      sequence,
      siteId: site,
      revision: 1,
      effectiveOn: on,
      recordedBy: account.id,
      recordedAt: at,
    })),
  );
  await updateStudy(unit.tx, study.id, { protocolHash: hash });
  await updateDraft(unit.tx, draft.row.id, { closedAt: at, closedBy: account.id });
  const answer = { sequence, version: after.version, protocolHash: hash };
  const { effective, sameMeaning } = request;
  const facts = { from: before.hash, draft: draft.row.id, reason, ethicsNumber, ethicsOn, effective, sameMeaning };
  await unit.audit(
    studyEvent(
      context,
      "study.amend",
      { chain: "study", site: null },
      { ...answer, ...facts, changes: whole.changes.length },
    ),
  );
  return accept(answer);
}
