import { inTransaction, readPerson, type Person } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { participantNumber, studyKey } from "../inputs.ts";
import { loadParticipant } from "./load-participant.ts";

/** Name, phone and address of one participant, for who must find her. That it was read stands in the trail. */
export const readIdentity = defineUseCase({
  policy: "participant.identity",
  kind: "query",
  input: z.strictObject({ study: studyKey, participant: participantNumber }),
  run: async (context, input) => {
    const loaded = await loadParticipant(context, context.db.drizzle, input.participant);
    if (!loaded.ok) return loaded;
    const { number, site } = loaded.value.record;
    return inTransaction<Person>(context.db, async (unit) => {
      const person = await readPerson(unit.tx, context.study.id, number);
      if (person === null) return refuse("not_found");
      await unit.audit(studyEvent(context, "participant.identity", { chain: number, site }, {}));
      return accept(person);
    });
  },
});
