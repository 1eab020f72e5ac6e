import {
  findAccountByUsername,
  insertEntry,
  listGrantsOf,
  listParticipants,
  lockParticipant,
  readStudyRecords,
  type ParticipantRecord,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  canSaveEntry,
  checkEntry,
  refuse,
  type Actor,
  type EntryCheck,
  type EntryValues,
  type Locale,
  type Problem,
  type Result,
  mayPlayEveryPart,
} from "@kendali/domain";
import { armIn, knownArms, type KnownArms } from "../../arms.ts";
import { studyEvent } from "../../command.ts";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { factsOf, rolesAt, todayAt } from "../../participant-facts.ts";
import { asUnion, atSite, formsEver, forParticipant } from "../../study-versions.ts";
import { ruledProtocol, viewedProtocol } from "../../viewed-protocol.ts";
import { readEntryRows, type EntryRow } from "./read-entry-rows.ts";
import { placeOf, type Table } from "./table.ts";

export type ImportAnswer = { readonly participants: number; readonly entries: number };

/** What is known of one participant while rows about her are judged one after the other. */
type Subject = {
  record: ParticipantRecord;
  readonly earlier: { readonly visit: string; readonly form: string; readonly values: EntryValues }[];
};

type Accepted = {
  readonly row: EntryRow;
  readonly site: string;
  /** The version in force at the site. */
  readonly protocolHash: string;
  readonly performer: Actor;
  readonly check: EntryCheck;
  readonly outOfWindow: boolean;
};

/**
 * Imports entries of participants who were screened, consented and enrolled here: the same gates as typing each of them.
 * Rows about one participant are judged in the order of her visits, each seeing the ones before it. With one problem
 * anywhere nothing is stored, and every problem is told.
 */
export async function importEntries(
  context: StudyContext,
  unit: UnitOfWork,
  input: { readonly table: Table; readonly language: Locale },
): Promise<Result<ImportAnswer>> {
  const protocol = viewedProtocol(asUnion(context.study));
  const read = readEntryRows(protocol, input.table, input.language);
  const problems = [...read.problems];
  const order = new Map(protocol.visits.map((visit, index) => [visit.key, index]));
  const rows = read.rows.toSorted(
    (a, b) =>
      compare(a.participant, b.participant) || (order.get(a.visit) ?? 0) - (order.get(b.visit) ?? 0) || a.line - b.line,
  );
  const subjects = await loadSubjects(context, unit, [...new Set(rows.map((row) => row.participant))].toSorted());
  const arms = await knownArms(context, unit.tx);
  const performers = performerDirectory(context, unit);
  const accepted: Accepted[] = [];
  for (const row of rows) {
    const judged = await judge(context, row, { subject: subjects.get(row.participant) ?? null, arms, performers });
    problems.push(...judged.problems);
    if (judged.accepted !== null) accepted.push(judged.accepted);
  }
  if (problems.length > 0)
    return refuse("import_refused", { count: problems.length, rows: input.table.rows.length }, problems);
  for (const one of accepted) await store(context, unit, one);
  return accept({ participants: subjects.size, entries: accepted.length });
}

async function loadSubjects(
  context: StudyContext,
  unit: UnitOfWork,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  const { study } = context;
  for (const number of numbers) await lockParticipant(unit.tx, study.id, number);
  const records = await listParticipants(unit.tx, {
    studyId: study.id,
    sites: study.viewer.sites,
    numbers,
    deliveryItem: study.protocol.deliveryItem,
  });
  const { entries } = await readStudyRecords(unit.tx, study.id, { sites: study.viewer.sites });
  const subjects = new Map<string, Subject>(records.map((record) => [record.number, { record, earlier: [] }]));
  for (const { participant, visit, form, values } of entries)
    subjects.get(participant)?.earlier.push({ visit, form, values });
  return subjects;
}

type Performers = (username: string, site: string) => Promise<Actor | null>;

/** Who a user name is, and which roles it has at a site; each is looked up once. */
function performerDirectory(context: StudyContext, unit: UnitOfWork): Performers {
  const known = new Map<
    string,
    { readonly id: string; readonly grants: Awaited<ReturnType<typeof listGrantsOf>> } | null
  >();
  return async (username, site) => {
    if (!known.has(username)) {
      const account = await findAccountByUsername(unit.tx, username);
      const grants = account === null ? [] : await listGrantsOf(unit.tx, context.study.id, account.id);
      known.set(username, account === null || account.disabledAt !== null ? null : { id: account.id, grants });
    }
    const found = known.get(username) ?? null;
    const roles = found === null ? [] : rolesAt(found.grants, site);
    return found === null || roles.length === 0 ? null : { account: found.id, roles };
  };
}

type Judgement = { readonly accepted: Accepted | null; readonly problems: readonly Problem[] };

async function judge(
  context: StudyContext,
  row: EntryRow,
  known: { readonly subject: Subject | null; readonly arms: KnownArms; readonly performers: Performers },
): Promise<Judgement> {
  const { subject } = known;
  const reject = (code: string, params: Problem["params"], column?: string): Judgement => ({
    accepted: null,
    problems: [{ path: placeOf(row.line, column), code, params }],
  });
  if (subject === null) return reject("participant_unknown", { found: row.participant.slice(0, 40) }, "participant");
  const { record } = subject;
  const study = forParticipant(context, context.study, record);
  const typist: Actor = { account: context.account.id, roles: rolesAt(study.viewer.assignments, record.site) };
  const performer =
    row.performedBy === null ? typist : await known.performers(row.performedBy.toLowerCase(), record.site);
  if (performer === null)
    return reject("performer_unknown", { found: row.performedBy?.slice(0, 60) ?? "" }, "performed_by");
  if (record.entries.some((entry) => entry.visit === row.visit && entry.form === row.form))
    return reject("visit_already_recorded", { visit: row.visit });
  const today = todayAt(context, study, record.site);
  const allowed = canSaveEntry({
    protocol: ruledProtocol(study, formsEver(study)),
    participant: factsOf(record, armIn(context, known.arms, record.number), viewedProtocol(study)),
    visit: row.visit,
    form: row.form,
    performedOn: row.performedOn,
    performer,
    typist,
    today,
    outOfWindowReason: row.outOfWindowReason ?? undefined,
    existing: null,
    onePlaysAll: mayPlayEveryPart(study),
  });
  const inForce = atSite(context, context.study, record.site);
  const ready = readyForm(inForce.protocol, row.form);
  if (ready === null) return reject("form_not_in_visit", { visit: row.visit, form: row.form });
  const check = checkEntry({
    form: ready.form,
    values: row.values,
    context: entryContext(study, { ready, visit: row.visit, today, earlier: subject.earlier }),
    softReasons: row.softReasons,
  });
  const problems: Problem[] = [
    ...(allowed.ok ? [] : [{ path: placeOf(row.line), code: allowed.refusal.code, params: allowed.refusal.params }]),
    ...check.problems.map((problem) => ({ ...problem, path: placeOf(row.line, problem.path) })),
  ];
  if (!allowed.ok || problems.length > 0) return { accepted: null, problems };
  const { protocolHash } = inForce;
  remember(subject, row, {
    performer,
    values: check.values,
    deliveryItem: study.protocol.deliveryItem,
    protocolHash,
  });
  const { outOfWindow } = allowed.value;
  return { accepted: { row, site: record.site, protocolHash, performer, check, outOfWindow }, problems };
}

/** Later rows about the same participant see this one. */
function remember(
  subject: Subject,
  row: EntryRow,
  entered: {
    readonly performer: Actor;
    readonly values: EntryValues;
    readonly deliveryItem: string | null;
    readonly protocolHash: string;
  },
): void {
  const { visit, form, performedOn } = row;
  const delivered = entered.deliveryItem === null ? undefined : entered.values[entered.deliveryItem];
  subject.earlier.push({ visit, form, values: entered.values });
  subject.record = {
    ...subject.record,
    deliveredAt: typeof delivered === "string" ? delivered : subject.record.deliveredAt,
    entries: [
      ...subject.record.entries,
      {
        visit,
        form,
        revision: 1,
        status: "complete",
        performedOn,
        performedBy: entered.performer.account,
        protocolHash: entered.protocolHash,
      },
    ],
  };
}

async function store(context: StudyContext, unit: UnitOfWork, one: Accepted): Promise<void> {
  const { study } = context;
  const { row, site, performer, check } = one;
  const facts = {
    visit: row.visit,
    form: row.form,
    performedOn: row.performedOn,
    performedBy: performer.account,
    protocolHash: one.protocolHash,
    softReasons: check.softReasons,
    outOfWindowReason: one.outOfWindow ? row.outOfWindowReason : null,
  };
  await insertEntry(unit.tx, {
    ...facts,
    studyId: study.id,
    participant: row.participant,
    siteId: site,
    revision: 1,
    status: "complete",
    values: check.values,
    enteredBy: context.account.id,
    deviceTime: null,
    savedAt: context.now(),
  });
  const changes = Object.fromEntries(
    Object.entries(check.values).map(([key, value]) => [key, { old: null, new: value as never }]),
  );
  await unit.audit(
    studyEvent(
      context,
      "data.import",
      { chain: row.participant, site },
      { ...facts, revision: 1, line: row.line, changes },
    ),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
