import {
  insertConsent,
  insertEntry,
  insertParticipant,
  insertScreening,
  nextSerial,
  type UnitOfWork,
} from "@kendali/db";
import {
  checkEntry,
  participantNumber,
  refuse,
  type EntryValues,
  type Form,
  type Problem,
  type Result,
  type Site,
} from "@kendali/domain";
import { studyEvent } from "../../command.ts";
import { readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { isWithin, todayAt } from "../../participant-facts.ts";
import { accepted, atRow, refuseImport, type ImportAnswer, type ReconstructedRow } from "./import-content.ts";

type NewEntry = { readonly visit: string; readonly form: string; readonly values: EntryValues };

/**
 * Rows of published numbers: no persons, no dates, no consent. Each becomes a participant whose screening and consent are
 * recorded as not available, with an entry for every form of each visit that the row has values for; what was not
 * published in it is `not_available`, item by item.
 */
export async function importReconstruction(
  context: StudyContext,
  unit: UnitOfWork,
  siteKey: string,
  rows: readonly ReconstructedRow[],
): Promise<Result<ImportAnswer>> {
  const { study } = context;
  const site = study.protocol.sites.find((candidate) => candidate.key === siteKey);
  if (site === undefined || !isWithin(study.viewer.sites, siteKey)) return refuse("not_found");
  const judged = rows.map((row) => judgeRow(context, row));
  const problems = judged.flatMap((one) => one.problems);
  if (problems.length > 0) return refuseImport(problems);
  let entries = 0;
  for (const one of judged) entries += await writeRow(context, unit, site, one.entries);
  return accepted(rows.length, entries);
}

function judgeRow(
  context: StudyContext,
  row: ReconstructedRow,
): { readonly entries: readonly NewEntry[]; readonly problems: readonly Problem[] } {
  const { protocol } = context.study;
  const entries: NewEntry[] = [];
  const problems: Problem[] = [];
  for (const { visit: visitKey, values } of row.visits) {
    const visit = protocol.visits.find((candidate) => candidate.key === visitKey);
    if (visit === undefined) {
      problems.push(atRow(row.row, { path: "", code: "visit_unknown", params: { visit: visitKey } }));
      continue;
    }
    const forms = protocol.forms.filter((form) => visit.forms.some((planned) => planned.form === form.key));
    const homeless = Object.keys(values).filter((item) => !forms.some((form) => itemsOf(form).includes(item)));
    problems.push(
      ...homeless.map((item) => atRow(row.row, { path: item, code: "item_unknown", params: { name: item } })),
    );
    for (const form of forms) {
      const check = checkGiven(context, form, values);
      problems.push(...check.problems.map((problem) => atRow(row.row, problem)));
      entries.push({ visit: visitKey, form: form.key, values: check.values });
    }
  }
  return { entries, problems };
}

/** What was published of a form; every other item that a person would enter is not available. */
function checkGiven({ study }: StudyContext, form: Form, given: EntryValues) {
  const ready = readyForm(study.protocol, form.key);
  if (ready === null) return { values: {}, problems: [] };
  const entered = ready.form.fields.filter((field) => !field.definition.isComputed).map((field) => field.item.key);
  const values = Object.fromEntries(entered.map((item) => [item, given[item] ?? { m: "not_available" as const }]));
  return checkEntry({ form: ready.form, values, context: { kind: study.kind, values: {} }, softReasons: {} });
}

function itemsOf(form: Form): string[] {
  return form.sections.flatMap((section) => section.items.map((item) => item.key));
}

async function writeRow(
  context: StudyContext,
  unit: UnitOfWork,
  site: Site,
  entries: readonly NewEntry[],
): Promise<number> {
  const { study } = context;
  const [at, by, today] = [context.now(), context.account.id, todayAt(context, study, site.key)];
  const place = { studyId: study.id, siteId: site.key };
  const screening = await nextSerial(unit.tx, study.id, "", "screening");
  const participant = participantNumber(site.code, await nextSerial(unit.tx, study.id, site.key, "participant"));
  // No answer to any criterion, which is how datasets know that eligibility is not available.
  await insertScreening(unit.tx, {
    ...place,
    number: screening,
    protocolHash: study.protocolHash,
    answers: {},
    eligible: true,
    failed: [],
    declinedReason: null,
    screenedOn: today,
    screenedBy: by,
    recordedAt: at,
  });
  await insertConsent(
    unit.tx,
    {
      ...place,
      screening,
      sequence: 1,
      version: "",
      language: "",
      decision: "not_available",
      purposes: {},
      witnessed: false,
      reason: null,
      signedOn: null,
      recordedBy: by,
      recordedAt: at,
    },
    null,
  );
  await insertParticipant(unit.tx, {
    ...place,
    number: participant,
    screening,
    enrolledOn: today,
    enrolledBy: by,
    enrolledAt: at,
  });
  for (const entry of entries) {
    await insertEntry(unit.tx, {
      ...place,
      ...entry,
      participant,
      revision: 1,
      protocolHash: study.protocolHash,
      status: "complete",
      softReasons: {},
      performedOn: today,
      performedBy: null,
      enteredBy: by,
      deviceTime: null,
      savedAt: at,
      outOfWindowReason: null,
    });
  }
  await unit.audit(
    studyEvent(
      context,
      "data.import",
      { chain: participant, site: site.key },
      {
        screening,
        consent: "not_available",
        eligibility: "not_available",
        entries: entries as unknown as readonly Record<string, never>[],
      },
    ),
  );
  return entries.length;
}
