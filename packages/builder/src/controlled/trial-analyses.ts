import {
  type Analysis,
  type Estimand,
  type ItemTypeKey,
  type LocalizedText,
  type Outcome,
  placedItems,
  type Protocol,
  type Visit,
} from "@kendali/domain";
import { controlledWords } from "./controlled-words.ts";
import { freeKey } from "./free-key.ts";

type TrialParts = Pick<Protocol, "forms" | "visits" | "outcomes" | "allocation" | "arms">;

type Planned = {
  readonly trial: TrialParts;
  /** The pilot's plan: what described its participants describes the trial's. */
  readonly pilot: Protocol;
  readonly baseline: Visit | undefined;
  readonly main: Visit | undefined;
  readonly everybody: string;
  readonly treated: string;
};

const analysisOfScale = {
  continuous: "ancova",
  binary: "two_proportions",
  ordinal: "ordinal_by_arm",
} as const satisfies Record<Outcome["scale"], Analysis["kind"]>;

/** What the trial is to estimate of its primary outcome. */
export function trialEstimands({ trial, main, everybody }: Planned): Estimand[] {
  return primaryOutcomes(trial, main).map((outcome) => {
    const visit = main?.label ?? outcome.label;
    const share = outcome.scale === "continuous" ? "estimand_means" : "estimand_shares";
    const [arm, control] = [armLabels(trial, "intervention"), armLabels(trial, "control")];
    return {
      key: estimandKey(outcome, main),
      outcome: outcome.key,
      timePoint: main?.key ?? "",
      population: everybody,
      treatment: controlledWords("estimand_treatment", { arm, control }),
      intercurrentEvents: [{ event: controlledWords("event_sessions_missed"), strategy: "treatment_policy" }],
      summary: controlledWords(share, { outcome: outcome.label, visit }),
    };
  });
}

/**
 * The analysis plan of the trial: who took part, the primary outcome at the primary time by ANCOVA on its baseline, each
 * outcome at each of its times, the primary one adjusted for confounders and among those treated per protocol, the figure,
 * and what of the pilot's plan does not compare before with after.
 */
export function trialAnalyses(planned: Planned): Analysis[] {
  const analyses: Analysis[] = [];
  const add = (analysis: Analysis): void => {
    analyses.push({
      ...analysis,
      key: freeKey(
        analysis.key,
        analyses.map(({ key }) => key),
      ),
    });
  };
  add(baselineTable(planned));
  for (const analysis of comparisons(planned)) add(analysis);
  for (const analysis of sensitivity(planned)) add(analysis);
  for (const analysis of planned.pilot.analysisPlan.analyses) {
    if (analysis.kind === "reliability") add({ ...analysis, population: planned.everybody });
  }
  return analyses;
}

function baselineTable({ trial, pilot, baseline, everybody }: Planned): Analysis {
  const described = pilot.analysisPlan.analyses.find(({ kind }) => kind === "characteristics_table")?.items ?? [];
  const atBaseline = new Set(baseline?.forms.map(({ form }) => form));
  const asked = placedItems(trial).filter(({ form }) => atBaseline.has(form.key));
  const ofOutcomes = trial.outcomes.map(({ item }) => item);
  const items = asked
    .filter(({ item, form }) => {
      const isDescribed = described.length === 0 ? form.purpose === "characteristics" : described.includes(item.key);
      return (isDescribed && isCountable(item.type)) || ofOutcomes.includes(item.key);
    })
    .map(({ item }) => item.key);
  return {
    key: "baseline_table",
    title: controlledWords("analysis_baseline"),
    kind: "baseline_by_arm",
    role: "descriptive",
    population: everybody,
    items,
    ...(baseline === undefined ? {} : { visit: baseline.key }),
    note: controlledWords("analysis_baseline_note"),
  };
}

function isCountable(type: ItemTypeKey): boolean {
  return ["integer", "decimal", "choice", "multiple_choice", "yes_no", "duration", "calculated"].includes(type);
}

function comparisons(planned: Planned): readonly Analysis[] {
  const { trial, main, everybody } = planned;
  const primary = new Set(primaryOutcomes(trial, main).map(({ key }) => key));
  return trial.outcomes
    .filter(({ role }) => role !== "confounder")
    .flatMap((outcome) =>
      outcome.timePoints.map((timePoint): Analysis => {
        const visit = trial.visits.find(({ key }) => key === timePoint);
        const isPrimary = primary.has(outcome.key) && timePoint === main?.key;
        return {
          ...compared(planned, outcome, timePoint),
          key: `${outcome.key}_${timePoint}`,
          title: controlledWords("analysis_at_visit", { outcome: outcome.label, visit: visit?.label ?? outcome.label }),
          role: isPrimary ? "primary" : outcome.role === "exploratory" ? "exploratory" : "secondary",
          population: everybody,
          ...(isPrimary ? { estimand: estimandKey(outcome, main) } : {}),
        };
      }),
    );
}

function sensitivity(planned: Planned): readonly Analysis[] {
  const { trial, main, treated, everybody, baseline } = planned;
  if (main === undefined) return [];
  const atBaseline = new Set(baseline?.forms.map(({ form }) => form));
  const confounders = trial.outcomes
    .filter(({ role, item }) => {
      const home = placedItems(trial).find((placed) => placed.item.key === item);
      return role === "confounder" && home !== undefined && atBaseline.has(home.form.key);
    })
    .map(({ item }) => item);
  return primaryOutcomes(trial, main).flatMap((outcome): readonly Analysis[] => {
    const comparison = compared(planned, outcome, main.key);
    const title = { outcome: outcome.label, visit: main.label };
    return [
      ...(confounders.length === 0 || comparison.kind !== "ancova"
        ? []
        : [
            {
              ...comparison,
              key: `${outcome.key}_adjusted`,
              title: controlledWords("analysis_adjusted", title),
              role: "exploratory" as const,
              population: everybody,
              covariates: [...(comparison.covariates ?? []), ...confounders],
              note: controlledWords("analysis_adjusted_note"),
            },
          ]),
      {
        ...comparison,
        key: `${outcome.key}_per_protocol`,
        title: controlledWords("analysis_per_protocol", title),
        role: "exploratory",
        population: treated,
      },
      {
        key: `${outcome.key}_figure`,
        title: controlledWords("analysis_figure", title),
        kind: "arm_figure",
        role: "descriptive",
        population: everybody,
        outcomes: [outcome.key],
        timePoint: main.key,
      },
    ];
  });
}

function compared(
  { trial }: Planned,
  outcome: Outcome,
  timePoint: string,
): Pick<Analysis, "kind" | "outcomes" | "timePoint" | "covariates"> {
  const kind = analysisOfScale[outcome.scale];
  const strata = (trial.allocation?.strata ?? []).flatMap((stratum) =>
    stratum.source === "item" ? [stratum.item] : [],
  );
  return {
    kind,
    outcomes: [outcome.key],
    timePoint,
    ...(kind === "ancova" && strata.length > 0 ? { covariates: strata } : {}),
  };
}

function primaryOutcomes({ outcomes }: TrialParts, main: Visit | undefined): readonly Outcome[] {
  return outcomes.filter(
    ({ role, timePoints }) => role === "primary" && main !== undefined && timePoints.includes(main.key),
  );
}

function estimandKey(outcome: Outcome, main: Visit | undefined): string {
  return freeKey(`${outcome.key}_${main?.key ?? ""}`, []);
}

/** What the arms of a kind are called, one after the other. */
function armLabels({ arms }: TrialParts, kind: "intervention" | "control"): LocalizedText {
  const labels = arms.filter((arm) => arm.kind === kind).map(({ label }) => label);
  return { id: labels.map(({ id }) => id).join(", "), en: labels.map(({ en }) => en).join(", ") };
}
