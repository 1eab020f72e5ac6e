"use client";

import type { OutcomeShape, PowerSimulation, SimulationProgress } from "@kendali/analysis";
import { formatNumber } from "@kendali/i18n";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import type { Outcome } from "@kendali/stats";
import { Button } from "@kendali/ui/components/button";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { Message } from "@kendali/ui/components/message";
import { NumberBox } from "@kendali/ui/components/number-box";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useWorker } from "../worker/use-worker.ts";
import { WorkProgress } from "../worker/work-progress.tsx";
import type { PlanDesignKey } from "./plan-designs.ts";
import { numberProblem } from "./plan-problem.ts";
import {
  analysisOf,
  mostPerArm,
  mostStudies,
  simulatedAnalyses,
  simulationJob,
  type SimulationChoice,
  type SimulationJob,
} from "./plan-simulation.ts";
import { readPlanNumber } from "./read-plan-number.ts";
import { SimulationResult } from "./simulation-result.tsx";
import type { SolvedPlan } from "./solve-plan.ts";

type SimulationSectionProps = {
  design: PlanDesignKey;
  /** Null while the plan cannot be solved. */
  solved: SolvedPlan | null;
  choice: SimulationChoice;
  onChoose: (choice: SimulationChoice) => void;
};

const shapes: readonly OutcomeShape[] = ["normal", "skewed", "heavy_tailed"];

const openWorker = (): Worker => new Worker(new URL("./simulation.worker.ts", import.meta.url), { type: "module" });

/** Imitates the planned study many times through the analysis it will have, and sets the share of rejections beside the formula. */
export function SimulationSection({ design, solved, choice, onChoose }: SimulationSectionProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const { work, start, stop } = useWorker<SimulationJob, SimulationProgress, Outcome<PowerSimulation>>(openWorker);
  const analysis = analysisOf(design, choice);
  const whole = (text: string, least: number, most: number): { value: number | null; problems: FieldProblem[] } => {
    const number = readPlanNumber(text, { kind: "count", unit: "", locale });
    const problem = numberProblem(t, number);
    if (problem !== null || number.kind !== "value")
      return { value: null, problems: problem === null ? [] : [problem] };
    const isIn = Number.isSafeInteger(number.value) && number.value >= least && number.value <= most;
    return isIn
      ? { value: number.value, problems: [] }
      : { value: null, problems: [{ tone: "bad", title: t("bad_value") }] };
  };
  const simulations = whole(choice.simulations, 1, mostStudies);
  const seed = whole(choice.seed, 0, Number.MAX_SAFE_INTEGER);
  const isTooLarge = solved?.details.arms.some((arm) => arm.nWholeWithDropOut > mostPerArm) === true;
  const job =
    solved === null || simulations.value === null || seed.value === null
      ? null
      : simulationJob({ design, solved, choice, simulations: simulations.value, seed: seed.value });
  const isOneSided = solved !== null && analysis?.isTwoSidedOnly === true && solved.details.sided !== "two_sided";
  return (
    <section className="sim" aria-labelledby="sim-title">
      <h2 id="sim-title">{t("sim_title")}</h2>
      {analysis === undefined ? (
        <p className="ink2">{t("sim_none")}</p>
      ) : (
        <>
          <p className="ink2">{t("sim_intro")}</p>
          <div className="sim-form">
            <SelectBox
              id="analysis"
              locale={locale}
              label={t("sim_analysis")}
              value={analysis.key}
              options={simulatedAnalyses[design].map(({ key, label }) => ({ value: key, label: t(label) }))}
              onChange={(key) => onChoose({ ...choice, analysis: key })}
              problems={isOneSided ? [{ tone: "warn", title: t("sim_one_sided") }] : []}
            />
            <SelectBox
              id="checks"
              locale={locale}
              label={t("sim_what")}
              value={choice.checks}
              options={(["power", "size"] as const).map((value) => ({ value, label: t(`sim_${value}`) }))}
              onChange={(value) => onChoose({ ...choice, checks: value === "size" ? "size" : "power" })}
            />
            {analysis.hasShape ? (
              <SelectBox
                id="shape"
                locale={locale}
                label={t("sim_shape")}
                value={choice.shape}
                options={shapes.map((value) => ({ value, label: t(`shape_${value}`) }))}
                onChange={(value) =>
                  onChoose({ ...choice, shape: shapes.find((shape) => shape === value) ?? "normal" })
                }
              />
            ) : null}
            <NumberBox
              id="simulations"
              locale={locale}
              label={t("sim_studies")}
              hint={t("sim_studies_hint")}
              whole
              value={choice.simulations}
              onChange={(text) => onChoose({ ...choice, simulations: text })}
              problems={simulations.problems}
            />
            <NumberBox
              id="seed"
              locale={locale}
              label={t("sim_seed")}
              hint={t("sim_seed_hint")}
              whole
              value={choice.seed}
              onChange={(text) => onChoose({ ...choice, seed: text })}
              problems={seed.problems}
            />
          </div>
          {isTooLarge ? <Message tone="warn">{t("sim_too_many")}</Message> : null}
          {work.state === "running" ? (
            <WorkProgress
              words={
                work.progress === null
                  ? t("table_preparing")
                  : t("sim_progress", {
                      done: formatNumber(locale, Math.round(work.progress.completed), 0),
                      planned: formatNumber(locale, work.progress.planned, 0),
                    })
              }
              share={work.progress === null ? 0 : work.progress.completed / work.progress.planned}
              isStopping={work.isStopping}
              onStop={stop}
            />
          ) : (
            <div className="acts">
              <Button
                kind="primary"
                disabled={job === null || isTooLarge}
                onClick={() => {
                  if (job !== null) start(job);
                }}
              >
                {solved === null ? t("sim_needs_plan") : t("sim_start")}
              </Button>
            </div>
          )}
          {work.state === "failed" ? (
            <Message tone="bad" live="alert">
              {t("worker_failed")}
            </Message>
          ) : null}
          {work.state === "done" ? (
            <SimulationResult
              outcome={work.answer}
              job={work.job}
              isOld={JSON.stringify(work.job) !== JSON.stringify(job)}
              computed={solved?.details.powerReached ?? null}
            />
          ) : null}
        </>
      )}
    </section>
  );
}
