import { sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";

/** What names a person. Read one at a time, by those who must find her again; never listed, exported or logged. */
export type Person = {
  readonly name: string;
  readonly phone: string | null;
  readonly nationalNumber: string | null;
  readonly address: string | null;
};

export async function recordPerson(
  executor: Executor,
  place: { readonly studyId: string; readonly participant: string; readonly site: string; readonly at: string },
  person: Person,
): Promise<void> {
  await executor.execute(
    sql`SELECT identity.record_person(${place.studyId}::uuid, ${place.participant}, ${place.site}, ${person.name}, ${person.phone}, ${person.nationalNumber}, ${person.address}, ${place.at}::timestamptz)`,
  );
}

export async function readPerson(executor: Executor, studyId: string, participant: string): Promise<Person | null> {
  const rows = await executor.execute(
    sql`SELECT name, phone, national_number, address FROM identity.read_person(${studyId}::uuid, ${participant})`,
  );
  const row = rows[0] as
    { name: string; phone: string | null; national_number: string | null; address: string | null } | undefined;
  return row === undefined
    ? null
    : { name: row.name, phone: row.phone, nationalNumber: row.national_number, address: row.address };
}

/** Initials by participant number, for lists: `S.R.`. */
export async function readInitials(
  executor: Executor,
  studyId: string,
  participants: readonly string[],
): Promise<Map<string, string>> {
  if (participants.length === 0) return new Map();
  const rows = await executor.execute(
    sql`SELECT participant, initials FROM identity.initials_of(${studyId}::uuid, ${sql.param([...participants])}::text[])`,
  );
  return new Map(rows.map((row) => [String(row.participant), String(row.initials)]));
}

/** Numbers of the participants whose name contains the text, at these sites (null: every site). */
export async function findByName(
  executor: Executor,
  studyId: string,
  sites: readonly string[] | null,
  needle: string,
): Promise<string[]> {
  const rows = await executor.execute(
    sql`SELECT participant FROM identity.find_participants(${studyId}::uuid, ${sites === null ? null : sql.param([...sites])}::text[], ${needle})`,
  );
  return rows.map((row) => String(row.participant));
}
