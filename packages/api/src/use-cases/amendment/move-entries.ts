import { listEntryOpenings, moveEntries as storeMoves, type MovableEntry } from "@kendali/db";
import { accept, namesArm, refuse, type Problem } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { unionOf } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, ordinal, studyKey, words } from "../inputs.ts";
import { holdVersions } from "./hold-versions.ts";
import { judgeEntries, type JudgedEntry } from "./judge-entries.ts";

export type MovePreview = {
  /** Entries that would move, by visit and form. */
  readonly moving: readonly { readonly visit: string; readonly form: string; readonly count: number }[];
  readonly total: number;
  readonly participants: number;
  /** Entries that stay because they are locked. */
  readonly locked: number;
  /** Entries that stay because the version in force asks for no such form there. */
  readonly retired: number;
  /**
   * Entries that stay because the version in force would find something wrong with them; at most 200 of `failing`, first
   * those that only lack answers.
   */
  readonly problems: readonly {
    readonly participant: string;
    readonly visit: string;
    readonly form: string;
    readonly problems: readonly Problem[];
    /** `asks`: it only lacks answers and may be opened for them; `opened`: it has been; `differs`: it stays as it is. */
    readonly state: "asks" | "opened" | "differs";
  }[];
  readonly failing: number;
  /** Of those: how many may be opened, and how many have been and wait for their answers. */
  readonly answerable: number;
  readonly opened: number;
};

const mostNamed = 200;

/** What moving to the version in force would do, entry by entry. Changes nothing. */
export const previewMove = defineUseCase({
  policy: "amendment.previewMove",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const judged = await judgeEntries(context, context.db.drizzle);
    const openings = await listEntryOpenings(context.db.drizzle, context.study.id);
    const opened = new Set(openings.map((one) => [one.participant, one.visit, one.form, one.toHash].join("/")));
    const of = (outcome: JudgedEntry["outcome"]) => judged.filter((one) => one.outcome === outcome);
    const moving = of("moves");
    const places = new Map<string, MovePreview["moving"][number]>();
    for (const { entry } of moving) {
      const { visit, form } = entry;
      const count = (places.get(`${visit}/${form}`)?.count ?? 0) + 1;
      places.set(`${visit}/${form}`, { visit, form, count });
    }
    const failing = of("problems").map(({ entry, to, problems, isAnswerable }) => {
      const { participant, visit, form } = entry;
      const isOpened = opened.has([participant, visit, form, to].join("/"));
      const state = !isAnswerable ? ("differs" as const) : isOpened ? ("opened" as const) : ("asks" as const);
      return { participant, visit, form, problems, state };
    });
    const inState = (...states: MovePreview["problems"][number]["state"][]) =>
      failing.filter(({ state }) => states.includes(state));
    return accept<MovePreview>({
      moving: [...places.values()],
      total: moving.length,
      participants: new Set(moving.map(({ entry }) => entry.participant)).size,
      locked: of("locked").length,
      retired: of("retired").length,
      problems: [...inState("asks"), ...inState("opened"), ...inState("differs")].slice(0, mostNamed),
      failing: failing.length,
      answerable: inState("asks").length,
      opened: inState("opened").length,
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
    total: ordinal,
  }),
  run: (context, input) =>
    asCommand<MoveAnswer>(context, "amendment.move", input, async (unit) => {
      const { study } = context;
      if (study.status !== "live") return refuse(study.status === "locked" ? "study_locked" : "study_not_live");
      if (namesArm(unionOf(study), input.reason)) return refuse("text_names_arm", { field: "reason" });
      await holdVersions(context, unit);
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
