"use client";

import { useMemo } from "react";

import type { DryRunProgress } from "@kendali/analysis";
import { formatNumber } from "@kendali/i18n";
import { builderDryRunCatalogue } from "@kendali/i18n/catalogues/builder-dry-run";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { problemWords } from "@kendali/i18n/problem-words";
import { sayDryRun } from "@kendali/reports";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useWorker } from "../../tools/worker/use-worker.ts";
import { WorkProgress } from "../../tools/worker/work-progress.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { AssumptionForm } from "./assumption-form.tsx";
import { DryRunReport, DryRunResult } from "./dry-run-result.tsx";
import type { DryRunAnswer, DryRunJob } from "./dry-run.worker.ts";
import { useKeptAssumptions } from "./kept-assumptions.ts";
import { readAssumptions } from "./read-assumptions.ts";

const openWorker = (): Worker => new Worker(new URL("./dry-run.worker.ts", import.meta.url), { type: "module" });

/** The whole study with invented participants, in this browser, before anybody is enrolled. */
export function DryRunPage() {
  const t = useTranslator(builderDryRunCatalogue);
  const tools = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const { document: protocol, draft } = useBuilder();
  const [typed, setTyped] = useKeptAssumptions(draft.id, locale);
  const { assumptions, faults } = useMemo(() => readAssumptions(protocol, typed, locale), [protocol, typed, locale]);
  const { work, start, stop } = useWorker<DryRunJob, DryRunProgress, DryRunAnswer>(openWorker);
  const done = work.state === "done" && work.answer.kind === "done" ? { answer: work.answer, job: work.job } : null;
  const isOld =
    done !== null &&
    (done.job.protocol !== protocol || JSON.stringify(done.job.assumptions) !== JSON.stringify(assumptions));
  const said = done === null ? null : sayDryRun(done.job.protocol, done.answer.summary, locale);
  const isRunning = work.state === "running";
  const lead = isRunning ? t("dry_running") : (said?.lead ?? t("dry_ready"));
  return (
    <>
      <PageHead
        lead={{ words: lead, ...(said === null || isRunning ? {} : { after: ` ${said.after.join(" ")}` }) }}
        actions={
          isRunning ? undefined : (
            <Button
              kind={done === null || isOld ? "primary" : "secondary"}
              disabled={faults.size > 0}
              onClick={() => start({ protocol, assumptions })}
            >
              {t(faults.size > 0 ? "run_asks" : done === null ? "run" : "run_again")}
            </Button>
          )
        }
      >
        {t("dry_intro")}
      </PageHead>
      {isRunning ? (
        <WorkProgress
          words={progressWords(t, work.progress)}
          share={shareOf(work.progress)}
          isStopping={work.isStopping}
          onStop={stop}
        />
      ) : null}
      {done === null ? null : <DataLine locale={locale} kind="simulated" />}
      {isOld && !isRunning ? <Message tone="warn">{t("lead_old")}</Message> : null}
      {work.state === "failed" ? (
        <Message tone="bad" live="alert">
          {tools("worker_failed")}
        </Message>
      ) : null}
      {work.state === "done" && work.answer.kind === "stopped" ? (
        <Message tone="info" live="status">
          {t("stopped")}
        </Message>
      ) : null}
      {work.state === "done" && work.answer.kind === "refused" ? <Refused refusal={work.answer.refusal} /> : null}
      {done === null || said === null ? null : (
        <DryRunResult done={done.answer} said={said} protocol={done.job.protocol} />
      )}
      <AssumptionForm protocol={protocol} typed={typed} faults={faults} onChange={setTyped} />
      {done === null ? null : <DryRunReport done={done.answer} protocol={done.job.protocol} />}
    </>
  );
}

function Refused({ refusal }: Pick<Extract<DryRunAnswer, { kind: "refused" }>, "refusal">) {
  const t = useTranslator(builderDryRunCatalogue);
  const { locale } = useLocale();
  return (
    <Message tone="bad" title={t("cannot_run")} live="alert">
      <ul>
        {(refusal.problems ?? []).slice(0, 12).map((problem) => (
          <li key={`${problem.path} ${problem.code}`}>{problemWords(locale, problem)}</li>
        ))}
      </ul>
    </Message>
  );
}

type Say = ReturnType<typeof useTranslator<[typeof builderDryRunCatalogue]>>;

function progressWords(t: Say, progress: DryRunProgress | null): string {
  if (progress === null) return t("preparing");
  if (progress.stage === "dataset" || progress.stage === "analysis") return t(`stage_${progress.stage}`);
  return t(`stage_${progress.stage}`, {
    done: formatNumber(t.locale, progress.completed, 0),
    planned: formatNumber(t.locale, progress.planned, 0),
  });
}

/** Where each stage begins and ends, as shares of the whole, by how long they take in the reference trial. */
const stageSpans: Readonly<Record<DryRunProgress["stage"], readonly [from: number, to: number]>> = {
  screening: [0, 0.02],
  baseline: [0.02, 0.3],
  follow_up: [0.3, 0.65],
  dataset: [0.65, 0.7],
  analysis: [0.7, 0.8],
  power: [0.8, 1],
};

function shareOf(progress: DryRunProgress | null): number {
  if (progress === null) return 0;
  const [from, to] = stageSpans[progress.stage];
  return from + ((to - from) * progress.completed) / Math.max(1, progress.planned);
}
