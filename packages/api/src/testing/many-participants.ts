import { insertEntry, insertParticipant, insertScreening, nextSerial } from "@kendali/db";
import { checkEntry, participantNumber, protocolHash, type EntryValues } from "@kendali/domain";
import { readyForm } from "../compiled-forms.ts";
import { fillForm } from "./fill-form.ts";
import type { StudyWorld } from "./study-world.ts";

/**
 * Participants by the hundred, written through the repositories: enrolled today, each with the forms of one visit, by turns
 * at the study's sites. Answers their numbers.
 */
export async function manyParticipants(
  study: StudyWorld,
  count: number,
  filled: { readonly visit: string; readonly forms: readonly string[] },
): Promise<readonly string[]> {
  const { world, protocol } = study;
  const [row] = await world.server.db.client`SELECT id FROM study WHERE key = ${study.key}`;
  const studyId = String(row?.["id"]);
  const hash = protocolHash(protocol);
  const at = world.instant;
  const on = study.today;
  const numbers: string[] = [];
  const stored = checkedValues(study, filled.forms);
  await world.server.db.drizzle.transaction(async (tx) => {
    const rows: Promise<void>[] = [];
    for (let index = 1; index <= count; index += 1) {
      const site = protocol.sites[index % protocol.sites.length];
      if (site === undefined) throw new Error("a study has a site");
      const number = participantNumber(site.code, await nextSerial(tx, studyId, site.key, "participant"));
      const screening = await nextSerial(tx, studyId, "", "screening");
      numbers.push(number);
      const base = { studyId, siteId: site.key };
      rows.push(
        insertScreening(tx, {
          ...base,
          number: screening,
          protocolHash: hash,
          answers: study.eligibleAnswers(),
          eligible: true,
          failed: [],
          declinedReason: null,
          screenedOn: on,
          screenedBy: study.people.coordinator,
          recordedAt: at,
        }),
        insertParticipant(tx, {
          ...base,
          number,
          screening,
          enrolledOn: on,
          enrolledBy: study.people.coordinator,
          enrolledAt: at,
        }),
        ...filled.forms.map((form) =>
          insertEntry(tx, {
            ...base,
            participant: number,
            visit: filled.visit,
            form,
            revision: 1,
            protocolHash: hash,
            status: "complete",
            values: stored.get(form) ?? {},
            softReasons: {},
            performedOn: on,
            performedBy: study.filler(form),
            enteredBy: study.filler(form),
            deviceTime: null,
            savedAt: at,
            outOfWindowReason: null,
          }),
        ),
      );
    }
    await Promise.all(rows);
  });
  return numbers;
}

/** What the server would store of each form, calculated values included; every participant has the same. */
function checkedValues({ protocol, today }: StudyWorld, forms: readonly string[]): ReadonlyMap<string, EntryValues> {
  const stored = new Map<string, EntryValues>();
  let seen: EntryValues = {};
  for (const form of forms) {
    const ready = readyForm(protocol, form);
    if (ready === null) throw new Error(`no form ${form}`);
    const context = { kind: "simulated" as const, values: seen, today };
    const checked = checkEntry({ form: ready.form, values: fillForm(protocol, form, today), context, softReasons: {} });
    stored.set(form, checked.values);
    seen = { ...seen, ...checked.values };
  }
  return stored;
}
