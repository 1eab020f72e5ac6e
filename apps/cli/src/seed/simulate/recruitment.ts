import {
  addDays,
  addMinutes,
  daysBetween,
  weekdayOf,
  type LocalDate,
  type LocalDateTime,
  type Protocol,
} from "@kendali/domain";
import type { Screening } from "./act.ts";
import { drawFrom } from "./draw.ts";

/** How one site recruits: over which days, how many mothers take part, and how many do not and why. */
export type SiteRecruitment = {
  readonly site: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly enrolled: number;
  readonly notEligible: number;
  readonly declined: number;
  readonly refusedConsent: number;
};

type Fate = "enrolled" | "not_eligible" | "declined" | "refused_consent";

/** Every screening of a study in the order of time, spread evenly over each site's days, never on a Sunday. */
export function planRecruitment(protocol: Protocol, sites: readonly SiteRecruitment[]): readonly Screening[] {
  const screenings = sites.flatMap((plan) => planSite(protocol, plan));
  return screenings.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.site < b.site ? -1 : 1));
}

function planSite(protocol: Protocol, plan: SiteRecruitment): Screening[] {
  const draw = drawFrom(`${protocol.key} recruitment ${plan.site}`);
  const fates = shuffled(draw.uniform, [
    ...repeat<Fate>("enrolled", plan.enrolled),
    ...repeat<Fate>("not_eligible", plan.notEligible),
    ...repeat<Fate>("declined", plan.declined),
    ...repeat<Fate>("refused_consent", plan.refusedConsent),
  ]);
  const span = daysBetween(plan.from, plan.to);
  let serial = 0;
  let previous: LocalDateTime | null = null;
  return fates.map((fate, index) => {
    const day = addDays(plan.from, Math.floor(((index + draw.uniform()) * span) / fates.length));
    const onWorkday = weekdayOf(day) === 7 ? addDays(day, 1) : day;
    const wished = addMinutes(`${onWorkday}T07:40`, draw.whole(0, 12) * 5);
    // One desk at each site: the next mother is asked after the one before.
    const at: LocalDateTime =
      previous !== null && wished < addMinutes(previous, 25) ? addMinutes(previous, 25) : wished;
    previous = at;
    if (fate === "enrolled") serial += 1;
    return {
      at,
      site: plan.site,
      answers: answersOf(protocol, fate === "not_eligible" ? failedCriterion(protocol, draw) : null),
      declinedReason:
        fate === "declined"
          ? draw.pick([
              ["Tidak ada waktu", 3],
              ["Suami tidak mengizinkan", 2],
              ["Tidak ingin ikut penelitian", 2],
            ] as const)
          : null,
      refusedConsent:
        fate === "refused_consent"
          ? draw.pick([
              ["Perlu berunding dengan keluarga", 2],
              ["Keberatan diukur berulang kali", 2],
            ] as const)
          : null,
      life: fate === "enrolled" ? `${plan.site} ${serial}` : null,
    };
  });
}

/** Answers that meet every criterion but one. */
export function answersOf(protocol: Protocol, failed: string | null): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    protocol.eligibility.criteria.map(({ key, kind }) => [key, (kind === "inclusion") !== (key === failed)]),
  );
}

/** Formula given before is by far the most usual reason. */
function failedCriterion(protocol: Protocol, draw: ReturnType<typeof drawFrom>): string {
  const weights: Readonly<Record<string, number>> = {
    formula_before: 10,
    infant_ill: 5,
    breastfeeding: 3,
    baby_blues: 2,
    unwilling_to_go_on: 2,
    from_day_one: 1,
    willing: 0,
  };
  return draw.pick(protocol.eligibility.criteria.map(({ key }) => [key, weights[key] ?? 1] as const));
}

function repeat<T>(value: T, count: number): T[] {
  return Array.from({ length: count }, () => value);
}

function shuffled<T>(uniform: () => number, values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, rank: uniform() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
