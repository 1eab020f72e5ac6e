import { listPerformers, openEntry, readInitials, type EntryScene } from "@kendali/db";
import {
  accept,
  canCapture,
  canSaveEntry,
  deriveSchedule,
  refuse,
  type EntryContext,
  type EntryValues,
  type Refusal,
  type ScheduledVisit,
  mayPlayEveryPart,
} from "@kendali/domain";
import { z } from "zod";
import { knownArm } from "../../arms.ts";
import { contextFormsOf, entryContext, readyForm } from "../../compiled-forms.ts";
import { factsOf, isWithin, rolesAt, todayAt } from "../../participant-facts.ts";
import { asUnion, formsEver } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { ruledProtocol, viewedProtocol, visibleForms } from "../../viewed-protocol.ts";
import { documentHash, key, participantNumber, studyKey } from "../inputs.ts";
import { canReadEntry } from "./can-read-entry.ts";
import { needsArm } from "./needs-arm.ts";
import { ruleEntry } from "./rule-entry.ts";

export type Performer = { readonly id: string; readonly displayName: string };

export type EntryView = {
  readonly participant: string;
  readonly initials: string | null;
  readonly site: string;
  readonly visit: string;
  readonly form: string;
  /** The version that the entry is shown and checked by; it is sent back with what is typed. */
  readonly protocolHash: string;
  /** 0 while nothing is stored. */
  readonly revision: number;
  readonly status: "empty" | "complete" | "locked";
  readonly values: EntryValues;
  readonly softReasons: Readonly<Record<string, string>>;
  readonly performedOn: string | null;
  readonly performedBy: string | null;
  readonly savedAt: string | null;
  readonly outOfWindowReason: string | null;
  /** What expressions look at beside the form, for `checkEntry` in the browser. */
  readonly context: EntryContext;
  readonly schedule: ScheduledVisit;
  /** Why saving today would be refused; null when it would not. */
  readonly saveRefusal: Refusal | null;
  /** Set when the entry was captured by an older version and is opened to answer what this one asks beside it. */
  readonly opened: { readonly version: string; readonly reason: string } | null;
  /** Who may have performed it, by role at the site. */
  readonly performers: readonly Performer[];
};

/** One form of one visit, with everything the page needs to fill and check it. */
export const getEntry = defineUseCase({
  policy: "entry.get",
  kind: "query",
  input: z.strictObject({
    study: studyKey,
    participant: participantNumber,
    visit: key,
    form: key,
    /** The version under which a draft on the device was opened. */
    protocolHash: documentHash.optional(),
  }),
  run: async (context, input) => {
    const { study } = context;
    const scene = await openEntry(
      context.db,
      { accountId: context.account.id },
      {
        studyKey: input.study,
        commandId: null,
        participant: input.participant,
        visit: input.visit,
        form: input.form,
        performedBy: null,
        deliveryItem: study.protocol.deliveryItem,
        contextForms: contextFormsOf(
          study.versions.map((version) => version.protocol),
          input.form,
        ),
        visible: visibleForms(asUnion(study)),
      },
    );
    const record = scene?.participant ?? null;
    if (scene === null || record === null || !isWithin(study.viewer.sites, record.site)) return refuse("not_found");
    const today = todayAt(context, study, record.site);
    const ruled = await ruleEntry(context, input, { record, current: scene.current, today, showsOpened: true });
    if (!ruled.ok) return ruled;
    const { captured, own, opening } = ruled.value;
    const protocol = viewedProtocol(own);
    const form = viewedProtocol(captured).forms.find((candidate) => candidate.key === input.form);
    const ready = readyForm(captured.protocol, input.form);
    const arm = needsArm(own.protocol, input.visit) ? await knownArm(context, record.number) : null;
    const facts = factsOf(record, arm, protocol);
    const scheduled = deriveSchedule({ protocol, ...facts, today }).find((visit) => visit.visit === input.visit);
    const planned = protocol.visits.find((visit) => visit.key === input.visit);
    if (scheduled === undefined || planned === undefined || form === undefined || ready === null)
      return refuse("not_found");
    if (!planned.forms.some((candidate) => candidate.form === form.key)) return refuse("not_found");
    const roles = rolesAt(study.viewer.assignments, record.site);
    const me = { account: context.account.id, roles };
    if (!canReadEntry({ protocol: own.protocol, facts, form, actor: me })) return refuse("not_allowed");
    const open = canCapture(study.status);
    const performers = await listPerformers(context.db.drizzle, study.id, record.site, form.performedBy);
    const performer = form.performedBy.some((role) => roles.includes(role))
      ? me
      : { account: performers[0]?.id ?? "", roles: form.performedBy };
    const saving = canSaveEntry({
      protocol: ruledProtocol(own, formsEver(own)),
      participant: facts,
      visit: input.visit,
      form: input.form,
      // A visit whose window has closed may still have taken place on its last day.
      performedOn: scheduled.window !== null && today > scheduled.window.to ? scheduled.window.to : today,
      performer,
      typist: me,
      today,
      outOfWindowReason: "asked when saving",
      existing: null,
      onePlaysAll: mayPlayEveryPart(own),
    });
    const initials = await readInitials(context.db.drizzle, study.id, [record.number]);
    const isLocked = scene.current?.status === "locked" || scheduled.locked;
    const refusal = !open.ok
      ? open.refusal
      : isLocked
        ? refuse("entry_locked", { visit: input.visit }).refusal
        : saving.ok
          ? null
          : saving.refusal;
    return accept<EntryView>({
      participant: record.number,
      initials: initials.get(record.number) ?? null,
      site: record.site,
      visit: input.visit,
      form: input.form,
      protocolHash: captured.protocolHash,
      ...storedView(scene),
      context: entryContext(own, { ready, visit: input.visit, today, earlier: scene.earlier }),
      schedule: scheduled,
      saveRefusal: refusal,
      opened: opening === null ? null : { version: captured.protocol.version, reason: opening.reason },
      performers,
    });
  },
});

function storedView({ current }: EntryScene) {
  return {
    revision: current?.revision ?? 0,
    status: current?.status ?? ("empty" as const),
    values: current?.values ?? {},
    softReasons: current?.softReasons ?? {},
    performedOn: current?.performedOn ?? null,
    performedBy: current?.performedBy ?? null,
    savedAt: current?.savedAt ?? null,
    outOfWindowReason: current?.outOfWindowReason ?? null,
  };
}
