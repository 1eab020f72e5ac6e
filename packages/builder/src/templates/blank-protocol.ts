import type { DesignType, LocalizedText, Protocol } from "@kendali/domain";

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
      { key: "baseline", label: { id: "Data awal", en: "Baseline" } },
      { key: "intervention", label: { id: "Intervensi", en: "Intervention" } },
      { key: "outcome", label: { id: "Pengukuran luaran", en: "Outcome measurement" } },
    ],
    codelists: [],
    forms: [],
    deliveryItem: null,
    eligibility: { criteria: [] },
    consent: {
      version: "1.0",
      date: answers.date,
      title: { id: "Penjelasan dan persetujuan", en: "Information and consent" },
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
    arms: [{ key: "intervention", label: blank(), description: blank(), kind: "intervention", interventions: [] }],
    visits: [
      visitOf("pretest", { id: "Data awal (pretest)", en: "Baseline (pretest)" }, "baseline", "enrolment", 1),
      visitOf("posttest", { id: "Post-test", en: "Post-test" }, "outcome", "enrolment", 8),
    ],
    sampling: { method: "total", frame: blank(), description: blank() },
    populations: [
      populationOf("all_enrolled", { id: "Semua responden terdaftar", en: "All enrolled" }, "enrolled"),
      populationOf("complete_pairs", { id: "Pasangan lengkap", en: "Complete pairs" }, "complete_pairs"),
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
      { key: "intervention", label: blank(), description: blank(), kind: "intervention", interventions: [] },
      { key: "control", label: blank(), description: blank(), kind: "control", interventions: [] },
    ],
    visits: [
      visitOf("baseline", { id: "Data awal", en: "Baseline" }, "baseline", "enrolment", 1),
      visitOf("outcome", { id: "Pengukuran luaran", en: "Outcome measurement" }, "outcome", "allocation", 8),
    ],
    sampling: { method: "consecutive", frame: blank(), description: blank() },
    populations: [
      populationOf("as_allocated", { id: "Sesuai alokasi", en: "As allocated" }, "allocated"),
      populationOf("per_protocol", { id: "Sesuai protokol", en: "Per protocol" }, "treated_per_protocol"),
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
