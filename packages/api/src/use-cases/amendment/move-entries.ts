import {
  holdSaves,
  listEntriesForMove,
  moveEntries as storeMoves,
  type Executor,
  type MovableEntry,
} from "@kendali/db";
import { accept, canonicalJson, checkEntry, namesArm, refuse, type Problem, type Result } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { forParticipant, unionOf, versionAt, asUnion } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { visibleForms } from "../../viewed-protocol.ts";
import { commandId, studyKey, words } from "../inputs.ts";

export type MovePreview = {
  /** Entries that would move, by visit and form. */
  readonly moving: readonly { readonly visit: string; readonly form: string; readonly count: number }[];
  readonly total: number;
  readonly participants: number;
  /** Entries that stay because they are locked. */
  readonly locked: number;
  /** Entries that stay because the version in force asks for no such form there. */
  readonly retired: number;
  /** Entries that stay because the version in force would find something wrong with them; at most 200 of `failing`. */
  readonly problems: readonly {
    readonly participant: string;
    readonly visit: string;
    readonly form: string;
    readonly problems: readonly Problem[];
  }[];
  readonly failing: number;
};

const mostNamed = 200;

/** What moving to the version in force would do, entry by entry. Changes nothing. */
export const previewMove = defineUseCase({
  policy: "amendment.previewMove",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const judged = await judgeEntries(context, context.db.drizzle);
    const of = (outcome: Judged["outcome"]) => judged.filter((one) => one.outcome === outcome);
    const moving = of("moves");
    const places = new Map<string, MovePreview["moving"][number]>();
    for (const { entry } of moving) {
      const { visit, form } = entry;
      const count = (places.get(`${visit}/${form}`)?.count ?? 0) + 1;
      places.set(`${visit}/${form}`, { visit, form, count });
    }
    return accept<MovePreview>({
      moving: [...places.values()],
      total: moving.length,
      participants: new Set(moving.map(({ entry }) => entry.participant)).size,
      locked: of("locked").length,
      retired: of("retired").length,
      problems: of("problems")
        .slice(0, mostNamed)
        .map(({ entry: { participant, visit, form }, problems }) => ({ participant, visit, form, problems })),
      failing: of("problems").length,
    });
  },
});

export type MoveAnswer = { readonly moved: number; readonly participants: number };

/**
 * Puts unlocked entries of older versions under the version in force at their site. Values stay as they are; what they are
 * checked by is newer. Entries that would have problems, and those of forms that are no longer asked, stay. Each that
 * moves has a new revision and an event of its own on the participant's chain.
 */
export const moveEntries = defineUseCase({
  policy: "amendment.move",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    reason: words(500),
    /** How many the preview named; another number refuses `revision_conflict`. */
    total: z.number().int().positive(),
  }),
  run: (context, input) =>
    asCommand<MoveAnswer>(context, "amendment.move", input, async (unit) => {
      const { study } = context;
      if (study.status !== "live") return refuse(study.status === "locked" ? "study_locked" : "study_not_live");
      if (namesArm(unionOf(study), input.reason)) return refuse("text_names_arm", { field: "reason" });
      await holdSaves(unit.tx, study.id);
      const moving = (await judgeEntries(context, unit.tx)).filter((one) => one.outcome === "moves");
      if (moving.length === 0) return refuse("amendment_nothing_to_move");
      if (moving.length !== input.total) return refuse("revision_conflict", { revision: moving.length });
      const told = moving.map(({ entry, to, softReasons }) => ({ ...placeOf(entry), to, softReasons }));
      const stored = await storeMoves(unit.tx, study.id, told);
      const moved = moving.filter(({ entry }) => stored.has(`${entry.participant}/${entry.visit}/${entry.form}`));
      const { reason } = input;
      await Promise.all(
        moved.map(({ entry, to }) => {
          const { participant, visit, form, revision } = placeOf(entry);
          const data = { visit, form, revision: revision + 1, from: entry.protocolHash, to, reason };
          return unit.audit(studyEvent(context, "amendment.move", { chain: participant, site: entry.siteId }, data));
        }),
      );
      return accept({ moved: moved.length, participants: new Set(moved.map(({ entry }) => entry.participant)).size });
    }),
});

function placeOf({ participant, visit, form, revision }: MovableEntry) {
  return { participant, visit, form, revision };
}

type Judged = {
  readonly entry: MovableEntry;
  readonly to: string;
  readonly outcome: "moves" | "locked" | "retired" | "problems";
  readonly problems: readonly Problem[];
  readonly softReasons: Readonly<Record<string, string>>;
};

/** Every entry of an older version at the viewer's sites that the viewer may know of. */
async function judgeEntries(context: StudyContext, executor: Executor): Promise<readonly Judged[]> {
  const { study } = context;
  if (study.versions.length === 1) return [];
  const visible = visibleForms(asUnion(study));
  const sites = unionOf(study).sites.filter(({ key }) => study.viewer.sites?.includes(key) ?? true);
  const judged: Judged[] = [];
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
): Judged {
  const base = { entry, to, problems: [], softReasons: entry.softReasons };
  if (entry.status === "locked") return { ...base, outcome: "locked" };
  const found = recheck(context, entry, own);
  if (!found.ok) return { ...base, outcome: "retired" };
  const { problems, softReasons } = found.value;
  return { ...base, outcome: problems.length > 0 ? "problems" : "moves", problems, softReasons };
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
    // Judged as on the day it is moved: a date that was past is past.
    context: entryContext(study, { ready, visit: entry.visit, today: context.now().slice(0, 10), earlier }),
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
