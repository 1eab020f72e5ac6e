"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { DeviationView, ParticipantView } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";
import { FootBar } from "@kendali/ui/components/field-screen";
import { Message } from "@kendali/ui/components/message";

import { Consequence } from "../../errors/consequence.tsx";
import { useErrorWords } from "../../errors/use-error-words.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";
import { useParticipantChanged } from "../participant/use-participant.ts";
import { type ErrorDraft, factsOf } from "./error-draft.ts";
import { ErrorFrame } from "./error-frame.tsx";
import { ReportFailure } from "./report-failure.tsx";

/** What follows, read before anything is recorded; recording cannot be taken back. */
export function ErrorConfirm({
  participant,
  draft,
  commandId,
  onBack,
  onRecorded,
}: {
  participant: ParticipantView;
  draft: ErrorDraft;
  /** Kept while the steps change: the same facts sent again after a lost answer are the same command. */
  commandId: (content: object) => string;
  onBack: () => void;
  onRecorded: (deviation: DeviationView) => void;
}) {
  const { t } = useErrorWords();
  const { key: study } = useStudy();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const changed = useParticipantChanged();
  const { kind, decision } = draft;
  const record = useMutation({
    mutationFn: async (content: { study: string; participant: string } & ReturnType<typeof factsOf>) => {
      const { deviation } = await client.deviation.report.mutate({ ...content, commandId: commandId(content) });
      return client.deviation.get.query({ study, deviation });
    },
    onSuccess: async (deviation) => {
      onRecorded(deviation);
      await Promise.all([changed(), queryClient.invalidateQueries({ queryKey: trpc.deviation.pathKey() })]);
    },
  });
  if (kind === null || decision === null) return null;
  return (
    <ErrorFrame
      number={participant.number}
      foot={
        <FootBar>
          <Button less onClick={onBack}>
            {t("change_facts")}
          </Button>
          <Button
            kind="primary"
            busy={record.isPending && t("sending")}
            onClick={() => record.mutate({ study, participant: participant.number, ...factsOf({ ...draft, kind }) })}
          >
            {t("record_do")}
          </Button>
        </FootBar>
      }
    >
      <p className="qn">{t("err_step", { number: 3, total: 3 })}</p>
      <h1>{t("consequence_title")}</h1>
      <p className="ink2">
        {participant.number} · {t(`kind_${kind}`)}
      </p>
      <div className="answer stack">
        <Message tone="info">{t("consequence_lead")}</Message>
        <Consequence told={decision} />
        {record.error === null ? null : <ReportFailure error={record.error} number={participant.number} kind={kind} />}
      </div>
    </ErrorFrame>
  );
}
