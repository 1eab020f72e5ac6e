"use client";

import { useState } from "react";

import type { DeviationView, ParticipantView } from "@kendali/api";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { mayDo } from "../../desk/may-do.ts";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { NotYours } from "../not-yours.tsx";
import { useParticipant } from "../participant/use-participant.ts";
import { useTopOn } from "../use-top-on.ts";
import { ErrorConfirm } from "./error-confirm.tsx";
import { ErrorDone } from "./error-done.tsx";
import { ErrorFrame } from "./error-frame.tsx";
import { ErrorFacts } from "./error-facts.tsx";
import { type ErrorDraft, emptyDraft } from "./error-draft.ts";
import { WhatHappened } from "./what-happened.tsx";

/** An error of allocation told step by step: what happened, the facts, what follows, and only then the record. */
export function ErrorPage({ number }: { number: string }) {
  const { locale } = useErrorWords();
  const { viewer } = useStudy();
  const query = useParticipant(number);
  if (query.data !== undefined && mayDo(viewer.roles, "deviation.report"))
    return <TellError participant={query.data} />;
  if (query.data !== undefined)
    return (
      <ErrorFrame number={number}>
        <NotYours number={number} />
      </ErrorFrame>
    );
  return (
    <ErrorFrame number={number}>
      {query.isError ? <FailureMessage error={query.error} /> : <Skeleton locale={locale} />}
    </ErrorFrame>
  );
}

type Step = "what" | "facts" | "follows";

function TellError({ participant }: { participant: ParticipantView }) {
  const { t } = useErrorWords();
  const [step, setStep] = useState<Step>("what");
  const [draft, setDraft] = useState<ErrorDraft>(() => emptyDraft(participant.today));
  const [recorded, setRecorded] = useState<DeviationView | null>(null);
  useTopOn(recorded === null ? step : "recorded");
  const change = (changed: Partial<ErrorDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const shared = { participant, draft, onChange: change };
  if (recorded !== null) return <ErrorDone number={participant.number} deviation={recorded} />;
  if (participant.allocatedOn === null)
    return (
      <ErrorFrame number={participant.number}>
        <h1>{t("err_title")}</h1>
        <div className="answer">
          <Message tone="info">{t("err_not_allocated")}</Message>
        </div>
      </ErrorFrame>
    );
  switch (step) {
    case "what":
      return <WhatHappened {...shared} onNext={() => setStep("facts")} />;
    case "facts":
      return <ErrorFacts {...shared} onBack={() => setStep("what")} onNext={() => setStep("follows")} />;
    case "follows":
      return <ErrorConfirm {...shared} onBack={() => setStep("facts")} onRecorded={setRecorded} />;
  }
}
