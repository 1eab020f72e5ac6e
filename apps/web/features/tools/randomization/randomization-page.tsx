"use client";

import { useEffect, useRef, useState } from "react";

import { formatNumber } from "@kendali/i18n";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import type { DesignPlan } from "@kendali/randomization";
import { Button, buttonClass } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { ToolPage } from "../tool-page.tsx";
import { useWorker } from "../worker/use-worker.ts";
import { WorkProgress } from "../worker/work-progress.tsx";
import { alternativesTo } from "./alternatives.ts";
import { takeHref } from "./design-address.ts";
import { DesignForm } from "./design-form.tsx";
import { designOfProtocol } from "./design-of-protocol.ts";
import { DesignResult } from "./design-result.tsx";
import type { DesignState } from "./design-state.ts";
import type { DesignAnswer, DesignJob, DesignProgress, SimulatedPlan } from "./design.worker.ts";
import { differenceWords, isEven, ofTen, stratumNames, type DesignSay } from "./design-words.ts";
import { ProtocolIntake, type IntakeFailure } from "./protocol-intake.tsx";
import { readDesign } from "./read-design.ts";
import { useDesign, type DesignSource } from "./use-design.ts";
import { withPlan } from "./with-plan.ts";

const openWorker = (): Worker => new Worker(new URL("./design.worker.ts", import.meta.url), { type: "module" });

/** What a randomization design does, before anybody is allocated by it. */
export function RandomizationPage({ study, draft }: { study: string | null; draft: string | null }) {
  return (
    <ToolPage>
      <Designer study={study} draft={draft} />
    </ToolPage>
  );
}

/** A simulation with the form that it was made of, whose names its tables carry. */
type Run = { readonly plan: DesignPlan; readonly state: DesignState };

function Designer({ study, draft }: { study: string | null; draft: string | null }) {
  const t = useTranslator(randomizationDesignCatalogue);
  const tools = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const design = useDesign(study, draft !== null);
  const { state, source, isReady } = design;
  const { faults, plan } = readDesign(state, locale);
  const { work, start, stop } = useWorker<DesignJob, DesignProgress, DesignAnswer>(openWorker);
  const [run, setRun] = useState<Run | null>(null);
  const [shown, setShown] = useState<{ readonly simulated: readonly SimulatedPlan[]; readonly seconds: number } | null>(
    null,
  );
  const simulate = (wanted: DesignPlan, of: DesignState) => {
    setRun({ plan: wanted, state: of });
    start({ kind: "simulate", plans: [wanted, ...alternativesTo(wanted)] });
  };
  const simulateState = (of: DesignState) => {
    const read = readDesign(of, locale);
    if (read.plan !== null) simulate(read.plan, of);
  };
  const intake = useIntake((protocol, taken) => {
    design.takeFile(protocol, taken);
    simulateState(taken);
  });
  const isOpened = useRef(false);
  useEffect(() => {
    if (!isReady || isOpened.current) return;
    isOpened.current = true;
    if (plan !== null) simulate(plan, state);
  });
  useEffect(() => {
    if (work.state === "done" && work.answer.kind === "simulate")
      setShown({ simulated: work.answer.simulated, seconds: work.seconds });
  }, [work]);

  const chosen = shown?.simulated[0] ?? null;
  const isOld = chosen !== null && JSON.stringify(chosen.plan) !== JSON.stringify(plan);
  const lead = leadOf(t, { chosen, isRunning: work.state === "running", hasPlan: plan !== null, isOld });
  return (
    <>
      <PageHead lead={{ words: lead.words, ...(lead.after === "" ? {} : { after: lead.after }) }}>
        {t("page_intro")} {tools("tools_local")}
      </PageHead>
      {draft === null ? null : <OfDraft draft={draft} state={state} isReadable={plan !== null} />}
      <div className="plan design">
        <div className="design-side">
          <SourceMessage source={source} />
          <ProtocolIntake {...intake} />
          <DesignForm state={state} onChange={design.change} faults={faults} />
          <div>
            <Button kind="plain" className="plan-again" onClick={design.startAgain}>
              {t("start_again")}
            </Button>
          </div>
        </div>
        <div className="plan-answer">
          <div className="design-run">
            {work.state === "running" ? (
              <WorkProgress
                words={progressWords(t, work.progress)}
                share={work.progress === null ? 0 : work.progress.completed / work.progress.planned}
                isStopping={work.isStopping}
                onStop={stop}
              />
            ) : (
              <div className="acts">
                <Button
                  kind={chosen === null || isOld ? "primary" : "secondary"}
                  disabled={plan === null}
                  onClick={() => {
                    if (plan !== null) simulate(plan, state);
                  }}
                >
                  {t(plan === null ? "run_asks" : "run")}
                </Button>
              </div>
            )}
            {work.state === "failed" ? (
              <Message tone="bad" live="alert">
                {tools("worker_failed")}
              </Message>
            ) : null}
            {isOld && work.state !== "running" ? <p className="ink2">{t("lead_old")}</p> : null}
          </div>
          <p className="vh" role="status">
            {lead.words} {lead.after}
          </p>
          {chosen === null || run === null ? null : (
            <DesignResult
              chosen={chosen}
              others={shown?.simulated.slice(1) ?? []}
              strata={stratumNames(t, run.state)}
              seconds={shown?.seconds ?? 0}
              onUse={(used) => {
                const changed = withPlan(state, used, locale);
                design.change(changed);
                simulateState(changed);
              }}
            />
          )}
        </div>
      </div>
    </>
  );
}

type Told = {
  readonly chosen: SimulatedPlan | null;
  readonly isRunning: boolean;
  readonly hasPlan: boolean;
  readonly isOld: boolean;
};

/** The sentence that the page opens with: how balanced, how predictable. */
function leadOf(t: DesignSay, { chosen, isRunning, hasPlan, isOld }: Told): { words: string; after: string } {
  if (isRunning) return { words: t("lead_running"), after: "" };
  if (!hasPlan) return { words: t("lead_asks"), after: "" };
  if (chosen === null || isOld) return { words: t("lead_ready"), after: "" };
  const { plan, simulation, exact } = chosen;
  return {
    words: t(isEven(plan) ? "lead" : "lead_ratio", {
      difference: differenceWords(t, plan, simulation.overall.difference95),
      participants: formatNumber(t.locale, plan.participants, 0),
    }),
    after: t("lead_after", { guesses: ofTen(t, exact ?? simulation.predictability.correctGuesses) }),
  };
}

/** The way back to the draft that the page was opened out of, with the design or without it. */
function OfDraft({ draft, state, isReadable }: { draft: string; state: DesignState; isReadable: boolean }) {
  const t = useTranslator(randomizationDesignCatalogue);
  return (
    <div className="design-draft">
      <p className="ink2">{t(isReadable ? "draft_text" : "draft_unreadable")}</p>
      <div className="acts">
        {isReadable ? (
          <AppLink className={buttonClass({})} href={takeHref(state, draft)}>
            {t("draft_take")}
          </AppLink>
        ) : null}
        <AppLink href={`/drafts/${encodeURIComponent(draft)}/allocation`}>{t("draft_back")}</AppLink>
      </div>
    </div>
  );
}

function progressWords(t: DesignSay, progress: DesignProgress | null): string {
  if (progress === null) return t("preparing");
  return t("running", {
    done: formatNumber(t.locale, progress.completed, 0),
    planned: formatNumber(t.locale, progress.planned, 0),
  });
}

function SourceMessage({ source }: { source: DesignSource }) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  if (source.kind === "own") return null;
  if (source.kind === "study_failed") return <Message tone="warn">{t("study_failed")}</Message>;
  const { protocol } = source;
  const title = protocol.shortTitle[locale];
  if (source.kind === "file")
    return (
      <Message tone="ok" live="status">
        {t("file_taken", { title, version: protocol.version })}
      </Message>
    );
  return (
    <Message tone="info" title={t("study_taken", { title })}>
      {t(source.isMasked ? "study_masked" : "study_hidden")}
    </Message>
  );
}

type TakeFile = ReturnType<typeof useDesign>["takeFile"];

/** Reads a protocol file in the worker, with the rules that a study is made under. */
function useIntake(takeFile: TakeFile) {
  const { locale } = useLocale();
  const { work, start } = useWorker<DesignJob, DesignProgress, DesignAnswer>(openWorker);
  const [failure, setFailure] = useState<IntakeFailure | null>(null);
  const told = useRef<typeof work | null>(null);
  useEffect(() => {
    // Each answer is taken once: another language or a changed form is no new answer.
    if (told.current === work) return;
    told.current = work;
    if (work.state === "failed") setFailure({ kind: "unreadable" });
    if (work.state !== "done" || work.answer.kind !== "read") return;
    const { read } = work.answer;
    if (!read.ok) {
      setFailure({ kind: "refused", refusal: read.refusal });
      return;
    }
    const taken = designOfProtocol(read.value, locale);
    setFailure(taken === null ? { kind: "without_allocation" } : null);
    if (taken !== null) takeFile(read.value, taken);
  }, [work, locale, takeFile]);
  return {
    failure,
    onUnreadable: () => setFailure({ kind: "unreadable" }),
    onText: (text: string) => {
      setFailure(null);
      start({ kind: "read", text });
    },
  };
}
