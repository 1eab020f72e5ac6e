import { findParticipant, type Executor, type ParticipantRecord } from "@kendali/db";
import { accept, refuse, type ParticipantFacts, type Result } from "@kendali/domain";
import { knownArm } from "../../arms.ts";
import type { StudyContext, StudyScope } from "../../context.ts";
import { factsOf } from "../../participant-facts.ts";
import { asUnion, forParticipant } from "../../study-versions.ts";
import { viewedProtocol, visibleForms } from "../../viewed-protocol.ts";

export type LoadedParticipant = {
  readonly record: ParticipantRecord;
  readonly facts: ParticipantFacts;
  /** The study as its versions rule her. */
  readonly study: StudyScope;
};

/** A participant of the sites at which the viewer may do this; any other number does not exist. */
export async function loadParticipant(
  context: StudyContext,
  executor: Executor,
  number: string,
  /** `whole`: the facts as the server knows them, for decisions whose refusals name nothing that tells the arm. */
  options: { readonly whole: boolean } = { whole: false },
): Promise<Result<LoadedParticipant>> {
  const record = await findParticipant(executor, {
    studyId: context.study.id,
    sites: context.study.viewer.sites,
    deliveryItem: context.study.protocol.deliveryItem,
    number,
    visible: options.whole ? null : visibleForms(asUnion(context.study)),
  });
  if (record === null) return refuse("not_found");
  const study = forParticipant(context, context.study, record);
  return accept({
    record,
    facts: factsOf(
      record,
      await knownArm(context, number, executor),
      options.whole ? study.protocol : viewedProtocol(study),
    ),
    study,
  });
}
