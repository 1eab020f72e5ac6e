import type { StudyState } from "@kendali/db";
import type { StudyContext } from "./context.ts";

/**
 * Another version of the study's document was published, or the study was closed, while a request was judged by what was
 * before. Nothing of the request is kept: `perform` judges it again.
 */
export class StudyMoved extends Error {
  constructor() {
    super("the study changed while a request was judged");
    this.name = "StudyMoved";
  }
}

/** Throws `StudyMoved` when the study, held until the transaction ends, is not the one that this request was judged by. */
export function confirmStudy({ study }: Pick<StudyContext, "study">, held: StudyState): void {
  if (study.status !== held.status || study.versions.at(-1)?.hash !== held.protocolHash) throw new StudyMoved();
}
