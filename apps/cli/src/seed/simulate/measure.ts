import { addMinutes, daysBetween, hoursBetween, type EntryValues, type LocalDateTime } from "@kendali/domain";
import { type Draw, rounded, within } from "./draw.ts";
import type { Mother } from "./mother.ts";

/** One measuring visit of a simulated mother. */
export type Occasion = {
  readonly at: LocalDateTime;
  /** Sessions of massage she was given before, 0 to 7. */
  readonly sessions: number;
};

/** Millilitres that seven sessions add at the end of the week in this simulation; the addition halves in about three weeks. */
const gainMl = 6;

/**
 * The volume one breast gives in 15 minutes. Milk comes in by itself: a logistic rise around 80 hours after birth and a
 * slow growth after, larger in mothers of more ability; the same mothers stay above or below the others, and every reading
 * has an error of its own, so that readings before and after correlate by about one half.
 */
export function volumeMl(mother: Mother, occasion: Occasion, draw: Draw): number {
  const hours = hoursBetween(mother.deliveryAt, occasion.at);
  const expected = 6 + 28 / (1 + Math.exp(-(hours - 80) / 35)) + 7 * (1 - Math.exp(-Math.max(0, hours - 200) / 400));
  const parity = mother.parity >= 2 ? 0.08 : 0;
  const gain = gainMl * (occasion.sessions / 7) * 0.5 ** (Math.max(0, hours - 220) / 500);
  const true_ = expected * (1 + 0.3 * mother.ability + parity - 0.05 * mother.anxiety) + gain;
  const read = Math.max(0.5, true_ + draw.normal(0, 1.2 + 0.19 * expected));
  // Cups are read to half a millilitre, and some people read to whole ones.
  return draw.chance(0.3) ? Math.max(1, Math.round(read)) : Math.round(read * 2) / 2;
}

export function characteristicsOf(mother: Mother): EntryValues {
  return {
    age_years: mother.ageYears,
    education: mother.education,
    employment: mother.employment,
    parity: mother.parity,
    bf_experience: mother.hasBreastfed,
    ...(mother.hasBreastfed ? { bf_months_before: mother.monthsBreastfed } : {}),
    delivery_at: mother.deliveryAt,
    delivery_mode: mother.deliveryMode,
  };
}

export function milkVolumeOf(mother: Mother, occasion: Occasion, volume: number | null, draw: Draw): EntryValues {
  if (volume === null) {
    const refused = { m: "refused" } as const;
    return {
      volume_at: refused,
      pump_side: refused,
      last_feed_min: refused,
      pump_min: refused,
      milk_volume_ml: refused,
    };
  }
  return {
    volume_at: occasion.at,
    pump_side: draw.chance(0.012) ? (mother.side === 1 ? 2 : 1) : mother.side,
    last_feed_min: Math.round(within(draw.normal(125, 30), 35, 260) / 5) * 5,
    pump_min: draw.chance(0.03) ? 12.5 : 15,
    milk_volume_ml: volume,
  };
}

const checklist: readonly (readonly [string, number])[] = [
  ["breast_fullness", 0.5],
  ["breast_softer", 0.2],
  ["milk_leaks", -0.3],
  ["letdown_felt", -0.1],
  ["infant_settled", -0.2],
  ["mother_relaxed", 0.4],
  ["swallow_heard", 0.3],
  ["latch_good", 0.2],
  ["nipple_intact", 0.1],
  ["infant_lets_go", -0.2],
];

export function lactationOf(volume: number, draw: Draw): EntryValues {
  const level = (volume - 22) / 12 + draw.normal(0, 0.45);
  const answers = checklist.map(([key, ease]) => [key, draw.chance(logistic(-0.1 + ease + 1.2 * level))] as const);
  const urine = Math.round(within(draw.normal(2.6 + 5.2 * logistic(level), 1), 1, 14));
  const feeds = Math.round(within(draw.normal(8.2 + 0.7 * level, 1.5), 4, 15));
  const score = answers.filter(([, yes]) => yes).length + (urine >= 6 ? 1 : 0) + (feeds >= 8 ? 1 : 0);
  const byScore = score >= 9 ? 2 : score >= 5 ? 1 : 0;
  const judged = draw.chance(0.05) ? within(byScore + (draw.chance(0.5) ? 1 : -1), 0, 2) : byScore;
  return { ...Object.fromEntries(answers), infant_urine_n: urine, bf_freq_24h: feeds, lactation_category: judged };
}

export function sessionOf(startsAt: string, draw: Draw): EntryValues {
  const steps = [
    "step_privacy",
    "step_position",
    "step_oil",
    "step_thumbs",
    "step_spine",
    "step_repeat",
    "step_finish",
  ];
  const hasComplaint = draw.chance(0.03);
  return {
    session_start: startsAt,
    session_min: draw.chance(0.04)
      ? 12
      : draw.pick([
          [15, 75],
          [16, 15],
          [17, 10],
        ] as const),
    ...Object.fromEntries(steps.map((step) => [step, !draw.chance(0.02)])),
    discomfort: hasComplaint,
    ...(hasComplaint
      ? {
          discomfort_note: draw.pick([
            ["Pegal di bahu, hilang sendiri", 1],
            ["Kulit kemerahan sebentar", 1],
          ] as const),
        }
      : {}),
  };
}

export function confoundersOf(mother: Mother, draw: Draw): EntryValues {
  const anxious = within(mother.anxiety + draw.normal(0, 0.4), -2, 3);
  const frequency = (): number => Math.round(within(draw.normal(0.75 + 0.55 * anxious, 0.6), 0, 3));
  return {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((index) => [`gad_${index}`, frequency()])),
    diet_groups: Math.round(within(draw.normal(5.3, 1.4), 2, 9)),
    fluid_ml_24h: Math.round(within(draw.normal(2300, 520), 900, 4200) / 50) * 50,
    weight_kg: rounded(mother.weightKg + draw.normal(-0.3, 0.5), 1),
    height_cm: mother.heightCm,
    muac_cm: rounded(mother.armCm + draw.normal(0, 0.2), 1),
  };
}

export function bloodOf(mother: Mother, occasion: Occasion, draw: Draw): EntryValues {
  if (draw.chance(0.07)) {
    const refused = { m: "refused" } as const;
    return { blood_at: refused, feed_to_blood_min: refused, prolactin_ng_ml: refused, oxytocin_pg_ml: refused };
  }
  const isLate = hoursBetween(mother.deliveryAt, occasion.at) > 160;
  const oxytocin = draw.normal(isLate ? 14 : 11, 3.5) + 0.25 * occasion.sessions + 0.8 * mother.ability;
  return {
    blood_at: addMinutes(occasion.at, 40),
    feed_to_blood_min: Math.round(within(draw.normal(75, 25), 20, 200) / 5) * 5,
    prolactin_ng_ml: rounded(
      within(draw.normal(isLate ? 165 : 228, 48) + 12 * mother.ability + 1.2 * occasion.sessions, 40, 480),
      1,
    ),
    // The laboratory lost a few tubes.
    oxytocin_pg_ml: draw.chance(0.02) ? { m: "not_done" } : rounded(within(oxytocin, 2, 40), 1),
  };
}

export function feedingOf(mother: Mother, occasion: Occasion, draw: Draw): EntryValues {
  const day = daysBetween(mother.deliveryAt.slice(0, 10), occasion.at.slice(0, 10));
  const late = occasion.sessions >= 5 ? 4 : 0;
  const hasOtherFeeds = mother.otherFeedsFromDay !== null && day >= mother.otherFeedsFromDay + late;
  const grams = mother.infantBirthWeightG - 150 + 30 * Math.max(0, day - 4) + draw.normal(0, 90);
  const hasEvent = draw.chance(0.02);
  return {
    still_bf: !(hasOtherFeeds && draw.chance(0.06)),
    other_feeds: hasOtherFeeds,
    infant_weight_g: Math.round(within(grams, 2250, 6400) / 10) * 10,
    adverse_event: hasEvent,
    ...(hasEvent
      ? {
          adverse_note: draw.pick([
            ["Puting lecet, diobati di Puskesmas", 2],
            ["Bayi kuning ringan, membaik", 1],
            ["Demam satu hari", 1],
          ] as const),
        }
      : {}),
  };
}

export function careReceivedOf(sessions: number, draw: Draw): EntryValues {
  return {
    midwife_visits_n: draw.pick([
      [1, 15],
      [2, 55],
      [3, 30],
    ] as const),
    bf_counselling: draw.chance(0.93),
    outside_massage: sessions === 0 && draw.chance(0.05),
  };
}

export function armGuessOf(isTreated: boolean, draw: Draw): EntryValues {
  const right = isTreated ? 1 : 2;
  return {
    arm_guess: draw.pick([
      [9, 55],
      [right, 25],
      [right === 1 ? 2 : 1, 20],
    ] as const),
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
