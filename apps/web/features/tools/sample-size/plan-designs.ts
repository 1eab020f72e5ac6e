import type { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import type { MethodKey } from "@kendali/stats";

type ToolsKey = keyof (typeof toolsCatalogue)["id"];

/** Words of the tools that are a name or a hint, without places to fill. */
export type LabelKey =
  | Extract<ToolsKey, `${"field" | "help" | "design" | "group" | "analysis" | "shape"}_${string}`>
  | "plan_drop_out"
  | "plan_drop_out_hint"
  | "proof_change_score"
  | "proof_design_effect"
  | "proof_events"
  | "proof_individual"
  | "proof_without_baseline";

export type PlanDesignKey = keyof typeof planDesigns;

/** What a number of a plan is measured in, so that it is read and written accordingly. */
export type FieldKind = "count" | "share" | "outcome" | "plain";

export type PlanField = {
  /** Its name in the method's input, in refusals and in the page's address. */
  readonly name: string;
  readonly kind: FieldKind;
  /** What stands there before anybody types, so that the page opens with an answer. */
  readonly start: number;
  readonly label: LabelKey;
  readonly help: LabelKey;
  /** Never the unknown: always given. */
  readonly isGiven?: true;
};

export type PlanDesign = {
  readonly group: LabelKey;
  readonly label: LabelKey;
  readonly method: MethodKey;
  /** Page docs/statistics/<page>.md. */
  readonly page: string;
  /** Quantities in the order of the form; the first is what is found unless somebody asks otherwise. */
  readonly fields: readonly PlanField[];
  /** The test has one or two sides; tests of several groups have no direction. */
  readonly hasSides: boolean;
  /** Unknown quantities that are searched on the side a direction names, and that direction before anybody chooses. */
  readonly directed?: { readonly quantities: readonly string[]; readonly start: "increase" | "decrease" };
  readonly arms: "one" | "two" | "groups";
};

type Words = `${"field" | "help"}_${string}` & ToolsKey;
type Named<K extends Words> = K extends `field_${infer Rest}` ? Rest : never;
type FieldWords = Named<Words>;

function field(name: string, kind: FieldKind, start: number, words: FieldWords): PlanField {
  return { name, kind, start, label: `field_${words}` as LabelKey, help: `help_${words}` as LabelKey };
}

const significance = field("significance", "share", 0.05, "significance");
const power = (start: number): PlanField => field("power", "share", start, "power");
const ratio = field("ratio", "plain", 1, "ratio");
const nFirst = field("n", "count", 64, "n_first");
const clustered = [
  field("clusters", "count", 8, "clusters"),
  field("clusterSize", "count", 20, "cluster_size"),
  field("icc", "plain", 0.05, "icc"),
  field("cv", "plain", 0, "cv"),
];
const proportions = [
  field("proportionFirst", "share", 0.6, "proportion_first"),
  field("proportionSecond", "share", 0.8, "proportion_second"),
];
const means = [field("delta", "outcome", 0.5, "delta_arms"), field("sd", "outcome", 1, "sd_arms")];
const directedProportions = { quantities: ["proportionFirst", "proportionSecond"], start: "increase" } as const;

/** Every design that a sample size can be planned for, in the order of the menu. */
export const planDesigns = {
  two_sample_t: {
    group: "group_means",
    label: "design_two_sample_t",
    method: "sample_size_two_sample_t",
    page: "sample-size-two-sample-t",
    fields: [nFirst, ratio, ...means, significance, power(0.8)],
    hasSides: true,
    arms: "two",
  },
  paired_t: {
    group: "group_means",
    label: "design_paired_t",
    method: "sample_size_paired_t",
    page: "sample-size-paired-t",
    fields: [
      field("n", "count", 34, "n_pairs"),
      field("delta", "outcome", 0.5, "delta_change"),
      field("sd", "outcome", 1, "sd_change"),
      significance,
      power(0.8),
    ],
    hasSides: true,
    arms: "one",
  },
  ancova: {
    group: "group_means",
    label: "design_ancova",
    method: "sample_size_ancova",
    page: "sample-size-ancova",
    fields: [
      field("n", "count", 50, "n_first"),
      ratio,
      ...means,
      field("correlation", "plain", 0.5, "correlation"),
      significance,
      power(0.8),
    ],
    hasSides: true,
    arms: "two",
  },
  one_sample_t: {
    group: "group_means",
    label: "design_one_sample_t",
    method: "sample_size_one_sample_t",
    page: "sample-size-one-sample-t",
    fields: [
      field("n", "count", 34, "n_one"),
      field("delta", "outcome", 0.5, "delta_reference"),
      field("sd", "outcome", 1, "sd_one"),
      significance,
      power(0.8),
    ],
    hasSides: true,
    arms: "one",
  },
  two_proportions: {
    group: "group_proportions",
    label: "design_two_proportions",
    method: "sample_size_two_proportions",
    page: "sample-size-two-proportions",
    fields: [field("n", "count", 80, "n_first"), ratio, ...proportions, significance, power(0.8)],
    hasSides: true,
    directed: directedProportions,
    arms: "two",
  },
  cohen_h: {
    group: "group_proportions",
    label: "design_cohen_h",
    method: "sample_size_cohen_h",
    page: "sample-size-cohen-h",
    fields: [nFirst, ratio, field("h", "plain", 0.5, "h"), significance, power(0.8)],
    hasSides: true,
    arms: "two",
  },
  mcnemar: {
    group: "group_proportions",
    label: "design_mcnemar",
    method: "sample_size_mcnemar",
    page: "sample-size-mcnemar",
    fields: [
      field("n", "count", 50, "n_pairs"),
      field("yesToNo", "share", 0.1, "yes_to_no"),
      field("noToYes", "share", 0.3, "no_to_yes"),
      significance,
      power(0.8),
    ],
    hasSides: true,
    directed: { quantities: ["yesToNo", "noToYes"], start: "increase" },
    arms: "one",
  },
  chi_square: {
    group: "group_proportions",
    label: "design_chi_square",
    method: "sample_size_chi_square",
    page: "sample-size-chi-square",
    fields: [
      field("n", "count", 100, "n_total"),
      field("w", "plain", 0.3, "w"),
      { ...field("df", "count", 2, "df"), isGiven: true },
      significance,
      power(0.8),
    ],
    hasSides: false,
    arms: "one",
  },
  anova: {
    group: "group_several",
    label: "design_anova",
    method: "sample_size_anova",
    page: "sample-size-anova",
    fields: [
      field("n", "count", 53, "n_per_group"),
      field("groups", "count", 3, "groups"),
      field("f", "plain", 0.25, "f"),
      significance,
      power(0.8),
    ],
    hasSides: false,
    arms: "groups",
  },
  correlation: {
    group: "group_several",
    label: "design_correlation",
    method: "sample_size_correlation",
    page: "sample-size-correlation",
    fields: [field("n", "count", 84, "n_one"), field("r", "plain", 0.3, "r"), significance, power(0.8)],
    hasSides: true,
    arms: "one",
  },
  cluster_means: {
    group: "group_clusters",
    label: "design_cluster_means",
    method: "sample_size_cluster",
    page: "sample-size-cluster",
    fields: [...clustered, ...means, significance, power(0.8)],
    hasSides: true,
    arms: "two",
  },
  cluster_proportions: {
    group: "group_clusters",
    label: "design_cluster_proportions",
    method: "sample_size_cluster",
    page: "sample-size-cluster",
    fields: [...clustered, ...proportions, significance, power(0.8)],
    hasSides: true,
    directed: directedProportions,
    arms: "two",
  },
  survival: {
    group: "group_time",
    label: "design_survival",
    method: "sample_size_survival",
    page: "sample-size-survival",
    fields: [
      field("n", "count", 300, "n_total"),
      field("eventProbability", "share", 0.5, "event_probability"),
      field("hazardRatio", "plain", 0.7, "hazard_ratio"),
      field("allocation", "share", 0.5, "allocation"),
      significance,
      power(0.8),
    ],
    hasSides: true,
    directed: { quantities: ["hazardRatio"], start: "decrease" },
    arms: "two",
  },
} as const satisfies Readonly<Record<string, PlanDesign>>;

export const firstDesign: PlanDesignKey = "two_sample_t";

/** A design as read by code that does not ask which one it is. */
export function planDesign(key: PlanDesignKey): PlanDesign {
  return planDesigns[key];
}

export function isPlanDesign(text: string | undefined): text is PlanDesignKey {
  return text !== undefined && Object.hasOwn(planDesigns, text);
}

/** Quantities that can be what is looked for. */
export function findable({ fields }: PlanDesign): readonly string[] {
  return fields.filter(({ isGiven }) => isGiven !== true).map(({ name }) => name);
}

/** Expected share of participants lost: asked beside the design's own quantities. */
export const dropOutField: PlanField = {
  name: "dropOut",
  kind: "share",
  start: 0,
  label: "plan_drop_out",
  help: "plan_drop_out_hint",
};
