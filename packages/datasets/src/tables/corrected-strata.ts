import type { StratumAnswers } from "@kendali/domain";
import type { DeviationData, StudyData } from "../study-data.ts";

/** The true stratification answers of those who were allocated with wrong ones, by number: the latest told. */
export function correctedStrata(data: StudyData): ReadonlyMap<string, StratumAnswers> {
  const told = (data.deviations ?? []).toSorted(byNumberAndDate);
  return new Map(told.flatMap(({ participant, strata }) => (strata === null ? [] : [[participant, strata.corrected]])));
}

/** By number, then as they were reported; those of one day stay in their order. */
export function byNumberAndDate(a: DeviationData, b: DeviationData): number {
  if (a.participant !== b.participant) return a.participant < b.participant ? -1 : 1;
  return a.reportedOn < b.reportedOn ? -1 : a.reportedOn > b.reportedOn ? 1 : 0;
}
