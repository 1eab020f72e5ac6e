import { asc, eq } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { consent, formEntry, participant, participantEvent, screening, visitEvent } from "../schema/study-data.ts";

/** Every row of a study that its datasets are made from, in a fixed order. No identifier, no account's name, no arm. */
export async function readStudyRecords(executor: Executor, studyId: string) {
  const [screenings, consents, participants, entries, missed, ends] = [
    await executor.select().from(screening).where(eq(screening.studyId, studyId)).orderBy(asc(screening.number)),
    await executor
      .select()
      .from(consent)
      .where(eq(consent.studyId, studyId))
      .orderBy(asc(consent.screening), asc(consent.sequence)),
    await executor.select().from(participant).where(eq(participant.studyId, studyId)).orderBy(asc(participant.number)),
    await executor
      .select()
      .from(formEntry)
      .where(eq(formEntry.studyId, studyId))
      .orderBy(asc(formEntry.participant), asc(formEntry.visit), asc(formEntry.form)),
    await executor
      .select()
      .from(visitEvent)
      .where(eq(visitEvent.studyId, studyId))
      .orderBy(asc(visitEvent.participant), asc(visitEvent.visit)),
    await executor
      .select()
      .from(participantEvent)
      .where(eq(participantEvent.studyId, studyId))
      .orderBy(asc(participantEvent.participant), asc(participantEvent.happenedOn), asc(participantEvent.kind)),
  ];
  return { screenings, consents, participants, entries, missed, ends };
}
