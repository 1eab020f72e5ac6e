import type { LocalizedText, Protocol } from "./types.ts";

/** Says nothing, and is not blank: the rule about blank texts has nothing to find in it. */
const unsaid: LocalizedText = { id: "–", en: "–" };
const someDay = "2000-01-01";

/** What stands in for parts that cannot be read while the rest of a document is judged: lists without members, no choices. */
export const hollowProtocol: Protocol = {
  schema: "kendali-protocol/1",
  key: "unreadable",
  version: "0.0",
  date: someDay,
  languages: [],
  title: unsaid,
  shortTitle: unsaid,
  design: { type: "one_group_pretest_posttest", objective: unsaid, hypothesis: unsaid, limitations: [] },
  ethics: null,
  registration: null,
  sites: [],
  arms: [],
  interventions: [],
  epochs: [],
  visits: [],
  codelists: [],
  forms: [],
  deliveryItem: null,
  eligibility: { criteria: [] },
  sampling: { method: "total", frame: unsaid, description: unsaid },
  consent: { version: "0", date: someDay, title: unsaid, sections: [], purposes: [] },
  outcomes: [],
  populations: [],
  estimands: [],
  sampleSize: {
    method: "total_sampling",
    target: 1,
    perArm: null,
    alpha: 0.05,
    power: null,
    difference: null,
    standardDeviation: null,
    correlation: null,
    dropOut: null,
    rationale: unsaid,
  },
  allocation: null,
  blinding: { statement: unsaid, levels: [] },
  analysisPlan: { version: "0", alpha: 0.05, confidenceLevel: 0.95, analyses: [] },
  roles: [],
  assumptions: [],
};
