import type { DesignFinding, DryRun } from "@kendali/analysis";
import { placedItems, type LocalizedText, type Protocol } from "@kendali/domain";
import {
  builderDryRunCatalogue,
  createTranslator,
  fillMessage,
  formatDate,
  formatNumber,
  formatPercent,
  problemWords,
  reportsCatalogue,
  type Locale,
} from "@kendali/i18n";

/** What a dry run comes to, as plain JSON. */
export type DryRunSummary = Pick<DryRun, "assumptions" | "power" | "findings" | "span" | "entries"> & {
  readonly screened: number;
};

/** A dry run in words: a sentence first, then what makes it checkable, then what it shows of the design. */
export type SaidDryRun = {
  readonly lead: string;
  /** The error of the simulation and what the plan aims at, or why there is no power. */
  readonly after: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly findings: readonly {
    readonly severity: DesignFinding["severity"];
    readonly words: string;
    /** How often, of how many; empty where it is so or is not. */
    readonly times: string;
    readonly path: string;
  }[];
};

/** Says a dry run in one language. */
export function sayDryRun(protocol: Protocol, summary: DryRunSummary, locale: Locale): SaidDryRun {
  const t = createTranslator(locale, builderDryRunCatalogue);
  const { assumptions, span } = summary;
  const count = (value: number): string => formatNumber(locale, value, 0);
  return {
    ...sayPower(protocol, summary, locale),
    facts: [
      { label: t("fact_screened"), value: t("persons", { count: count(summary.screened) }) },
      { label: t("fact_enrolled"), value: t("persons", { count: count(assumptions.participants) }) },
      { label: t("fact_entries"), value: t("forms_count", { count: count(summary.entries) }) },
      {
        label: t("fact_span"),
        value: t("span_words", { from: formatDate(locale, span.from), to: formatDate(locale, span.lastEnrolled) }),
      },
      { label: t("fact_until"), value: formatDate(locale, span.to) },
      { label: t("fact_seed"), value: String(assumptions.seed) },
    ],
    findings: summary.findings.map((finding) => ({
      severity: finding.severity,
      words: findingWords(protocol, finding, locale),
      times: finding.of > 1 ? t("times", { count: count(finding.count), of: count(finding.of) }) : "",
      path: finding.path,
    })),
  };
}

function sayPower(
  protocol: Protocol,
  { assumptions, power }: DryRunSummary,
  locale: Locale,
): Pick<SaidDryRun, "lead" | "after"> {
  const t = createTranslator(locale, builderDryRunCatalogue);
  const participants = formatNumber(locale, assumptions.participants, 0);
  if (!power.ok) return { lead: t("lead_plain", { participants }), after: [t(`no_power_${power.reason}`)] };
  const { estimate, lower, upper, reading, simulations, analysed } = power.power;
  const percent = (share: number): string => formatPercent(locale, share, 1);
  const planned = protocol.sampleSize.power;
  return {
    lead: t(reading === "power" ? "lead_power" : "lead_size", { participants, power: percent(estimate) }),
    after: [
      t("lead_power_after", {
        lower: percent(lower),
        upper: percent(upper),
        simulations: formatNumber(locale, simulations.completed, 0),
        analysed: formatNumber(locale, analysed, 0),
      }),
      ...(planned === null || reading === "size" ? [] : [t("aim", { power: formatPercent(locale, planned, 0) })]),
    ],
  };
}

function findingWords(protocol: Protocol, { code, params }: DesignFinding, locale: Locale): string {
  const named = namesIn(protocol, params, locale);
  // Which names a finding has goes with its code, not with a type.
  const say = (key: keyof typeof builderDryRunCatalogue.id, more: Record<string, string> = {}): string =>
    fillMessage(locale, builderDryRunCatalogue[locale][key], { ...named, ...more });
  switch (code) {
    case "form_refused":
      return say("finding_form_refused", {
        problem: problemWords(locale, { code: String(params["problem"]), params }),
      });
    case "not_allocated":
      return say(
        params["reason"] === "strata_missing"
          ? "finding_not_allocated_strata_missing"
          : "finding_not_allocated_baseline_incomplete",
      );
    case "analysis_refused":
    case "analysis_part_refused":
      return say(`finding_${code}`, { reason: refusalWords(String(params["reason"]), locale) });
    case "ethics_expires":
      return say("finding_ethics_expires", { on: formatDate(locale, String(params["on"])) });
    default:
      return say(`finding_${code}`);
  }
}

function refusalWords(code: string, locale: Locale): string {
  const words: Readonly<Record<string, unknown>> = reportsCatalogue[locale];
  const said = words[`refusal_${code}`];
  return typeof said === "string" ? said : code;
}

/** Keys of the document's parts as a reader knows them; what is no key of a part stays. */
function namesIn(protocol: Protocol, params: DesignFinding["params"], locale: Locale): Record<string, string> {
  const labelOf: Readonly<Record<string, (key: string) => LocalizedText | undefined>> = {
    form: (key) => protocol.forms.find((one) => one.key === key)?.title,
    item: (key) => {
      const item = placedItems(protocol).find((placed) => placed.item.key === key)?.item;
      return item?.shortLabel ?? item?.label;
    },
    outcome: (key) => protocol.outcomes.find((one) => one.key === key)?.label,
    visit: (key) => protocol.visits.find((one) => one.key === key)?.label,
    first: (key) => protocol.visits.find((one) => one.key === key)?.label,
    second: (key) => protocol.visits.find((one) => one.key === key)?.label,
    analysis: (key) => protocol.analysisPlan.analyses.find((one) => one.key === key)?.title,
  };
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const label = labelOf[name]?.(String(value))?.[locale];
      const said = typeof value === "number" ? formatNumber(locale, value) : String(value);
      return [name, label === undefined || label === "" ? said : `“${label}”`];
    }),
  );
}
