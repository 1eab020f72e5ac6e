import { addDays, type LocalDate, type Protocol } from "@kendali/domain";
import type { Screening } from "./simulate/act.ts";
import { simulateLife, type Hazards, type Life } from "./simulate/life.ts";
import { answersOf, planRecruitment, type SiteRecruitment } from "./simulate/recruitment.ts";
import { cutLife, type CutAt } from "./simulate/cut-life.ts";

/** A whole study as it is to be lived through the use cases. */
export type SimulatedStudy = {
  readonly key: string;
  readonly kind: "simulated" | "practice";
  readonly protocol: Protocol;
  readonly liveFrom: LocalDate;
  readonly screenings: readonly Screening[];
  readonly lives: ReadonlyMap<string, Life>;
  readonly registerCounts: readonly { readonly site: string; readonly count: number }[];
  /** When the data are locked and, where arms are masked, unblinded; null leaves the study running. */
  readonly lockedOn: LocalDate | null;
  /** When the statistician freezes the data for the plan; null where there is nothing to analyse yet. */
  readonly frozenOn: LocalDate | null;
};

const seldom: Hazards = {
  missedSession: 0.03,
  missedVisit: 0,
  lateVisit: 0.05,
  discontinuation: 0,
  withdrawal: 0,
  lost: 0,
  refusedMeasurement: 0,
};
const usual: Hazards = {
  missedSession: 0.045,
  missedVisit: 0.04,
  lateVisit: 0.025,
  discontinuation: 0.07,
  withdrawal: 0.04,
  lost: 0.05,
  refusedMeasurement: 0.01,
};
const none: Hazards = {
  missedSession: 0,
  missedVisit: 0,
  lateVisit: 0,
  discontinuation: 0,
  withdrawal: 0,
  lost: 0,
  refusedMeasurement: 0,
};

/** The pilot with 20 simulated mothers: the register of one health centre, everybody in it asked. */
export function simulatedPilot(protocol: Protocol): SimulatedStudy {
  const recruitment: SiteRecruitment[] = [
    {
      site: "melati",
      from: "2026-02-02",
      to: "2026-03-09",
      enrolled: 20,
      notEligible: 5,
      declined: 2,
      refusedConsent: 1,
    },
  ];
  return liveThrough(protocol, {
    key: protocol.key,
    liveFrom: "2026-01-26",
    recruitment,
    hazards: seldom,
    registerCounts: [{ site: "melati", count: 29 }],
    lockedOn: null,
    frozenOn: "2026-03-23",
  });
}

/** The trial with 120 simulated participants at three sites, locked and unblinded. */
export function simulatedTrial(protocol: Protocol): SimulatedStudy {
  const span = { from: "2026-03-16", to: "2026-08-01" };
  const recruitment: SiteRecruitment[] = [
    { site: "melati", ...span, enrolled: 44, notEligible: 9, declined: 2, refusedConsent: 1 },
    { site: "kenanga", ...span, enrolled: 41, notEligible: 8, declined: 2, refusedConsent: 1 },
    { site: "cempaka", ...span, enrolled: 35, notEligible: 8, declined: 3, refusedConsent: 1 },
  ];
  return liveThrough(protocol, {
    key: protocol.key,
    liveFrom: "2026-03-09",
    recruitment,
    hazards: usual,
    registerCounts: [
      { site: "melati", count: 61 },
      { site: "kenanga", count: 57 },
      { site: "cempaka", count: 52 },
    ],
    lockedOn: "2026-10-05",
    frozenOn: "2026-10-06",
  });
}

type Course = Pick<SimulatedStudy, "key" | "liveFrom" | "registerCounts" | "lockedOn" | "frozenOn"> & {
  readonly recruitment: readonly SiteRecruitment[];
  readonly hazards: Hazards;
};

function liveThrough(protocol: Protocol, course: Course): SimulatedStudy {
  const { recruitment, hazards, ...rest } = course;
  const screenings = planRecruitment(protocol, recruitment);
  let serial = 0;
  const lives = new Map<string, Life>();
  for (const { life: name, at } of screenings) {
    if (name === null) continue;
    serial += 1;
    lives.set(name, simulateLife({ protocol, name, serial, enrolledAt: at, hazards }));
  }
  return { ...rest, kind: "simulated", protocol, screenings, lives };
}

export const practiceKey = "oxytocin-latihan";

/** One participant of the practice study: enrolled so many days ago, and what is left for a visitor to do. */
type PracticeCase = {
  readonly daysAgo: number;
  readonly site: string;
  readonly cut?: CutAt;
  readonly skip?: readonly string[];
};

const practiceCases: readonly PracticeCase[] = [
  { daysAgo: 50, site: "melati" },
  { daysAgo: 41, site: "melati" },
  { daysAgo: 27, site: "melati" },
  { daysAgo: 13, site: "kenanga" },
  { daysAgo: 13, site: "melati" },
  // Day 8 was possible until two days ago: overdue.
  { daysAgo: 11, site: "melati", skip: ["day_8"] },
  { daysAgo: 7, site: "melati" },
  { daysAgo: 7, site: "kenanga" },
  // In the middle of the seven days; whoever of them is in the massage arm has a session due today, or one overdue.
  { daysAgo: 5, site: "melati", skip: ["session_5"] },
  { daysAgo: 4, site: "melati", skip: ["session_4"] },
  { daysAgo: 4, site: "melati" },
  { daysAgo: 4, site: "melati" },
  { daysAgo: 3, site: "melati" },
  { daysAgo: 3, site: "melati" },
  { daysAgo: 2, site: "melati" },
  { daysAgo: 2, site: "melati" },
  { daysAgo: 2, site: "melati" },
  { daysAgo: 1, site: "melati", cut: "before_allocation" },
  { daysAgo: 1, site: "melati", cut: "before_lock" },
  { daysAgo: 1, site: "melati", cut: "after_first_form" },
];

/** A place to try every step: the trial's protocol with participants in the middle of things on `today`. */
export function practiceStudy(protocol: Protocol, today: LocalDate): SimulatedStudy {
  const yesterday = addDays(today, -1);
  const screenings: Screening[] = practiceCases.map(({ daysAgo, site }, index) => ({
    at: `${addDays(today, -daysAgo)}T0${7 + Math.floor((index % 4) / 2)}:${index % 2 === 0 ? "35" : "05"}`,
    site,
    answers: answersOf(protocol, null),
    declinedReason: null,
    refusedConsent: null,
    life: `practice ${index + 1}`,
  }));
  const lives = new Map(
    practiceCases.map((one, index) => {
      const name = `practice ${index + 1}`;
      const enrolledAt = screenings[index]?.at ?? `${yesterday}T08:00`;
      const life = simulateLife({ protocol, name, serial: index + 1, enrolledAt, hazards: none });
      return [name, cutLife(life, { cut: one.cut ?? null, skip: one.skip ?? [], lastDay: yesterday })] as const;
    }),
  );
  const answer = { site: "melati", declinedReason: null, refusedConsent: null, life: null };
  const waiting: Screening[] = [
    { ...answer, at: `${yesterday}T13:10`, answers: answersOf(protocol, "formula_before") },
    // Eligible, and nobody has read the consent text with her yet.
    { ...answer, at: `${yesterday}T13:40`, answers: answersOf(protocol, null) },
  ];
  return {
    key: practiceKey,
    kind: "practice",
    protocol: withCards({
      ...protocol,
      shortTitle: { id: `Latihan: ${protocol.shortTitle.id}`, en: `Practice: ${protocol.shortTitle.en}` },
    }),
    liveFrom: addDays(today, -60),
    screenings: [...screenings, ...waiting].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    lives,
    registerCounts: [{ site: "melati", count: 24 }],
    lockedOn: null,
    frozenOn: null,
  };
}

/** The trial with sealed cards for a day without a network, and somebody who prints them. */
function withCards(protocol: Protocol): Protocol {
  const { allocation, roles } = protocol;
  if (allocation === null) return protocol;
  const responsibilities = {
    id: "Mencetak, melipat, dan menyegel kartu alokasi. Tidak memegang peran lain di penelitian ini.",
    en: "Prints, folds and seals the allocation cards. Holds no other role in this study.",
  };
  return {
    ...protocol,
    allocation: { ...allocation, cards: { perList: 12 } },
    roles: [...roles, { role: "randomization_officer", responsibilities }],
  };
}
