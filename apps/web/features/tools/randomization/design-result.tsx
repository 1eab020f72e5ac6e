"use client";

import { formatNumber, formatRange } from "@kendali/i18n";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { problemWords } from "@kendali/i18n/problem-words";
import type { DesignPlan } from "@kendali/randomization";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { MarginNotes, type MarginNote } from "@kendali/ui/components/statistic";
import { Table } from "@kendali/ui/components/table";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { BalanceFigure } from "./balance-figure.tsx";
import type { SimulatedPlan } from "./design.worker.ts";
import { designWords, differenceWords, isEven, ofTen } from "./design-words.ts";

type DesignResultProps = {
  chosen: SimulatedPlan;
  others: readonly SimulatedPlan[];
  /** In the order of the plan's strata. */
  strata: readonly string[];
  seconds: number;
  onUse: (plan: DesignPlan) => void;
};

/** What the simulated trials gave: warnings with their mend, balance, strata, and other designs beside the chosen one. */
export function DesignResult({ chosen, others, strata, seconds, onUse }: DesignResultProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { plan, simulation } = chosen;
  const { warnings, isStopped, simulations } = simulation;
  const count = (value: number): string => formatNumber(locale, value, 0);
  return (
    <>
      <div className="design-figures">
        {isStopped ? (
          <Message tone="info">
            {t("stopped", { done: count(simulations.completed), planned: count(simulations.planned) })}
          </Message>
        ) : null}
        <BalanceFigure plan={plan} simulation={simulation} />
        {strata.length > 1 ? <StrataTable chosen={chosen} strata={strata} /> : null}
        <Comparison chosen={chosen} others={others} onUse={onUse} />
        {warnings.length === 0 ? null : (
          <section aria-labelledby="warnings-title">
            <h2 id="warnings-title">{t("warnings_title")}</h2>
            {warnings.map((warning) => (
              <Message key={warning.code} tone={isRefusedAtGoLive(warning.code) ? "bad" : "warn"}>
                {problemWords(locale, warning)}
              </Message>
            ))}
          </section>
        )}
      </div>
      <MarginNotes notes={useProof(chosen, seconds)} />
    </>
  );
}

/** The one warning of a simulation that no protocol is accepted with. */
function isRefusedAtGoLive(code: string): boolean {
  return code === "allocation_fixed_block_of_two";
}

function useProof({ plan, simulation, exact }: SimulatedPlan, seconds: number): readonly MarginNote[] {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { simulations, predictability, seed } = simulation;
  const guesses = t("proof_guesses_words", { error: ofTen(t, predictability.standardError, 3) });
  return [
    {
      title: t("proof_trials"),
      words: t("proof_trials_words", {
        done: formatNumber(locale, simulations.completed, 0),
        seed: String(seed),
        seconds: formatNumber(locale, seconds, 1),
      }),
    },
    {
      title: t("proof_guesses"),
      words: exact === null ? guesses : `${guesses} ${t("proof_exact", { exact: ofTen(t, exact, 3) })}`,
    },
    { title: t("proof_difference"), words: t(isEven(plan) ? "proof_difference_words" : "proof_difference_ratio") },
    { title: t("proof_source"), words: t("proof_source_words") },
  ];
}

/** More rows than this nobody reads; the smallest strata are the ones in doubt. */
const mostRows = 24;

function StrataTable({ chosen: { plan, simulation }, strata }: { chosen: SimulatedPlan; strata: readonly string[] }) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const all = simulation.strata.map((stratum, index) => ({ ...stratum, name: strata[index] ?? stratum.stratumKey }));
  const shown =
    all.length <= mostRows ? all : all.toSorted((left, right) => left.expected - right.expected).slice(0, mostRows);
  const smallest = all.find(({ stratumKey }) => stratumKey === simulation.smallestStratum);
  const note = [
    ...(shown.length < all.length
      ? [t("strata_shown", { shown: shown.length, count: formatNumber(locale, all.length) })]
      : []),
    ...(smallest === undefined
      ? []
      : [t("smallest", { stratum: smallest.name, expected: formatNumber(locale, smallest.expected, 1) })]),
    t("strata_note"),
  ];
  return (
    <Table
      locale={locale}
      variant="apa"
      title={t("strata_title")}
      columns={[
        { key: "stratum", head: t("head_stratum") },
        { key: "expected", head: t("head_expected"), numeric: true },
        { key: "range", head: t("head_least_most"), numeric: true },
        { key: "mean", head: t("head_mean"), numeric: true },
        { key: "most", head: t("head_95"), numeric: true },
      ]}
      rows={shown.map((stratum) => ({
        key: stratum.stratumKey,
        cells: [
          stratum.name,
          formatNumber(locale, stratum.expected, 1),
          formatRange(locale, stratum.participants.least, stratum.participants.most),
          formatNumber(locale, stratum.meanDifference, 1),
          differenceWords(t, plan, stratum.difference95),
        ],
      }))}
      note={note.join(" ")}
    />
  );
}

type ComparisonProps = {
  chosen: SimulatedPlan;
  others: readonly SimulatedPlan[];
  onUse: (plan: DesignPlan) => void;
};

/** The chosen design and others under the same plan, so that balance and predictability can be weighed. */
function Comparison({ chosen, others, onUse }: ComparisonProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  if (others.length === 0) return null;
  const hasStrata = chosen.simulation.strata.length > 1;
  const row = ({ plan, simulation, exact }: SimulatedPlan, isChosen: boolean) => {
    const name = designWords(t, plan);
    const worst = Math.max(...simulation.strata.map(({ meanDifference }) => meanDifference));
    return {
      key: JSON.stringify(plan.parameters) + plan.scheme,
      selected: isChosen,
      cells: [
        isChosen ? (
          <span key="name">
            {name} <small className="design-own">{t("this_design")}</small>
          </span>
        ) : (
          name
        ),
        differenceWords(t, plan, simulation.overall.difference95),
        ...(hasStrata ? [formatNumber(locale, worst, 1)] : []),
        ofTen(t, exact ?? simulation.predictability.correctGuesses),
        isChosen ? (
          ""
        ) : (
          <Button key="use" tight onClick={() => onUse(plan)} aria-label={t("use_named", { name })}>
            {t("use_this")}
          </Button>
        ),
      ],
    };
  };
  return (
    <Table
      locale={locale}
      variant="apa"
      title={t("compare_title")}
      columns={[
        { key: "design", head: t("head_design") },
        { key: "overall", head: t("head_overall"), numeric: true },
        ...(hasStrata ? [{ key: "worst", head: t("head_worst"), numeric: true }] : []),
        { key: "guesses", head: t("head_guesses"), numeric: true },
        { key: "use", head: t("use_this") },
      ]}
      rows={[row(chosen, true), ...others.map((other) => row(other, false))]}
      note={t("compare_note", { chance: ofTen(t, chosen.simulation.predictability.byChance) })}
    />
  );
}
