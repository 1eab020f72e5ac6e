"use client";

import { useEffect, useState } from "react";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { ToolPage } from "../tool-page.tsx";
import { PlanAnswer } from "./plan-answer.tsx";
import { PlanForm } from "./plan-form.tsx";
import { planLead } from "./plan-lead.ts";
import { refusedHere } from "./plan-problem.ts";
import { firstChoice } from "./plan-simulation.ts";
import { planOfQuery, planQuery, readPlan } from "./plan-state.ts";
import { SimulationSection } from "./simulation-section.tsx";
import { useSolvedPlan } from "./use-solved-plan.ts";

/** How many participants a study needs, or what a given number can show. What is typed stands in the page's address. */
export function SampleSizePage({ query }: { query: Readonly<Record<string, string | undefined>> }) {
  return (
    <ToolPage>
      <Planner query={query} />
    </ToolPage>
  );
}

function Planner({ query }: { query: Readonly<Record<string, string | undefined>> }) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const [state, setState] = useState(() => planOfQuery(query));
  const [choice, setChoice] = useState(firstChoice);
  const { numbers, job } = readPlan(state, locale);
  const { solved, isCurrent, isFailed } = useSolvedPlan(job);
  const address = planQuery(state);
  useEffect(() => {
    // The router is not told: nothing is to be fetched, and every letter would be a step back.
    history.replaceState(history.state, "", `?${address}`);
  }, [address]);

  const refusal = isCurrent && solved !== null && !solved.outcome.ok ? solved.outcome.refusal : null;
  // A worker needs a moment; until then the answer before stands, if it is of the same design.
  const isShown = job !== null && solved?.job.design === state.design && solved.outcome.ok;
  const plan = isShown && solved.outcome.ok ? solved.outcome.result : null;
  const lead =
    plan === null
      ? { words: t(job === null ? "lead_asks" : refusal === null ? "computing" : "lead_refused"), after: "" }
      : planLead({ design: state.design, solved: plan, unit: state.unit, t });
  return (
    <>
      <PageHead lead={{ words: lead.words, ...(lead.after === "" ? {} : { after: lead.after }) }}>
        {t("tools_local")}
      </PageHead>
      <div className="plan">
        <PlanForm state={state} onChange={setState} numbers={numbers} refusal={refusal} />
        <div className="plan-answer">
          {isFailed ? (
            <Message tone="bad" live="alert">
              {t("worker_failed")}
            </Message>
          ) : null}
          <p className="vh" role="status">
            {lead.words}
          </p>
          {refusal === null ? null : <Message tone="bad">{refusedHere(t, state.design, refusal)}</Message>}
          {plan === null ? null : <PlanAnswer design={state.design} solved={plan} />}
          <SimulationSection
            key={state.design}
            design={state.design}
            solved={isCurrent ? plan : null}
            choice={choice}
            onChoose={setChoice}
          />
        </div>
      </div>
    </>
  );
}
