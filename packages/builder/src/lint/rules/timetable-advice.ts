import { addDays, isLocalDate, type Protocol } from "@kendali/domain";
import { recruitmentPlan } from "../../timetable/recruitment-plan.ts";
import type { Finding } from "../finding.ts";
import { advice, type LintRule } from "../rule.ts";

/** The planned days follow each other, are enough for the target at the planned rate, and leave room for the last visit. */
export const timetableHolds: LintRule = (protocol) => {
  const { timetable } = protocol;
  if (timetable === undefined) return [];
  const [start, end, last] = [timetable.recruitmentStart, timetable.recruitmentEnd, timetable.studyEnd].map((day) =>
    day !== undefined && isLocalDate(day) ? day : null,
  );
  const disordered = [
    ...outOfOrder("recruitmentEnd", start ?? null, end ?? null),
    ...outOfOrder("studyEnd", end ?? start ?? null, last ?? null),
  ];
  return disordered.length > 0
    ? disordered
    : [...tooShort(protocol), ...endsEarly(protocol, end ?? null, last ?? null)];
};

function outOfOrder(name: "recruitmentEnd" | "studyEnd", from: string | null, to: string | null): readonly Finding[] {
  if (from === null || to === null || from <= to) return [];
  return [advice("timetable_out_of_order", `timetable/${name}`, { from, to })];
}

function tooShort(protocol: Protocol): readonly Finding[] {
  const { target, perMonth, months, expectedByEnd } = recruitmentPlan(protocol);
  if (perMonth === null || months === null || expectedByEnd === null || expectedByEnd >= target) return [];
  const params = { target, rate: perMonth, months, expected: expectedByEnd };
  return [advice("recruitment_too_short", "timetable/recruitmentEnd", params)];
}

/** Whoever is recruited last is still followed to her last visit. */
function endsEarly(protocol: Protocol, end: string | null, last: string | null): readonly Finding[] {
  if (end === null || last === null) return [];
  const { followUpDays } = recruitmentPlan(protocol);
  const needed = addDays(end, followUpDays);
  return last >= needed
    ? []
    : [advice("study_end_too_early", "timetable/studyEnd", { date: last, end: needed, days: followUpDays })];
}
