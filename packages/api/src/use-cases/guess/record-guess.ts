import { findArmGuess, insertArmGuess, lockParticipant, type ArmGuessRow, type Executor } from "@kendali/db";
import {
  accept,
  canCapture,
  canRecordGuess,
  isGuessDue,
  type ArmGuess,
  type GuessCertainty,
  type Refusal,
  type Result,
} from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { commandId, participantNumber, studyKey, text } from "../inputs.ts";
import { loadParticipant } from "../participant/load-participant.ts";

export type GuessAnswer = { readonly participant: string; readonly guessedOn: string };

/** What an assessor believes, at the end, about a participant's group: once, and never shown to anybody before unblinding. */
export const recordGuess = defineUseCase({
  policy: "guess.record",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    participant: participantNumber,
    guess: z.enum(["intervention", "control", "unknown"]),
    certainty: z.enum(["certain", "somewhat"]).nullable(),
    reason: text(500).optional(),
  }),
  run: async (context, input) =>
    asCapture<GuessAnswer>(context, "guess.record", input, async (unit) => {
      await lockParticipant(unit.tx, context.study.id, input.participant);
      const asked = await questionOf(context, unit.tx, input.participant);
      if (!asked.ok) return asked;
      const { site, question } = asked.value;
      const { guess, certainty } = input;
      const allowed = canRecordGuess({ ...question, guess, certainty });
      if (!allowed.ok) return allowed;
      const guessedOn = todayAt(context, context.study, site);
      await insertArmGuess(unit.tx, {
        studyId: context.study.id,
        participant: input.participant,
        siteId: site,
        guess,
        certainty,
        reason: input.reason === undefined || input.reason === "" ? null : input.reason,
        guessedOn,
        guessedBy: context.account.id,
        guessedAt: context.now(),
      });
      // What she believes is left out of the trail: others who are masked read it.
      await unit.audit(studyEvent(context, "guess.record", { chain: input.participant, site }, { guessedOn }));
      return accept({ participant: input.participant, guessedOn });
    }),
});

export type GuessView = {
  /** `none`: this study or this person is not asked. */
  readonly state: "none" | "later" | "due" | "recorded";
  /** Why it is not asked now. */
  readonly refusal: Refusal | null;
  /** The viewer's own answer; that of another assessor is not told. */
  readonly mine: {
    readonly guess: ArmGuess;
    readonly certainty: GuessCertainty | null;
    readonly reason: string | null;
    readonly on: string;
  } | null;
};

/** Whether the question is asked of this assessor about this participant now, and what she answered. */
export const getGuess = defineUseCase({
  policy: "guess.get",
  kind: "query",
  input: z.strictObject({ study: studyKey, participant: participantNumber }),
  run: async (context, input) => {
    const asked = await questionOf(context, context.db.drizzle, input.participant);
    if (!asked.ok) return asked;
    const { question, recorded } = asked.value;
    const due = isGuessDue(question);
    const open = canCapture(context.study.status);
    const refusal = !due.ok ? due.refusal : open.ok ? null : open.refusal;
    return accept<GuessView>({
      state: stateOf(refusal, recorded !== null),
      refusal,
      mine:
        recorded !== null && recorded.guessedBy === context.account.id
          ? {
              guess: recorded.guess,
              certainty: recorded.certainty,
              reason: recorded.reason,
              on: recorded.guessedOn,
            }
          : null,
    });
  },
});

function stateOf(refusal: Refusal | null, isRecorded: boolean): GuessView["state"] {
  if (isRecorded) return "recorded";
  if (refusal === null) return "due";
  return refusal.code === "guess_not_due" || refusal.code === "not_allocated" ? "later" : "none";
}

async function questionOf(
  context: StudyContext,
  executor: Executor,
  number: string,
): Promise<
  Result<{
    readonly site: string;
    readonly recorded: ArmGuessRow | null;
    readonly question: Parameters<typeof isGuessDue>[0];
  }>
> {
  const loaded = await loadParticipant(context, executor, number);
  if (!loaded.ok) return loaded;
  const { record, facts } = loaded.value;
  const recorded = await findArmGuess(executor, context.study.id, record.number);
  return accept({
    site: record.site,
    recorded,
    question: {
      protocol: viewedProtocol(loaded.value.study),
      participant: facts,
      knowsArms: context.study.viewer.sight !== "none" || facts.unmaskedBy.includes(context.account.id),
      recorded: recorded !== null,
    },
  });
}
