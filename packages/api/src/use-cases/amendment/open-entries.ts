import { insertEntryOpenings, listEntryOpenings } from "@kendali/db";
import { accept, namesArm, refuse, type Problem } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { unionOf } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, participantNumber, studyKey, words } from "../inputs.ts";
import { holdVersions } from "./hold-versions.ts";
import { judgeEntries } from "./judge-entries.ts";

export type OpenEntriesAnswer = { readonly opened: number; readonly participants: number };

/**
 * Opens entries of older versions so that what the version in force asks beside them can be answered, under that version,
 * by who fills the form. Their values stay as they are, now and when they are answered; nothing changes until then. Refuses
 * `amendment_cannot_open` with every entry that is locked, has no open question, or would have to change.
 */
export const openEntries = defineUseCase({
  policy: "amendment.openEntries",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    reason: words(500),
    entries: z
      .array(z.strictObject({ participant: participantNumber, visit: key, form: key }))
      .min(1)
      .max(200),
  }),
  run: (context, input) =>
    asCommand<OpenEntriesAnswer>(context, "amendment.openEntries", input, async (unit) => {
      const { study, account } = context;
      if (study.status !== "live") return refuse(study.status === "locked" ? "study_locked" : "study_not_live");
      if (namesArm(unionOf(study), input.reason)) return refuse("text_names_arm", { field: "reason" });
      await holdVersions(context, unit);
      const nameOf = (one: (typeof input.entries)[number]) => `${one.participant}/${one.visit}/${one.form}`;
      const judged = await judgeEntries(context, unit.tx);
      const answerable = new Map(
        judged.filter(({ isAnswerable }) => isAnswerable).map((one) => [nameOf(one.entry), one]),
      );
      const isOpen = new Set((await listEntryOpenings(unit.tx, study.id)).map((one) => `${nameOf(one)}/${one.toHash}`));
      const asked = [...new Set(input.entries.map(nameOf))];
      const opening = asked.flatMap((name) => answerable.get(name) ?? []);
      if (opening.length < asked.length) {
        const problems: Problem[] = asked
          .filter((name) => !answerable.has(name))
          .map((name) => ({ path: name, code: "amendment_entry_stays", params: {} }));
        return refuse("amendment_cannot_open", { count: problems.length }, problems);
      }
      // Opened by a colleague meanwhile: it is open, which is what was asked for.
      const fresh = opening.filter(({ entry, to }) => !isOpen.has(`${nameOf(entry)}/${to}`));
      const openedAt = context.now();
      const { reason } = input;
      await insertEntryOpenings(
        unit.tx,
        fresh.map(({ entry: { participant, visit, form, siteId }, to }) => ({
          studyId: study.id,
          participant,
          visit,
          form,
          siteId,
          toHash: to,
          reason,
          openedBy: account.id,
          openedAt,
        })),
      );
      for (const { entry, to } of opening) {
        const { participant, visit, form, siteId } = entry;
        const data = { visit, form, revision: entry.revision, from: entry.protocolHash, to, reason };
        await unit.audit(studyEvent(context, "amendment.openEntries", { chain: participant, site: siteId }, data));
      }
      return accept({
        opened: opening.length,
        participants: new Set(opening.map(({ entry }) => entry.participant)).size,
      });
    }),
});
