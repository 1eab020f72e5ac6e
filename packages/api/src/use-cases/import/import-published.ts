import {
  insertConsent,
  insertEntry,
  insertParticipant,
  insertScreening,
  nextSerial,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  checkEntry,
  invariant,
  itemTypeOf,
  participantNumber,
  refuse,
  type EntryCheck,
  type Form,
  type Item,
  type ItemValue,
  type Locale,
  type Problem,
  type Protocol,
  type Result,
  type Visit,
} from "@kendali/domain";
import { studyEvent } from "../../command.ts";
import { readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { reaches, todayAt } from "../../participant-facts.ts";
import type { ImportAnswer } from "./import-entries.ts";
import { headingProblems, placeOf, readCell, widthProblem, type Table, type TableRow } from "./table.ts";

/** One column of values: an item at a visit. */
type ValueColumn = { readonly column: string; readonly item: Item; readonly form: string; readonly visit: string };
type PublishedEntry = { readonly visit: string; readonly form: string; readonly check: EntryCheck };
type PublishedRow = { readonly line: number; readonly entries: readonly PublishedEntry[] };

/** A column that only names the rows of the file. */
const rowColumn = "row";

/**
 * Imports rows that agree with published numbers into a study of the kind that says so. One row is one participant;
 * columns are `item__visit`. Consent, eligibility, dates and every item without a column are recorded as not available:
 * nothing is invented for them. With one problem anywhere nothing is stored, and every problem is told.
 */
export async function importPublished(
  context: StudyContext,
  unit: UnitOfWork,
  input: { readonly table: Table; readonly language: Locale },
): Promise<Result<ImportAnswer>> {
  const { protocol, viewer } = context.study;
  const { table, language } = input;
  const reached = reaches(viewer, protocol.sites[0]?.key ?? null);
  if (!reached.ok) return reached;
  const columns = table.columns.flatMap((column) => valueColumn(protocol, column));
  const heading = headingProblems(table.columns, {
    required: [],
    isKnown: (column) => column === rowColumn || columns.some((one) => one.column === column),
  });
  const problems: Problem[] = [...heading];
  const rows: PublishedRow[] = [];
  if (heading.length === 0) {
    for (const row of table.rows) {
      const read = readRow(context, { table, row, columns, language });
      problems.push(...read.problems);
      rows.push({ line: row.line, entries: read.entries });
    }
  }
  if (problems.length > 0)
    return refuse("import_refused", { count: problems.length, rows: table.rows.length }, problems);
  for (const row of rows) await storeRow(context, unit, row);
  return accept({ participants: rows.length, entries: rows.reduce((sum, row) => sum + row.entries.length, 0) });
}

/** `lactation_category__pretest`: the item, where it is asked, and the visit. */
function valueColumn(protocol: Protocol, column: string): ValueColumn[] {
  for (const visit of protocol.visits) {
    if (!column.endsWith(`__${visit.key}`)) continue;
    const key = column.slice(0, -visit.key.length - 2);
    for (const form of formsOf(protocol, visit)) {
      const item = itemsOf(form).find((candidate) => candidate.key === key);
      if (item !== undefined) return [{ column, item, form: form.key, visit: visit.key }];
    }
  }
  return [];
}

function readRow(
  context: StudyContext,
  {
    table,
    row,
    columns,
    language,
  }: {
    readonly table: Table;
    readonly row: TableRow;
    readonly columns: readonly ValueColumn[];
    readonly language: Locale;
  },
): { readonly entries: readonly PublishedEntry[]; readonly problems: readonly Problem[] } {
  const { protocol, kind } = context.study;
  const width = widthProblem(table.columns, row);
  if (width !== null) return { entries: [], problems: [width] };
  const problems: Problem[] = [];
  const given = new Map<string, ItemValue>();
  for (const { column, item } of columns) {
    const text = row.cells[table.columns.indexOf(column)]?.trim() ?? "";
    if (text === "") continue;
    const outcome = readCell(protocol, item, { text, path: placeOf(row.line, column), language });
    if (!outcome.ok) problems.push(outcome.problem);
    else if (outcome.value !== null) given.set(column, outcome.value);
  }
  const entries = protocol.visits
    .filter((visit) => columns.some((column) => column.visit === visit.key))
    .flatMap((visit) =>
      formsOf(protocol, visit).map((form): PublishedEntry => {
        const ready = readyForm(protocol, form.key);
        invariant(ready !== null, "a form of the protocol compiles");
        const values = Object.fromEntries(
          itemsOf(form)
            .filter((item) => itemTypeOf(item).isStored && !itemTypeOf(item).isComputed)
            .map((item) => [item.key, given.get(`${item.key}__${visit.key}`) ?? { m: "not_available" as const }]),
        );
        const check = checkEntry({ form: ready.form, values, context: { kind, values: {} }, softReasons: {} });
        problems.push(
          ...check.problems.map((problem) => ({
            ...problem,
            path: placeOf(row.line, `${problem.path}__${visit.key}`),
          })),
        );
        return { visit: visit.key, form: form.key, check };
      }),
    );
  return { entries, problems };
}

async function storeRow(context: StudyContext, unit: UnitOfWork, row: PublishedRow): Promise<void> {
  const { study } = context;
  const site = study.protocol.sites[0];
  invariant(site !== undefined, "a protocol has a site");
  const today = todayAt(context, study, site.key);
  const at = context.now();
  const by = context.account.id;
  const place = { studyId: study.id, siteId: site.key };
  const screening = await nextSerial(unit.tx, study.id, "", "screening");
  // No answers: read back, eligibility is "not available", whatever stands in the column that must hold something.
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
      version: study.protocol.consent.version,
      language: "id",
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
  const number = participantNumber(site.code, await nextSerial(unit.tx, study.id, site.key, "participant"));
  await insertParticipant(unit.tx, { ...place, number, screening, enrolledOn: today, enrolledBy: by, enrolledAt: at });
  for (const { visit, form, check } of row.entries)
    await insertEntry(unit.tx, {
      ...place,
      participant: number,
      visit,
      form,
      revision: 1,
      protocolHash: study.protocolHash,
      status: "complete",
      values: check.values,
      softReasons: {},
      performedOn: today,
      performedBy: null,
      enteredBy: by,
      deviceTime: null,
      savedAt: at,
      outOfWindowReason: null,
    });
  await unit.audit(
    studyEvent(
      context,
      "data.import",
      { chain: number, site: site.key },
      {
        line: row.line,
        screening,
        consent: "not_available",
        eligibility: "not_available",
        entries: row.entries.map(({ visit, form, check }) => ({ visit, form, values: check.values as never })),
      },
    ),
  );
}

/** The forms that a visit must have. */
function formsOf(protocol: Protocol, visit: Visit): readonly Form[] {
  return protocol.forms.filter((form) => visit.forms.some((planned) => planned.form === form.key && planned.required));
}

function itemsOf(form: Form): readonly Item[] {
  return form.sections.flatMap((section) => section.items);
}
