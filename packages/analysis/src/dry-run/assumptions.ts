import {
  isLocalDate,
  itemTypeOf,
  placedItems,
  type Item,
  type LocalDate,
  type Outcome,
  type Protocol,
} from "@kendali/domain";
import { comparedArms } from "../arms.ts";

/**
 * What the investigator supposes of one outcome. Continuous: mean, standard deviation and change in the item's unit.
 * Binary: `mean` is the share with the event, `change` a difference of shares, `sd` is not used. Ordinal: all three are in
 * standard deviations of the scale behind the categories, on which 0 makes every category equally frequent.
 */
export type OutcomeAssumption = {
  readonly outcome: string;
  /** Before anything is given; at every visit, where the outcome has no baseline. */
  readonly mean: number;
  readonly sd: number;
  /** Of the value at the baseline visit with that at each later visit, within an arm; above −1, below 1. */
  readonly correlation: number;
  /** What is added in each arm at every visit after the baseline, whoever came to how many sessions. */
  readonly change: readonly { readonly arm: string; readonly by: number }[];
};

/** All that a dry run supposes of people and places. Shares are from 0 to 1. */
export type DryRunAssumptions = {
  /** Participants to enrol, 1 to {@link mostParticipants}. */
  readonly participants: number;
  /** A whole number ≥ 0; the same seed gives the same study, to the last byte. */
  readonly seed: number;
  /** The day of the first screening. */
  readonly startOn: LocalDate;
  /** Participants enrolled in a week, over all sites. */
  readonly perWeek: number;
  /** Share of those screened who meet the criteria. */
  readonly eligible: number;
  /** Share of those eligible who consent. */
  readonly consenting: number;
  /** Share of the planned sessions that are given. */
  readonly adherence: number;
  /** Share of participants who leave before the primary outcome is measured. */
  readonly dropOut: number;
  /** Share of the other visits that are missed by those who stay. */
  readonly missedVisits: number;
  /** Share of answers left empty with a reason, where the item offers one. */
  readonly missingAnswers: number;
  /** Studies of which only the primary analysis is repeated, for the power; 0 for none. */
  readonly simulations: number;
  readonly outcomes: readonly OutcomeAssumption[];
};

/** The most participants of a dry run. */
export const mostParticipants = 2_000;

/** The most repetitions of the primary analysis. */
export const mostRepetitions = 100_000;

/**
 * What a dry run supposes until somebody says otherwise: the numbers that sample size and recruitment were planned with where
 * the document states them; an outcome without any lies in the middle of its usual range, and nothing changes it but what the sample size
 * expects of the primary outcome.
 */
export function defaultAssumptions(protocol: Protocol): DryRunAssumptions {
  const { sampleSize, date, ethics, timetable } = protocol;
  const approved = ethics !== null && ethics.approvedOn > date ? ethics.approvedOn : date;
  const perMonth = timetable?.recruitmentPerMonth;
  return {
    participants: Math.min(sampleSize.target, mostParticipants),
    seed: 1,
    startOn: timetable?.recruitmentStart ?? approved,
    perWeek: perMonth === undefined ? Math.max(1, 2 * protocol.sites.length) : round((perMonth * 12 * 7) / 365.25),
    eligible: 0.8,
    consenting: 0.9,
    adherence: 0.95,
    dropOut: sampleSize.dropOut ?? 0.1,
    missedVisits: 0.02,
    missingAnswers: 0.01,
    simulations: 2_000,
    outcomes: protocol.outcomes.map((outcome) => defaultOutcome(protocol, outcome)),
  };
}

function defaultOutcome(protocol: Protocol, outcome: Outcome): OutcomeAssumption {
  const { sampleSize } = protocol;
  const isPlanned = outcome.role === "primary" && outcome.scale === "continuous";
  const item = placedItems(protocol).find((placed) => placed.item.key === outcome.item)?.item;
  const usual = item === undefined ? { mean: 0, sd: 1 } : usualLevel(item, outcome);
  const sd = isPlanned ? (sampleSize.standardDeviation ?? usual.sd) : usual.sd;
  const expected = outcome.role !== "primary" ? 0 : isPlanned ? (sampleSize.difference ?? 0.5 * sd) : 0;
  const reference = comparedArms(protocol)?.reference.key;
  return {
    outcome: outcome.key,
    mean: usual.mean,
    sd,
    correlation: isPlanned ? (sampleSize.correlation ?? 0.5) : 0.5,
    change: protocol.arms.map(({ key }) => ({ arm: key, by: key === reference ? 0 : expected })),
  };
}

/** The middle of the usual range with a sixth of it as standard deviation; of the possible range where no usual one is stated. */
function usualLevel(item: Item, outcome: Outcome): { readonly mean: number; readonly sd: number } {
  if (outcome.scale === "binary") return { mean: 0.5, sd: 1 };
  if (itemTypeOf(item).isCategorical(item)) return { mean: 0, sd: 1 };
  const { low, high } = usualRange(item);
  return { mean: round((low + high) / 2), sd: round((high - low) / 6) || 1 };
}

/** Where values of a numeric item usually lie: soft range, else hard range, else what a count or a measurement might be. */
export function usualRange(item: Item): { readonly low: number; readonly high: number } {
  const low = item.softRange?.min ?? item.hardRange?.min ?? null;
  const high = item.softRange?.max ?? item.hardRange?.max ?? null;
  if (item.timerMinutes !== undefined && low === null && high === null)
    return { low: 0.9 * item.timerMinutes, high: 1.1 * item.timerMinutes };
  if (low !== null && high !== null) return { low, high };
  const width = 20;
  if (low !== null) return { low, high: low + width };
  return high !== null ? { low: high - width, high } : { low: 0, high: width };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The name of the first assumption outside its rule, or `null`; one of an outcome is `outcomes/<key>/<name>`. */
export function faultOfAssumptions(protocol: Protocol, given: DryRunAssumptions): string | null {
  const wholes = {
    participants: [1, mostParticipants],
    seed: [0, Number.MAX_SAFE_INTEGER],
    simulations: [0, mostRepetitions],
  };
  for (const [name, [least = 0, most = 0]] of Object.entries(wholes)) {
    const value = given[name as keyof typeof wholes];
    if (!Number.isSafeInteger(value) || value < least || value > most) return name;
  }
  if (!isLocalDate(given.startOn) || given.startOn < "1900" || given.startOn > "2500") return "startOn";
  if (!(given.perWeek > 0 && given.perWeek <= 100_000)) return "perWeek";
  for (const name of ["eligible", "consenting"] as const) if (!(given[name] >= 0.01 && given[name] <= 1)) return name;
  for (const name of ["adherence", "missedVisits", "missingAnswers"] as const)
    if (!(given[name] >= 0 && given[name] <= 1)) return name;
  if (!(given.dropOut >= 0 && given.dropOut < 1)) return "dropOut";
  for (const outcome of given.outcomes) {
    const fault = faultOfOutcome(protocol, outcome);
    if (fault !== null) return `outcomes/${outcome.outcome}/${fault}`;
  }
  return null;
}

function faultOfOutcome(protocol: Protocol, given: OutcomeAssumption): string | null {
  const outcome = protocol.outcomes.find(({ key }) => key === given.outcome);
  if (outcome === undefined) return "outcome";
  const isShare = outcome.scale === "binary";
  if (!isSmall(given.mean) || (isShare && (given.mean < 0 || given.mean > 1))) return "mean";
  if (!(given.sd > 0) || !isSmall(given.sd)) return "sd";
  if (!(given.correlation > -1 && given.correlation < 1)) return "correlation";
  const broken = given.change.find(({ arm, by }) => {
    const isArm = protocol.arms.some(({ key }) => key === arm);
    return !isArm || !isSmall(by) || (isShare && (given.mean + by < 0 || given.mean + by > 1));
  });
  return broken === undefined ? null : `change/${broken.arm}`;
}

const isSmall = (value: number): boolean => Number.isFinite(value) && Math.abs(value) < 1e12;
