import { isArmSpecific, itemTypeOf, type Form, type Item, type Protocol, type Visit } from "@kendali/domain";
import type { ParticipantData, StudyData } from "./study-data.ts";

/** Whether a form tells the arm by existing: it says so itself, or it records the intervention. */
export function formRevealsArm(form: Form): boolean {
  return form.revealsArm || form.purpose === "intervention";
}

/** Whether a visit tells the arm by existing: only some arms have it, or it is a session of the intervention. */
export function visitRevealsArm(protocol: Pick<Protocol, "arms">, visit: Visit): boolean {
  return isArmSpecific(protocol, visit) || visit.kind === "intervention_session";
}

/** Whether there is more than one arm, so that something could be masked at all. */
export function hasArms(protocol: Protocol): boolean {
  return protocol.arms.length > 1;
}

/**
 * The same study data without anything from which an arm follows. Masking happens here, before any table is made, so
 * that no later step can leak what it was never given: the arm, sessions, visits and forms of some arms only,
 * discontinuations of the intervention, free text and reasons written by people, who performed what, what assessors
 * believe of the arms, and the order of allocation (participants are sorted by number).
 */
export function poolStudyData(data: StudyData): StudyData {
  const open = new Set(
    data.protocol.visits.filter((visit) => !visitRevealsArm(data.protocol, visit)).map((visit) => visit.key),
  );
  const forms = new Map(data.protocol.forms.filter((form) => !formRevealsArm(form)).map((form) => [form.key, form]));
  const { guesses: _guesses, ...shared } = data;
  return {
    ...shared,
    participants: sortByNumber(data.participants).map((participant) => poolParticipant(participant, open, forms)),
  };
}

/** Participants by number: the order every table has. */
export function sortByNumber(participants: readonly ParticipantData[]): readonly ParticipantData[] {
  return participants.toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
}

function poolParticipant(
  participant: ParticipantData,
  open: ReadonlySet<string>,
  forms: ReadonlyMap<string, Form>,
): ParticipantData {
  return {
    ...participant,
    arm: null,
    ends: participant.ends.filter((end) => end.kind !== "discontinuation").map((end) => ({ ...end, reason: "" })),
    missed: participant.missed.filter((missed) => open.has(missed.visit)).map((missed) => ({ ...missed, reason: "" })),
    entries: participant.entries.flatMap((entry) => {
      const form = forms.get(entry.form);
      if (form === undefined || !open.has(entry.visit)) return [];
      const free = new Set(
        form.sections.flatMap((section) => section.items.filter(isFreeText).map((item) => item.key)),
      );
      const values = Object.fromEntries(Object.entries(entry.values).filter(([key]) => !free.has(key)));
      return [{ ...entry, values, performedBy: null, outOfWindowReason: null, softReasons: {} }];
    }),
  };
}

/** Free text may name the arm in passing ("after the massage"), and a picture may show it, so pooled data go without them. */
export function isFreeText(item: Item): boolean {
  const kind = itemTypeOf(item).columnKind(item);
  return kind === "text" || kind === "file";
}
