import type { DesignType, LocalizedText, Protocol } from "@kendali/domain";
import { builderBlankCatalogue } from "@kendali/i18n";

/** What a new study is asked before anything else. */
export type BlankAnswers = {
  /** `^[a-z][a-z0-9-]{2,47}$`. */
  readonly key: string;
  readonly title: LocalizedText;
  readonly shortTitle: LocalizedText;
  /** `YYYY-MM-DD`, the day on which the draft begins. */
  readonly date: string;
  readonly site: {
    readonly key: string;
    readonly code: string;
    readonly name: LocalizedText;
    readonly timeZone: string;
  } | null;
};

/**
 * A readable document of a design with nothing of a study in it yet: its arms, its first two visits, the roles and the
 * masking such a study needs. Everything else is blank or an empty list, and `lintDraft` says so.
 */
export function blankProtocol(design: DesignType, answers: BlankAnswers): Protocol {
  const parts = design === "parallel_controlled" ? trialParts() : oneGroupParts();
  return {
    schema: "kendali-protocol/1",
    key: answers.key,
    version: "0.1",
    date: answers.date,
    languages: ["id", "en"],
    title: { ...answers.title },
    shortTitle: { ...answers.shortTitle },
    design: { type: design, objective: blank(), hypothesis: blank(), limitations: [] },
    ethics: null,
    registration: null,
    sites: answers.site === null ? [] : [{ ...answers.site, name: { ...answers.site.name } }],
    interventions: [],
    epochs: [
      { key: "baseline", label: said("baseline") },
      { key: "intervention", label: said("intervention") },
      { key: "outcome", label: said("outcome") },
    ],
    codelists: [],
    forms: [],
    deliveryItem: null,
    eligibility: { criteria: [] },
    consent: {
      version: "1.0",
      date: answers.date,
      title: said("consent"),
      sections: [],
      purposes: [],
    },
    outcomes: [],
    estimands: [],
    roles: (["investigator", "coordinator", "provider", "assessor", "data_manager", "statistician"] as const).map(
      (role) => ({ role, responsibilities: blank() }),
    ),
    assumptions: [],
    ...parts,
  };
}

type DesignParts = Pick<
  Protocol,
  "arms" | "visits" | "sampling" | "populations" | "sampleSize" | "allocation" | "blinding" | "analysisPlan"
>;

function oneGroupParts(): DesignParts {
  return {
    arms: [
      {
        key: "intervention",
        label: said("intervention_arm"),
        description: blank(),
        kind: "intervention",
        interventions: [],
      },
    ],
    visits: [
      visitOf("pretest", said("pretest"), "baseline", "enrolment", 1),
      visitOf("posttest", said("posttest"), "outcome", "enrolment", 8),
    ],
    sampling: { method: "total", frame: blank(), description: blank() },
    populations: [
      populationOf("all_enrolled", said("enrolled"), "enrolled"),
      populationOf("complete_pairs", said("pairs"), "complete_pairs"),
    ],
    sampleSize: { method: "total_sampling", target: 1, ...uncomputed, power: null, rationale: blank() },
    allocation: null,
    blinding: { statement: blank(), levels: levelsOf("none", "none") },
    analysisPlan: noAnalyses(),
  };
}

function trialParts(): DesignParts {
  return {
    arms: [
      {
        key: "intervention",
        label: said("intervention_arm"),
        description: blank(),
        kind: "intervention",
        interventions: [],
      },
      { key: "control", label: said("control_arm"), description: blank(), kind: "control", interventions: [] },
    ],
    visits: [
      visitOf("baseline", said("baseline"), "baseline", "enrolment", 1),
      visitOf("outcome", said("outcome"), "outcome", "allocation", 8),
    ],
    sampling: { method: "consecutive", frame: blank(), description: blank() },
    populations: [
      populationOf("as_allocated", said("allocated"), "allocated"),
      populationOf("per_protocol", said("treated"), "treated_per_protocol"),
    ],
    sampleSize: { method: "ancova", target: 2, ...uncomputed, power: 0.8, rationale: blank() },
    allocation: {
      scheme: "permuted_blocks",
      ratio: [
        { arm: "intervention", weight: 1 },
        { arm: "control", weight: 1 },
      ],
      blockSizes: [4, 6],
      strata: [],
      afterVisit: "baseline",
    },
    blinding: { statement: blank(), levels: levelsOf("blind", "own_act") },
    analysisPlan: noAnalyses(),
  };
}

const uncomputed = {
  perArm: null,
  alpha: 0.05,
  difference: null,
  standardDeviation: null,
  correlation: null,
  dropOut: null,
} as const;

function visitOf(
  key: string,
  label: LocalizedText,
  kind: "baseline" | "outcome",
  anchor: "enrolment" | "allocation",
  day: number,
): Protocol["visits"][number] {
  return {
    key,
    label,
    epoch: kind,
    kind,
    anchor,
    day,
    window: { before: 0, after: kind === "outcome" ? 2 : 0 },
    forms: [],
  };
}

function populationOf(
  key: string,
  label: LocalizedText,
  rule: Protocol["populations"][number]["rule"],
): Protocol["populations"][number] {
  return { key, label, definition: blank(), rule };
}

function levelsOf(others: "none" | "blind", provider: "none" | "own_act"): Protocol["blinding"]["levels"] {
  return [
    { role: "investigator", level: others },
    { role: "coordinator", level: others },
    { role: "provider", level: provider },
    { role: "assessor", level: others },
    { role: "data_manager", level: others },
    { role: "statistician", level: others },
  ];
}

function noAnalyses(): Protocol["analysisPlan"] {
  return { version: "1.0", alpha: 0.05, confidenceLevel: 0.95, analyses: [] };
}

function blank(): LocalizedText {
  return { id: "", en: "" };
}

function said(key: keyof (typeof builderBlankCatalogue)["id"]): LocalizedText {
  const { id, en } = builderBlankCatalogue;
  return { id: id[key], en: String(en[key]) };
}
