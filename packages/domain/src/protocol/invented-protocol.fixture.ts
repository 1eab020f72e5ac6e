import type { Form, Item, LocalizedText, Protocol } from "./types.ts";

/** Small invented protocols for tests: valid, and with one thing of each kind. They describe no study that exists. */

export function both(text: string): LocalizedText {
  return { id: `${text} (id)`, en: text };
}

export function item(key: string, type: Item["type"], more: Partial<Item> = {}): Item {
  return { key, type, label: both(key), required: true, ...more };
}

export function formOf(key: string, items: readonly Item[], more: Partial<Form> = {}): Form {
  return {
    key,
    title: both(key),
    performedBy: ["assessor"],
    purpose: "outcome",
    revealsArm: false,
    sections: [{ key: "main", title: both("main"), items: [...items] }],
    ...more,
  };
}

const characteristics = formOf(
  "characteristics",
  [
    item("age", "integer", { unit: "a", hardRange: { min: 12, max: 60 }, softRange: { min: 17, max: 45 } }),
    item("parity", "choice", { codelist: "parity_group" }),
    item("delivered_at", "date_time"),
  ],
  { performedBy: ["coordinator"], purpose: "characteristics" },
);

const outcome = formOf("milk", [
  item("measured_at", "date_time"),
  item("hours_since_delivery", "calculated", {
    calculation: "hoursBetween(delivered_at, measured_at)",
    unit: "h",
    decimals: 1,
  }),
  item("side", "choice", {
    codelist: "side",
    constraints: [
      { expression: "side == baseline_side", message: both("The same breast as at baseline"), severity: "soft" },
    ],
  }),
  item("volume", "decimal", {
    unit: "ml",
    decimals: 1,
    hardRange: { min: 0, max: 500 },
    softRange: { min: 0, max: 200 },
    missingReasons: ["not_done", "refused"],
  }),
  item("has_pain", "yes_no"),
  item("pain", "integer", { hardRange: { min: 0, max: 10 }, relevant: "has_pain" }),
  item("pain_words", "text", { required: false, relevant: "pain > 6" }),
  item("double_volume", "calculated", { calculation: "volume * 2 + 1 - 1", decimals: 1 }),
  item("pain_doubled", "calculated", { calculation: "pain * 2" }),
  item("thanks", "note", { required: false }),
]);

const session = formOf("session", [item("minutes", "duration", { timerMinutes: 15 })], {
  performedBy: ["provider"],
  purpose: "intervention",
  revealsArm: true,
});

export const oneGroupProtocol: Protocol = {
  schema: "kendali-protocol/1",
  key: "invented-pilot",
  version: "1.0",
  date: "2026-01-05",
  languages: ["id", "en"],
  title: both("Invented pilot"),
  shortTitle: both("Pilot"),
  design: {
    type: "one_group_pretest_posttest",
    objective: both("objective"),
    hypothesis: both("hypothesis"),
    limitations: [],
  },
  ethics: { committee: both("committee"), number: "1/2026", approvedOn: "2026-01-02", expiresOn: "2027-01-02" },
  registration: null,
  sites: [{ key: "malang", code: "MLT", name: both("Malang"), timeZone: "Asia/Jakarta" }],
  arms: [
    {
      key: "massage",
      label: both("Massage"),
      description: both("Massage"),
      kind: "intervention",
      interventions: ["massage"],
    },
  ],
  interventions: [
    {
      key: "massage",
      name: both("Massage"),
      why: both("why"),
      materials: both("materials"),
      steps: [{ key: "one", text: both("one") }],
      provider: both("provider"),
      mode: both("mode"),
      where: both("where"),
      sessions: { count: 2, perDay: 1, minutes: 15, timeOfDay: { from: "14:00", to: "17:00" }, form: "session" },
      tailoring: both("tailoring"),
      modifications: both("modifications"),
      fidelity: both("fidelity"),
    },
  ],
  epochs: [
    { key: "baseline", label: both("Baseline") },
    { key: "treatment", label: both("Treatment") },
  ],
  visits: [
    {
      key: "pretest",
      label: both("Pretest"),
      epoch: "baseline",
      kind: "baseline",
      anchor: "enrolment",
      day: 1,
      window: { before: 0, after: 0 },
      forms: [
        { form: "characteristics", required: true },
        { form: "milk", required: true },
      ],
    },
    ...[1, 2].map((day) => ({
      key: `session_${day}`,
      label: both(`Session ${day}`),
      epoch: "treatment",
      kind: "intervention_session" as const,
      anchor: "enrolment" as const,
      day,
      window: { before: 0, after: 0 },
      forms: [{ form: "session", required: true }],
    })),
    {
      key: "posttest",
      label: both("Posttest"),
      epoch: "treatment",
      kind: "outcome",
      anchor: "enrolment",
      day: 3,
      window: { before: 0, after: 1 },
      forms: [{ form: "milk", required: true }],
    },
  ],
  codelists: [
    {
      key: "parity_group",
      label: both("Parity"),
      codes: [
        { code: 1, label: both("first") },
        { code: 2, label: both("later") },
      ],
    },
    {
      key: "side",
      label: both("Side"),
      codes: [
        { code: 1, label: both("left") },
        { code: 2, label: both("right") },
      ],
    },
  ],
  forms: [characteristics, outcome, session],
  deliveryItem: "delivered_at",
  eligibility: {
    criteria: [
      { key: "breastfeeding", kind: "inclusion", text: both("breastfeeding"), question: both("breastfeeding?") },
      { key: "formula", kind: "exclusion", text: both("formula"), question: both("formula?") },
    ],
  },
  sampling: { method: "total", frame: both("frame"), description: both("description") },
  consent: {
    version: "1.0",
    date: "2026-01-05",
    title: both("consent"),
    sections: [{ key: "what", heading: both("what"), text: both("text") }],
    purposes: [{ key: "take_part", text: both("take part"), required: true }],
  },
  outcomes: [
    {
      key: "milk_volume",
      label: both("Milk volume"),
      role: "primary",
      item: "volume",
      metric: "value",
      scale: "continuous",
      aggregation: "mean",
      baselineVisit: "pretest",
      timePoints: ["posttest"],
    },
  ],
  populations: [{ key: "pairs", label: both("pairs"), definition: both("pairs"), rule: "complete_pairs" }],
  estimands: [],
  sampleSize: {
    method: "total_sampling",
    target: 20,
    perArm: null,
    alpha: 0.05,
    power: null,
    difference: null,
    standardDeviation: null,
    correlation: null,
    dropOut: null,
    rationale: both("all"),
  },
  allocation: null,
  blinding: { statement: both("open"), levels: [{ role: "assessor", level: "none" }] },
  analysisPlan: {
    version: "1.0",
    alpha: 0.05,
    confidenceLevel: 0.95,
    analyses: [
      {
        key: "main",
        title: both("main"),
        kind: "paired_comparison",
        role: "primary",
        population: "pairs",
        outcomes: ["milk_volume"],
        timePoint: "posttest",
      },
    ],
  },
  roles: (["investigator", "coordinator", "provider", "assessor"] as const).map((role) => ({
    role,
    responsibilities: both(role),
  })),
  assumptions: [{ key: "ranges", about: ["/forms/milk/sections/main/items/volume/hardRange"], note: both("ours") }],
};

export const trialProtocol: Protocol = {
  ...oneGroupProtocol,
  key: "invented-trial",
  title: both("Invented trial"),
  design: { ...oneGroupProtocol.design, type: "parallel_controlled" },
  arms: [
    ...oneGroupProtocol.arms,
    { key: "usual", label: both("Usual care"), description: both("Usual care"), kind: "control", interventions: [] },
  ],
  visits: oneGroupProtocol.visits.map((visit) => {
    if (visit.kind === "baseline") return visit;
    const anchored = { ...visit, anchor: "allocation" as const };
    return visit.kind === "intervention_session" ? { ...anchored, arms: ["massage"] } : anchored;
  }),
  allocation: {
    scheme: "permuted_blocks",
    ratio: [
      { arm: "massage", weight: 1 },
      { arm: "usual", weight: 1 },
    ],
    blockSizes: [4, 6],
    strata: [{ source: "site" }, { source: "item", item: "parity" }],
    afterVisit: "pretest",
  },
  blinding: {
    statement: both("assessors blinded"),
    levels: [
      { role: "assessor", level: "blind" },
      { role: "provider", level: "own_act" },
    ],
  },
  sampleSize: {
    method: "ancova",
    target: 120,
    perArm: 60,
    alpha: 0.05,
    power: 0.8,
    difference: 10,
    standardDeviation: 20,
    correlation: 0.5,
    dropOut: 0.1,
    rationale: both("rationale"),
  },
};
