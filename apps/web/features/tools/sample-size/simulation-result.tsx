"use client";

import type { PowerSimulation } from "@kendali/analysis";
import { formatInterval, formatNumber, type Translator } from "@kendali/i18n";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import type { Outcome } from "@kendali/stats";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import type { SimulationJob } from "./plan-simulation.ts";
import { shareWords } from "./plan-words.ts";

type SimulationResultProps = {
  outcome: Outcome<PowerSimulation>;
  job: SimulationJob;
  /** The plan or the choice has changed since. */
  isOld: boolean;
  /** Power by the formula, with whole numbers; null while the plan cannot be solved. */
  computed: number | null;
};

/** What the imitated studies gave: estimate, Monte-Carlo interval, and how the computed number lies to it. */
export function SimulationResult({ outcome, job, isOld, computed }: SimulationResultProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  if (!outcome.ok)
    return (
      <Message tone="bad" live="alert">
        {t("sim_bad", { option: String(outcome.refusal.params["option"] ?? outcome.refusal.code) })}
      </Message>
    );
  const { result } = outcome;
  const { interval, simulations, analysed } = result;
  const count = (value: number): string => formatNumber(locale, value, 0);
  const digits = simulations.completed >= 100_000 ? 4 : 3;
  const estimate = formatNumber(locale, result.estimate, digits);
  const limits = formatInterval(locale, interval.lower ?? 0, interval.upper ?? 1, digits);
  const done = count(simulations.completed);
  return (
    <div className={`sim-result${isOld ? " old" : ""}`} role="status">
      {isOld ? <p className="small ink2">{t("sim_old")}</p> : null}
      {result.isStopped ? <p>{t("sim_stopped", { done, planned: count(simulations.planned) })}</p> : null}
      <p className="say">
        <b>{t(job.checks === "size" ? "sim_result_size" : "sim_result_power", { estimate })}.</b>{" "}
        {t("sim_interval", { interval: limits, done })} {isOld ? "" : comparison(t, result, computed)}
      </p>
      <p className="small ink2">
        {t("sim_analysed", {
          mean: formatNumber(locale, analysed.mean, Number.isInteger(analysed.mean) ? 0 : 1),
          least: count(analysed.least),
          most: count(analysed.most),
        })}{" "}
        {t("sim_seed_used", { seed: String(result.seed) })}{" "}
        {result.refused
          .map((refused) => t("sim_refused", { count: count(refused.count), code: refused.code }))
          .join(" ")}
      </p>
    </div>
  );
}

/** Where the number by the formula lies to the interval. */
function comparison(
  t: Translator<typeof toolsCatalogue>,
  { reading, interval, significance }: PowerSimulation,
  computed: number | null,
): string {
  const [lower, upper] = [interval.lower ?? 0, interval.upper ?? 1];
  if (reading === "size") {
    const words = { significance: shareWords(t.locale, significance) };
    if (significance > upper) return t("sim_size_below", words);
    return significance < lower ? t("sim_size_above", words) : t("sim_size_agrees", words);
  }
  if (computed === null) return "";
  const words = { power: shareWords(t.locale, computed) };
  return computed >= lower && computed <= upper ? t("sim_agrees", words) : t("sim_differs", words);
}
