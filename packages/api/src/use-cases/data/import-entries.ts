import {
  insertEntry,
  listParticipants,
  listStudyGrants,
  readStudyRecords,
  type ParticipantRecord,
  type UnitOfWork,
} from "@kendali/db";
import {
  canSaveEntry,
  checkEntry,
  type Actor,
  type EntryCheck,
  type EntryValues,
  type Problem,
  type Result,
} from "@kendali/domain";
import { armIn, knownArms } from "../../arms.ts";
import { studyEvent } from "../../command.ts";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { factsOf, rolesAt, todayAt } from "../../participant-facts.ts";
import { ruledProtocol, viewedProtocol } from "../../viewed-protocol.ts";
import { accepted, atRow, refuseImport, type EntryRow, type ImportAnswer } from "./import-content.ts";

type Earlier = { visit: string; form: string; values: EntryValues };
/** A participant as the rows before this one leave her. */
type Growing = { record: ParticipantRecord; earlier: Earlier[] };
type Grants = Awaited<ReturnType<typeof listStudyGrants>>;
type Judged = {
  readonly row: EntryRow;
  readonly check: EntryCheck;
  readonly site: string;
  readonly performer: string;
  readonly outOfWindow: boolean;
};

/** Judges every row as if it were typed after the ones before it; writes all of them, or none and says why. */
export async function importEntries(
  context: StudyContext,
  unit: UnitOfWork,
  rows: readonly EntryRow[],
): Promise<Result<ImportAnswer>> {
  const people = await loadPeople(context, unit, rows);
  const arms = await knownArms(context, unit.tx);
  const grants = await listStudyGrants(unit.tx, context.study.id);
  const problems: Problem[] = [];
  const judged: Judged[] = [];
  for (const row of rows) {
    const person = people.get(row.participant);
    if (person === undefined) {
      problems.push({
        path: `row ${row.row}, column participant`,
        code: "participant_unknown",
        params: { participant: row.participant },
      });
      continue;
    }
    const verdict = judge(context, row, person, { grants, arm: armIn(context, arms, row.participant) });
    problems.push(...verdict.problems.map((problem) => atRow(row.row, problem)));
    if (verdict.judged === null) continue;
    judged.push(verdict.judged);
    grow(person, verdict.judged, context.study.protocol.deliveryItem);
  }
  if (problems.length > 0) return refuseImport(problems);
  for (const one of judged) await write(context, unit, one);
  return accepted(people.size, judged.length);
}

async function loadPeople(
  context: StudyContext,
  unit: UnitOfWork,
  rows: readonly EntryRow[],
): Promise<Map<string, Growing>> {
  const { study } = context;
  const numbers = [...new Set(rows.map((row) => row.participant))];
  const records = await listParticipants(unit.tx, {
    studyId: study.id,
    sites: study.viewer.sites,
    deliveryItem: study.protocol.deliveryItem,
    numbers,
  });
  const { entries } = await readStudyRecords(unit.tx, study.id, { sites: study.viewer.sites });
  return new Map(
    records.map((record) => [
      record.number,
      {
        record,
        earlier: entries
          .filter((entry) => entry.participant === record.number)
          .map(({ visit, form, values }) => ({ visit, form, values })),
      },
    ]),
  );
}

function judge(
  context: StudyContext,
  row: EntryRow,
  person: Growing,
  known: { readonly grants: Grants; readonly arm: string | null },
): { readonly problems: readonly Problem[]; readonly judged: Judged | null } {
  const { study } = context;
  const { record } = person;
  const refused = (code: string, path: string, params: Problem["params"] = {}) => ({
    problems: [{ path, code, params }],
    judged: null,
  });
  const existing = record.entries.find((entry) => entry.visit === row.visit && entry.form === row.form);
  if (existing !== undefined)
    return refused("visit_already_recorded", "", { visit: row.visit, on: existing.performedOn });
  const performer = performerOf(context, row, record.site, known.grants);
  if (performer === null) return refused("performer_unknown", "performed_by", { name: row.performedBy ?? "" });
  const today = todayAt(context, study, record.site);
  const allowed = canSaveEntry({
    protocol: ruledProtocol(study),
    participant: factsOf(record, known.arm, viewedProtocol(study)),
    visit: row.visit,
    form: row.form,
    performedOn: row.performedOn,
    performer,
    // The file brings what colleagues wrote, as a coordinator does who types from paper.
    typist: { account: context.account.id, roles: ["coordinator"] },
    today,
    outOfWindowReason: row.outOfWindowReason,
    existing: null,
  });
  if (!allowed.ok) return refused(allowed.refusal.code, "", allowed.refusal.params);
  const ready = readyForm(study.protocol, row.form);
  if (ready === null) return refused("form_not_in_visit", "form", { form: row.form });
  const check = checkEntry({
    form: ready.form,
    values: row.values,
    context: entryContext(study, { ready, visit: row.visit, today, earlier: person.earlier }),
    softReasons: row.softReasons ?? {},
  });
  if (check.problems.length > 0) return { problems: check.problems, judged: null };
  return {
    problems: [],
    judged: { row, check, site: record.site, performer: performer.account, outOfWindow: allowed.value.outOfWindow },
  };
}

function performerOf(context: StudyContext, row: EntryRow, site: string, grants: Grants): Actor | null {
  const account =
    row.performedBy === undefined
      ? context.account.id
      : grants.find((grant) => grant.username === row.performedBy)?.accountId;
  if (account === undefined) return null;
  return {
    account,
    roles: rolesAt(
      grants.filter((grant) => grant.accountId === account),
      site,
    ),
  };
}

function grow(person: Growing, { row, check, performer }: Judged, deliveryItem: string | null): void {
  const delivered = deliveryItem === null ? undefined : check.values[deliveryItem];
  const entry = {
    visit: row.visit,
    form: row.form,
    revision: 1,
    status: "complete" as const,
    performedOn: row.performedOn,
    performedBy: performer,
  };
  person.record = {
    ...person.record,
    entries: [...person.record.entries, entry],
    deliveredAt: person.record.deliveredAt ?? (typeof delivered === "string" ? delivered : null),
  };
  person.earlier.push({ visit: row.visit, form: row.form, values: check.values });
}

async function write(
  context: StudyContext,
  unit: UnitOfWork,
  { row, check, site, performer, outOfWindow }: Judged,
): Promise<void> {
  const { study } = context;
  const outOfWindowReason = outOfWindow ? (row.outOfWindowReason ?? null) : null;
  await insertEntry(unit.tx, {
    studyId: study.id,
    participant: row.participant,
    visit: row.visit,
    form: row.form,
    siteId: site,
    revision: 1,
    protocolHash: study.protocolHash,
    status: "complete",
    values: check.values,
    softReasons: check.softReasons,
    performedOn: row.performedOn,
    performedBy: performer,
    enteredBy: context.account.id,
    deviceTime: null,
    savedAt: context.now(),
    outOfWindowReason,
  });
  await unit.audit(
    studyEvent(
      context,
      "data.import",
      { chain: row.participant, site },
      {
        visit: row.visit,
        form: row.form,
        revision: 1,
        performedOn: row.performedOn,
        performedBy: performer,
        outOfWindowReason,
        softReasons: check.softReasons,
        values: check.values as Record<string, never>,
      },
    ),
  );
}
