import { listEntriesForMove, type Executor, type MovableEntry } from "@kendali/db";
import { accept, canonicalJson, checkEntry, refuse, type Problem, type Result } from "@kendali/domain";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { asUnion, dateAt, forParticipant, unionOf, versionAt } from "../../study-versions.ts";
import { visibleForms } from "../../viewed-protocol.ts";

/** An entry of an older version, and whether it could stand under the version in force at its site. */
export type JudgedEntry = {
  readonly entry: MovableEntry;
  /** The hash of the version in force at its site. */
  readonly to: string;
  readonly outcome: "moves" | "locked" | "retired" | "problems";
  readonly problems: readonly Problem[];
  /** Whether it would stand there once questions that it has no answer to are answered. */
  readonly isAnswerable: boolean;
  readonly softReasons: Readonly<Record<string, string>>;
};

/** Every entry of an older version at the viewer's sites that the viewer may know of. */
export async function judgeEntries(context: StudyContext, executor: Executor): Promise<readonly JudgedEntry[]> {
  const { study } = context;
  if (study.versions.length === 1) return [];
  const visible = visibleForms(asUnion(study));
  const sites = unionOf(study).sites.filter(({ key }) => study.viewer.sites?.includes(key) ?? true);
  const judged: JudgedEntry[] = [];
  for (const { key } of sites) {
    const { hash } = versionAt(context, study.versions, key);
    const entries = await listEntriesForMove(executor, { studyId: study.id, hash, sites: [key] });
    for (const own of byParticipant(entries))
      for (const entry of own)
        if (entry.protocolHash !== hash && (visible?.includes(`${entry.visit}/${entry.form}`) ?? true))
          judged.push(judge(context, { entry, own, to: hash }));
  }
  return judged;
}

function byParticipant(entries: readonly MovableEntry[]): Iterable<readonly MovableEntry[]> {
  const groups = new Map<string, MovableEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.participant);
    if (group === undefined) groups.set(entry.participant, [entry]);
    else group.push(entry);
  }
  return groups.values();
}

function judge(
  context: StudyContext,
  { entry, own, to }: { readonly entry: MovableEntry; readonly own: readonly MovableEntry[]; readonly to: string },
): JudgedEntry {
  const base = { entry, to, problems: [], isAnswerable: false, softReasons: entry.softReasons };
  if (entry.status === "locked") return { ...base, outcome: "locked" };
  const found = recheck(context, entry, own);
  if (!found.ok) return { ...base, outcome: "retired" };
  const { problems, softReasons } = found.value;
  if (problems.length === 0) return { ...base, outcome: "moves", softReasons };
  const isAnswerable = problems.every(({ path }) => !Object.hasOwn(entry.values, path.split("/")[0] ?? ""));
  return { ...base, outcome: "problems", problems, isAnswerable, softReasons };
}

type Rechecked = { readonly problems: readonly Problem[]; readonly softReasons: Readonly<Record<string, string>> };

/** The entry as the version in force at its site would find it; refuses where that version plans no such form there. */
function recheck(context: StudyContext, entry: MovableEntry, own: readonly MovableEntry[]): Result<Rechecked> {
  const record = { site: entry.siteId, entries: own.map((one) => ({ ...one, performedOn: "", performedBy: null })) };
  const study = forParticipant(context, context.study, record);
  const { protocol } = versionAt(context, study.versions, entry.siteId);
  const isPlanned = protocol.visits.some(
    (visit) => visit.key === entry.visit && visit.forms.some(({ form }) => form === entry.form),
  );
  const ready = readyForm(protocol, entry.form);
  if (ready === null || !isPlanned) return refuse("form_not_in_visit", { visit: entry.visit, form: entry.form });
  const earlier = own.filter((one) => one !== entry && ready.contextForms.includes(one.form));
  const check = checkEntry({
    form: ready.form,
    values: entry.values,
    // Judged as on the day it is moved, by the calendar of its site: a date that was past is past.
    context: entryContext(study, {
      ready,
      visit: entry.visit,
      today: dateAt(context, study.versions, entry.siteId),
      earlier,
    }),
    softReasons: entry.softReasons,
  });
  // What another rule would compute must not stand under a rule it was not computed by.
  const differing = [...new Set([...Object.keys(entry.values), ...Object.keys(check.values)])].filter(
    (key) => canonicalJson(entry.values[key] ?? null) !== canonicalJson(check.values[key] ?? null),
  );
  return accept({
    problems: [
      ...check.problems,
      ...differing.map((key) => ({ path: key, code: "amendment_value_differs", params: { key } })),
    ],
    softReasons: check.softReasons,
  });
}
