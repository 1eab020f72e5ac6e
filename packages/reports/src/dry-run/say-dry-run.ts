import type { DesignFinding, DryRun, PowerShare, SeveralPowers } from "@kendali/analysis";
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
  /** The power of every comparison and of them together, where there are more than two arms. */
  readonly comparisons?: SaidComparisons;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly findings: readonly {
    readonly severity: DesignFinding["severity"];
    readonly words: string;
    /** How often, of how many; empty where it is so or is not. */
    readonly times: string;
    readonly path: string;
  }[];
};

/** A table of shares; a cell is empty where there is none. */
export type SaidComparisons = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly [name: string, ...shares: string[]])[];
  readonly note: string;
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
): Pick<SaidDryRun, "lead" | "after" | "comparisons"> {
  const t = createTranslator(locale, builderDryRunCatalogue);
  const participants = formatNumber(locale, assumptions.participants, 0);
  if (!power.ok) return { lead: t("lead_plain", { participants }), after: [t(`no_power_${power.reason}`)] };
  if ("several" in power) return saySeveral(protocol, power.several, { participants, locale });
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

type SaidWith = { readonly participants: string; readonly locale: Locale };

/** By the p that decides: all supposed differences and at least one; the one supposed; or, with none, the errors. */
function saySeveral(
  protocol: Protocol,
  powers: SeveralPowers,
  { participants, locale }: SaidWith,
): Pick<SaidDryRun, "lead" | "after" | "comparisons"> {
  const t = createTranslator(locale, builderDryRunCatalogue);
  const percent = (share: number): string => formatPercent(locale, share, 1);
  const { adjustment, analysed, comparisons, falsely, simulations, together } = powers;
  const isAdjusted = adjustment === "holm";
  const supposed = comparisons.find(({ reading }) => reading === "power");
  const decisive = supposed === undefined ? falsely : (supposed.adjusted ?? supposed.alone);
  const planned = protocol.sampleSize.power;
  const lead =
    together !== null
      ? t("lead_several", {
          participants,
          all: percent(together.all.estimate),
          atLeastOne: percent(together.atLeastOne.estimate),
        })
      : supposed === undefined
        ? t("lead_size", { power: percent(decisive?.estimate ?? 0) })
        : t("lead_several_one", {
            participants,
            compared: armName(protocol, supposed.arm, locale),
            power: percent(decisive?.estimate ?? 0),
          });
  return {
    lead,
    after: [
      t(isAdjusted ? "several_holm" : "several_not_adjusted"),
      t("several_after", {
        simulations: formatNumber(locale, simulations.completed, 0),
        analysed: formatNumber(locale, analysed, 0),
      }),
      ...(planned === null || supposed === undefined
        ? []
        : [t(isAdjusted ? "several_aim_holm" : "several_aim", { power: formatPercent(locale, planned, 0) })]),
    ],
    comparisons: tableOf(protocol, powers, locale),
  };
}

function tableOf(protocol: Protocol, powers: SeveralPowers, locale: Locale): SaidComparisons {
  const t = createTranslator(locale, builderDryRunCatalogue);
  const percent = (share: number): string => formatPercent(locale, share, 1);
  const said = (share: PowerShare | null): string =>
    share === null
      ? ""
      : t("share_with_error", {
          share: percent(share.estimate),
          lower: percent(share.lower),
          upper: percent(share.upper),
        });
  const isAdjusted = powers.adjustment === "holm";
  const decided = (name: string, share: PowerShare): readonly [string, ...string[]] =>
    isAdjusted ? [name, "", said(share)] : [name, said(share)];
  const { together, falsely } = powers;
  const reference = armName(protocol, powers.reference, locale);
  return {
    title: t("several_title"),
    head: [t("several_comparison"), t("several_alone"), ...(isAdjusted ? [t("several_adjusted")] : [])],
    rows: [
      ...powers.comparisons.map(({ arm, reading, alone, adjusted }): readonly [string, ...string[]] => [
        t(reading === "power" ? "several_versus" : "several_versus_size", {
          compared: armName(protocol, arm, locale),
          reference,
        }),
        said(alone),
        ...(isAdjusted ? [said(adjusted)] : []),
      ]),
      ...(together === null
        ? []
        : [decided(t("several_all"), together.all), decided(t("several_at_least_one"), together.atLeastOne)]),
      ...(falsely === null ? [] : [decided(t("several_falsely"), falsely)]),
    ],
    note: t("several_error"),
  };
}

function armName({ arms }: Protocol, key: string, locale: Locale): string {
  return arms.find((arm) => arm.key === key)?.label[locale] || key;
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
