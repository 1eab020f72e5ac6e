import { z } from "zod";

/**
 * The protocol document, `kendali-protocol/1`: one typed, versioned, bilingual document from which forms, schedules,
 * allocation, datasets and analyses are derived. The shape follows ICH M11/SPIRIT 2025 (arms, epochs, schedule of
 * assessments, outcomes, allocation, blinding, analysis) and TIDieR for interventions; names follow CDISC ODM where one exists.
 * Cross-references between parts are checked in `validate-protocol.ts`, so that all problems are reported together.
 */

const key = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, "key");
const localizedText = z.strictObject({ id: z.string(), en: z.string() });
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "date");
/** A day that somebody has to find out; blank while a draft waits for it, and then a listed problem. */
const awaitedDate = z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, "date");
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time");
const expression = z.string().min(1).max(2000);

const roleKey = z.enum([
  "administrator",
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
]);
const blindingLevel = z.enum(["none", "own_act", "blind"]);
const missingReason = z.enum(["not_done", "refused", "not_applicable", "unknown"]);

const range = z.strictObject({ min: z.number().nullable(), max: z.number().nullable() });

const codelist = z.strictObject({
  key,
  label: localizedText,
  codes: z
    .array(z.strictObject({ code: z.number().int(), label: localizedText, description: localizedText.optional() }))
    .min(1),
});

const itemTypeKey = z.enum([
  "integer",
  "decimal",
  "text",
  "long_text",
  "choice",
  "multiple_choice",
  "yes_no",
  "date",
  "time",
  "date_time",
  "partial_date",
  "duration",
  "calculated",
  "barcode",
  "photo",
  "attachment",
  "signature",
  "note",
]);

const item = z.strictObject({
  /** Same word in form, database, dataset column, codebook and report. Unique in the study. */
  key,
  type: itemTypeKey,
  label: localizedText,
  /** Shorter words for table heads and dataset labels; the label when absent. */
  shortLabel: localizedText.optional(),
  hint: localizedText.optional(),
  /** UCUM-like unit shown inside the box and in every dataset label, e.g. `ml`, `min`, `ng/ml`. */
  unit: z.string().max(16).optional(),
  /** Digits kept after the decimal sign. */
  decimals: z.number().int().min(0).max(6).optional(),
  codelist: key.optional(),
  /** Outside is impossible: refused. */
  hardRange: range.optional(),
  /** Outside is unusual: kept, with a reason. */
  softRange: range.optional(),
  required: z.boolean(),
  /** When a required answer must be there: to save the form (`entry`, when absent), or to lock its visit. */
  requiredBy: z.enum(["entry", "visit_lock"]).optional(),
  /** Shown only when true; unknown shows. */
  relevant: expression.optional(),
  /** Must not be false; unknown passes. */
  constraints: z
    .array(z.strictObject({ expression, message: localizedText, severity: z.enum(["hard", "soft"]) }))
    .optional(),
  /** For `calculated` items. */
  calculation: expression.optional(),
  /** For `calculated` items that hold the score of a scale, instead of a calculation. */
  scale: key.optional(),
  missingReasons: z.array(missingReason).optional(),
  /** For `duration`: the target of the in-form timer, in minutes. */
  timerMinutes: z.number().positive().optional(),
  /** Free-text characters allowed. */
  maxLength: z.number().int().positive().max(4000).optional(),
  /** For `barcode`: `#` a digit, `@` a letter, `*` either, anything else itself. */
  mask: z.string().min(1).max(100).optional(),
  /** For `barcode`: how the last digit follows from the others. */
  checkDigit: z.enum(["gs1", "luhn"]).optional(),
  /** For `photo`, `attachment` and `signature`: the largest file, in kilobytes of 1,024 bytes. */
  maxKilobytes: z.number().int().positive().max(20_480).optional(),
});

const section = z.strictObject({
  key,
  title: localizedText,
  instructions: localizedText.optional(),
  /** `matrix`: choices of one code list, drawn as one table of questions and answers where there is room. */
  layout: z.enum(["list", "matrix"]).optional(),
  items: z.array(item).min(1),
});

/** A validated scale: which items it has, how they are scored, and whose it is. */
const scale = z.strictObject({
  key,
  name: localizedText,
  items: z.array(key).min(1),
  /** Items whose codes count backwards: lowest plus highest code of their list, minus the answer. */
  reversed: z.array(key),
  score: z.enum(["sum", "mean"]),
  /** `none`: no score unless every item is answered; `prorate`: the mean of those answered stands for the others, from `least` on. */
  missing: z.discriminatedUnion("rule", [
    z.strictObject({ rule: z.literal("none") }),
    z.strictObject({ rule: z.literal("prorate"), least: z.number().int().positive() }),
  ]),
  /** From this score on, in ascending order. */
  cutoffs: z.array(z.strictObject({ from: z.number(), label: localizedText })),
  /** The publication that validated it. */
  source: z.string().max(1000),
  licence: z.string().max(200),
});

const form = z.strictObject({
  key,
  title: localizedText,
  description: localizedText.optional(),
  /** The roles that fill it. */
  performedBy: z.array(roleKey).min(1),
  /** `intervention`: records the act itself; `outcome`: measures; decides who may not perform both. */
  purpose: z.enum(["characteristics", "outcome", "intervention", "biochemistry", "confounder", "follow_up"]),
  /** A form that tells the arm by existing; hidden from blinded roles. */
  revealsArm: z.boolean(),
  sections: z.array(section).min(1),
});

const visit = z.strictObject({
  key,
  label: localizedText,
  epoch: key,
  kind: z.enum(["baseline", "intervention_session", "outcome", "follow_up"]),
  /** Day 1 is the anchor's own date for enrolment and allocation; day 0 is the day of delivery for `delivery`. */
  anchor: z.enum(["enrolment", "allocation", "delivery"]),
  day: z.number().int(),
  /** Days allowed before and after the target day. */
  window: z.strictObject({ before: z.number().int().min(0), after: z.number().int().min(0) }),
  timeOfDay: z.strictObject({ from: timeOfDay, to: timeOfDay }).optional(),
  /** The arms that have this visit; all when absent. */
  arms: z.array(key).optional(),
  /** Must be complete before the participant can be allocated (trial) or go on (one group). */
  forms: z.array(z.strictObject({ form: key, required: z.boolean() })).min(1),
});

const intervention = z.strictObject({
  key,
  name: localizedText,
  /** TIDieR items 2 to 12. */
  why: localizedText,
  materials: localizedText,
  steps: z.array(z.strictObject({ key, text: localizedText })),
  provider: localizedText,
  /** What a provider must have learned or be before giving a session. */
  qualification: localizedText.optional(),
  mode: localizedText,
  where: localizedText,
  sessions: z
    .strictObject({
      count: z.number().int().positive(),
      perDay: z.number().int().positive(),
      minutes: z.number().positive(),
      timeOfDay: z.strictObject({ from: timeOfDay, to: timeOfDay }),
      form: key,
    })
    .nullable(),
  tailoring: localizedText,
  modifications: localizedText,
  fidelity: localizedText,
});

const criterion = z.strictObject({
  key,
  kind: z.enum(["inclusion", "exclusion"]),
  text: localizedText,
  /** The yes/no question asked at screening; inclusion needs yes, exclusion needs no. */
  question: localizedText,
});

const outcome = z.strictObject({
  key,
  label: localizedText,
  role: z.enum(["primary", "secondary", "exploratory", "confounder"]),
  item: key,
  /** `value` at the time point, or `change` from the baseline visit. */
  metric: z.enum(["value", "change"]),
  scale: z.enum(["continuous", "ordinal", "binary"]),
  aggregation: z.enum(["mean", "median", "proportion", "category"]),
  baselineVisit: key.nullable(),
  timePoints: z.array(key).min(1),
  /** Codes that count as the event, for a binary outcome. */
  event: z.array(z.number().int()).optional(),
});

const population = z.strictObject({
  key,
  label: localizedText,
  definition: localizedText,
  rule: z.enum(["enrolled", "allocated", "treated_per_protocol", "complete_pairs"]),
  /** For `treated_per_protocol`: sessions that must have been given; all planned ones when absent. Arms that plan fewer need only theirs. */
  minimumSessions: z.number().int().positive().optional(),
});

const estimand = z.strictObject({
  key,
  outcome: key,
  timePoint: key,
  population: key,
  treatment: localizedText,
  intercurrentEvents: z.array(
    z.strictObject({
      event: localizedText,
      strategy: z.enum(["treatment_policy", "hypothetical", "composite", "while_on_treatment", "principal_stratum"]),
    }),
  ),
  summary: localizedText,
});

const analysis = z.strictObject({
  key,
  title: localizedText,
  kind: z.enum([
    "characteristics_table",
    "baseline_by_arm",
    "before_after_table",
    "normality",
    "paired_comparison",
    "paired_categories",
    "before_after_figure",
    "ancova",
    "two_proportions",
    "ordinal_by_arm",
    "arm_figure",
    "reliability",
  ]),
  role: z.enum(["primary", "secondary", "exploratory", "descriptive", "replication"]),
  population: key,
  estimand: key.optional(),
  outcomes: z.array(key).optional(),
  items: z.array(key).optional(),
  timePoint: key.optional(),
  /** Visits whose values the table describes. */
  visit: key.optional(),
  covariates: z.array(key).optional(),
  note: localizedText.optional(),
});

/**
 * What is done about several comparisons with the control: the p of each is adjusted by Holm's method for how many there are,
 * or is not, for a reason.
 */
const multiplicity = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("holm") }),
  z.strictObject({ method: z.literal("none"), reason: localizedText }),
]);

const sampleSize = z.strictObject({
  /** Total sampling takes who is there; the others are planned for the test they are named after. */
  method: z.enum(["total_sampling", "ancova", "paired_t", "two_sample_t", "two_proportions"]),
  target: z.number().int().positive(),
  /** Recruited to each arm; to the smallest, where the allocation's ratio is not equal. */
  perArm: z.number().int().positive().nullable(),
  alpha: z.number().gt(0).lt(1),
  power: z.number().gt(0).lt(1).nullable(),
  difference: z.number().nullable(),
  standardDeviation: z.number().positive().nullable(),
  correlation: z.number().min(-1).max(1).nullable(),
  dropOut: z.number().min(0).lt(1).nullable(),
  /** For two proportions: the expected share of events in the first arm and in the second. */
  proportions: z.strictObject({ first: z.number().gt(0).lt(1), second: z.number().gt(0).lt(1) }).optional(),
  rationale: localizedText,
});

/**
 * How participants are allocated. Which settings a scheme needs, and within what limits, is said by the schemes
 * (`validateStudyDocument` of `randomization`), so that each is refused by what is wrong with it and not by its shape.
 */
const allocation = z.strictObject({
  scheme: z.enum(["simple", "permuted_blocks", "big_stick", "efron", "urn", "maximal", "minimization"]),
  ratio: z.array(z.strictObject({ arm: key, weight: z.number() })).min(2),
  /** Permuted blocks: one size, or several of which each block's is drawn. */
  blockSizes: z.array(z.number()).min(1).optional(),
  /** Efron: chance of the arm that is behind. Minimization: chance of the arms that leave the least imbalance. */
  coin: z.strictObject({ numerator: z.number(), denominator: z.number() }).optional(),
  /** Big stick, maximal procedure: the largest difference of the two arms, in participants. */
  maximumImbalance: z.number().optional(),
  /** Urn: balls of each arm at the start, and those added for every other arm after an allocation. */
  urn: z.strictObject({ initial: z.number(), added: z.number() }).optional(),
  /** Maximal procedure: participants after which the arms are equal again. */
  sequenceLength: z.number().optional(),
  /** Minimization: how the imbalance of a factor over the arms is measured. */
  measure: z.enum(["range", "variance", "sd"]).optional(),
  /**
   * `site`, or a choice, yes/no or calculated item of the baseline visit. Each combination has a list of its own; under
   * minimization they are the factors that are balanced, each with its weight (1 when absent).
   */
  strata: z.array(
    z.discriminatedUnion("source", [
      z.strictObject({ source: z.literal("site"), weight: z.number().optional() }),
      z.strictObject({ source: z.literal("item"), item: key, weight: z.number().optional() }),
    ]),
  ),
  /** The visit whose forms must be complete and locked first. */
  afterVisit: key,
  /** Sealed cards for a day without a network: how many for each site and stratum, of lists of their own. */
  cards: z.strictObject({ perList: z.number().int().min(1).max(200) }).optional(),
  /**
   * 128 random bits, hex, given to the document of a study of real persons or of its test when it is opened, and hidden like
   * the settings: without them the few block sizes there are could be tried until the document's hash is met.
   */
  salt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});

const blinding = z.strictObject({
  statement: localizedText,
  /** What each role may see of the arm until the study is locked and unblinded. */
  levels: z.array(z.strictObject({ role: roleKey, level: blindingLevel })),
});

const consent = z.strictObject({
  version: z.string().min(1).max(20),
  date: localDate,
  title: localizedText,
  sections: z.array(z.strictObject({ key, heading: localizedText, text: localizedText })).min(1),
  /** Separate ticks; the required ones decide participation. */
  purposes: z.array(z.strictObject({ key, text: localizedText, required: z.boolean() })).min(1),
  /** The decision of the ethics committee that these words are part of. */
  approval: z.strictObject({ number: z.string().max(100), approvedOn: awaitedDate }).optional(),
});

/** The answer to an item of a reporting guideline that nothing else in the document answers (`spirit_34`, `trend_8`). */
const statement = z.strictObject({ key, text: localizedText });

/** When the study is planned to run, and how fast it recruits; each part until it is known absent. */
const timetable = z.strictObject({
  recruitmentStart: localDate.optional(),
  recruitmentEnd: localDate.optional(),
  /** The last measurement of the last participant. */
  studyEnd: localDate.optional(),
  /** Participants expected to be enrolled in a month, at all sites together. */
  recruitmentPerMonth: z.number().positive().max(100_000).optional(),
});

export const protocolSchema = z.strictObject({
  schema: z.literal("kendali-protocol/1"),
  key: z.string().regex(/^[a-z][a-z0-9-]{2,47}$/, "slug"),
  version: z.string().regex(/^\d+\.\d+$/, "version"),
  date: localDate,
  languages: z.array(z.enum(["id", "en"])).min(1),
  title: localizedText,
  shortTitle: localizedText,
  design: z.strictObject({
    type: z.enum(["one_group_pretest_posttest", "parallel_controlled"]),
    objective: localizedText,
    hypothesis: localizedText,
    /** What the design cannot show; printed with every result. */
    limitations: z.array(z.strictObject({ key, heading: localizedText, text: localizedText })),
  }),
  ethics: z
    .strictObject({ committee: localizedText, number: z.string(), approvedOn: awaitedDate, expiresOn: awaitedDate })
    .nullable(),
  registration: z.strictObject({ registry: z.string(), number: z.string() }).nullable(),
  sites: z
    .array(
      z.strictObject({
        key,
        /** Two to four capitals that begin each participant number. */
        code: z.string().regex(/^[A-Z]{2,4}$/, "code"),
        name: localizedText,
        timeZone: z.string().min(1),
        /** What kind of place it is and whom it serves (SPIRIT 2025, item 13). */
        setting: localizedText.optional(),
      }),
    )
    .min(1),
  arms: z
    .array(
      z.strictObject({
        key,
        label: localizedText,
        description: localizedText,
        kind: z.enum(["intervention", "control"]),
        interventions: z.array(key),
      }),
    )
    .min(1),
  interventions: z.array(intervention),
  epochs: z.array(z.strictObject({ key, label: localizedText })).min(1),
  visits: z.array(visit).min(1),
  codelists: z.array(codelist),
  forms: z.array(form).min(1),
  scales: z.array(scale).optional(),
  /** The item (date_time) that holds the delivery, from which postpartum hours and days are counted. */
  deliveryItem: key.nullable(),
  eligibility: z.strictObject({ criteria: z.array(criterion).min(1) }),
  sampling: z.strictObject({
    method: z.enum(["total", "consecutive"]),
    frame: localizedText,
    description: localizedText,
  }),
  consent,
  outcomes: z.array(outcome).min(1),
  populations: z.array(population).min(1),
  estimands: z.array(estimand),
  sampleSize,
  timetable: timetable.optional(),
  allocation: allocation.nullable(),
  blinding,
  analysisPlan: z.strictObject({
    version: z.string(),
    alpha: z.number().gt(0).lt(1),
    confidenceLevel: z.number().gt(0).lt(1),
    /** Of the comparisons of the primary outcome in a trial of more than two arms. */
    multiplicity: multiplicity.optional(),
    analyses: z.array(analysis).min(1),
  }),
  roles: z
    .array(
      z.strictObject({
        role: roleKey,
        responsibilities: localizedText,
        /** What a person must have been trained in before working in this role. */
        training: localizedText.optional(),
      }),
    )
    .min(1),
  statements: z.array(statement).optional(),
  /** What is ours and not published by the study that the document follows; shown wherever the part is shown. */
  assumptions: z.array(z.strictObject({ key, about: z.array(z.string().min(1)).min(1), note: localizedText })),
});
