import type { Form, Protocol, Visit } from "../protocol/types.ts";
import type { ParticipantFacts } from "./participant-facts.ts";
import type { RecordedVisit } from "../schedule/schedule.ts";

/** Two small invented protocols for the tests of schedules and of the participant's rules. */

const text = (en: string) => ({ id: en, en });

const form = (key: string, purpose: Form["purpose"], performedBy: Form["performedBy"], revealsArm = false): Form => ({
  key,
  title: text(key),
  performedBy,
  purpose,
  revealsArm,
  sections: [
    {
      key: "main",
      title: text("main"),
      items: [{ key: `${key}_value`, type: "integer", label: text("value"), required: true }],
    },
  ],
});

const visit = (
  key: string,
  kind: Visit["kind"],
  anchor: Visit["anchor"],
  day: number,
  forms: string[],
  extra: Partial<Visit> = {},
): Visit => ({
  key,
  label: text(key),
  epoch: "main",
  kind,
  anchor,
  day,
  window: { before: 0, after: 0 },
  forms: forms.map((each) => ({ form: each, required: true })),
  ...extra,
});

const common = {
  schema: "kendali-protocol/1",
  version: "1.0",
  date: "2026-01-01",
  languages: ["id", "en"],
  ethics: null,
  registration: null,
  sites: [{ key: "melati", code: "MLT", name: text("Melati"), timeZone: "Asia/Jakarta" }],
  interventions: [],
  epochs: [{ key: "main", label: text("main") }],
  codelists: [],
  deliveryItem: null,
  eligibility: { criteria: [{ key: "willing", kind: "inclusion", text: text("willing"), question: text("Willing?") }] },
  sampling: { method: "total", frame: text("register"), description: text("all") },
  consent: {
    version: "2",
    date: "2026-01-01",
    title: text("Consent"),
    sections: [{ key: "about", heading: text("About"), text: text("About") }],
    purposes: [
      { key: "participate", text: text("Take part"), required: true },
      { key: "contact_later", text: text("Contact me later"), required: false },
    ],
  },
  outcomes: [
    {
      key: "volume",
      label: text("volume"),
      role: "primary",
      item: "volume_value",
      metric: "value",
      scale: "continuous",
      aggregation: "mean",
      baselineVisit: "pretest",
      timePoints: ["posttest"],
    },
  ],
  populations: [{ key: "all", label: text("all"), definition: text("all"), rule: "enrolled" }],
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
    rationale: text("all"),
  },
  blinding: { statement: text("none"), levels: [] },
  analysisPlan: {
    version: "1",
    alpha: 0.05,
    confidenceLevel: 0.95,
    analyses: [
      { key: "table", title: text("table"), kind: "characteristics_table", role: "descriptive", population: "all" },
    ],
  },
  roles: [{ role: "coordinator", responsibilities: text("all") }],
  assumptions: [],
} satisfies Partial<Protocol>;

const forms = [
  form("profile", "characteristics", ["coordinator"]),
  form("volume", "outcome", ["assessor"]),
  form("session", "intervention", ["provider"], true),
];

/** One arm: pretest on day 1, sessions on days 1 to 3, post-test on day 4 and a day after. */
export const oneGroup: Protocol = {
  ...common,
  key: "one-group",
  title: text("One group"),
  shortTitle: text("One group"),
  design: { type: "one_group_pretest_posttest", objective: text("o"), hypothesis: text("h"), limitations: [] },
  arms: [
    { key: "massage", label: text("Massage"), description: text("Massage"), kind: "intervention", interventions: [] },
  ],
  visits: [
    visit("pretest", "baseline", "enrolment", 1, ["profile", "volume"], { window: { before: 0, after: 1 } }),
    ...[1, 2, 3].map((day) => visit(`session_${day}`, "intervention_session", "enrolment", day, ["session"])),
    visit("posttest", "outcome", "enrolment", 4, ["volume"], { window: { before: 0, after: 1 } }),
  ],
  forms,
  allocation: null,
};

/** Two arms: baseline, allocation, sessions for one arm from the day of allocation, outcome on day 4 and follow-up on day 10. */
export const trial: Protocol = {
  ...common,
  key: "trial",
  title: text("Trial"),
  shortTitle: text("Trial"),
  design: { type: "parallel_controlled", objective: text("o"), hypothesis: text("h"), limitations: [] },
  arms: [
    { key: "massage", label: text("Massage"), description: text("Massage"), kind: "intervention", interventions: [] },
    { key: "usual", label: text("Usual care"), description: text("Usual care"), kind: "control", interventions: [] },
  ],
  visits: [
    visit("pretest", "baseline", "enrolment", 1, ["profile", "volume"], { window: { before: 0, after: 1 } }),
    ...[1, 2, 3].map((day) =>
      visit(`session_${day}`, "intervention_session", "allocation", day, ["session"], { arms: ["massage"] }),
    ),
    visit("posttest", "outcome", "allocation", 4, ["volume"], { window: { before: 0, after: 1 } }),
    visit("day_10", "follow_up", "allocation", 10, ["volume"], { window: { before: 1, after: 2 } }),
  ],
  forms,
  allocation: {
    scheme: "permuted_blocks",
    ratio: [
      { arm: "massage", weight: 1 },
      { arm: "usual", weight: 1 },
    ],
    blockSizes: [4],
    strata: [{ source: "site" }, { source: "item", item: "profile_value" }],
    afterVisit: "pretest",
  },
};

export const done = (
  visitKey: string,
  performedOn: string,
  completeForms: string[],
  locked = false,
): RecordedVisit => ({
  visit: visitKey,
  completeForms,
  performedOn,
  missedOn: null,
  locked,
});

export const missed = (visitKey: string, on: string): RecordedVisit => ({
  visit: visitKey,
  completeForms: [],
  performedOn: null,
  missedOn: on,
  locked: false,
});

export const pretestDone = done("pretest", "2026-03-02", ["profile", "volume"]);

/** A mother enrolled on 2 March 2026 with nothing recorded yet. */
export function facts(changes: Partial<ParticipantFacts> = {}): ParticipantFacts {
  return {
    site: "melati",
    enrolledOn: "2026-03-02",
    allocatedOn: null,
    deliveredOn: "2026-03-01",
    arm: null,
    recorded: [],
    ends: [],
    performed: [],
    unmaskedBy: [],
    ...changes,
  };
}
