"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import type { DeviationView, ParticipantView } from "@kendali/api";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { mayDo } from "../../desk/may-do.ts";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { NotYours } from "../not-yours.tsx";
import { useParticipant } from "../participant/use-participant.ts";
import { useCommandId } from "../use-command-id.ts";
import { useTopOn } from "../use-top-on.ts";
import { ErrorConfirm } from "./error-confirm.tsx";
import { ErrorDone } from "./error-done.tsx";
import { ErrorFrame } from "./error-frame.tsx";
import { ErrorFacts } from "./error-facts.tsx";
import { useErrorDraft } from "./use-error-draft.ts";
import { useErrorSteps } from "./use-error-steps.ts";
import { WhatHappened } from "./what-happened.tsx";

/** An error of allocation told step by step: what happened, the facts, what follows, and only then the record. */
export function ErrorPage({ number }: { number: string }) {
  const { locale } = useErrorWords();
  const { viewer } = useStudy();
  const query = useParticipant(number);
  if (query.data !== undefined && mayDo(viewer, "deviation.report")) return <TellError participant={query.data} />;
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

function TellError({ participant }: { participant: ParticipantView }) {
  const { t } = useErrorWords();
  const { key: study } = useStudy();
  const router = useRouter();
  const { draft, change, forget } = useErrorDraft(participant.number, participant.today);
  const { step, asked, go, back } = useErrorSteps(draft);
  const commandId = useCommandId();
  const [recorded, setRecorded] = useState<DeviationView | null>(null);
  useTopOn(recorded === null ? step : "recorded");
  // Back from the record there is nothing left to tell: the way leads to the participant.
  const isLeft = recorded !== null && asked !== "follows";
  useEffect(() => {
    if (isLeft) router.replace(`/s/${study}/participant/${participant.number}`);
  }, [isLeft, router, study, participant.number]);
  const record = (deviation: DeviationView) => {
    forget();
    setRecorded(deviation);
  };
  const shared = { participant, draft, onChange: change, onBack: back };
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
    case "what_happened":
    case "which_card":
      return <WhatHappened {...shared} question={step} onNext={go} />;
    case "facts":
      return <ErrorFacts {...shared} onNext={() => go("follows")} />;
    case "follows":
      return <ErrorConfirm {...shared} commandId={commandId} onRecorded={record} />;
  }
}
