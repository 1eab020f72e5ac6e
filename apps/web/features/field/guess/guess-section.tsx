"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { GuessView, ParticipantView } from "@kendali/api";
import { armGuesses, guessCertainties, type ArmGuess, type GuessCertainty } from "@kendali/domain";
import { formatDate } from "@kendali/i18n";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { Sheet } from "@kendali/ui/components/sheet";
import { TextBox } from "@kendali/ui/components/text-box";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useCommandId } from "../use-command-id.ts";
import { fieldProblem } from "../words.ts";

/** The assessor's guess of the group, asked once when the last measurement is over; before that nothing is shown. */
export function GuessSection({ participant }: { participant: ParticipantView }) {
  const { key: study } = useStudy();
  const [isFresh, setFresh] = useState(false);
  const query = useQuery({
    ...useTRPC().guess.get.queryOptions({ study, participant: participant.number }),
    refetchOnMount: "always",
  });
  if (query.data === undefined) return query.isError ? <FailureMessage error={query.error} /> : null;
  if (query.data.state === "due")
    return <GuessQuestion number={participant.number} onRecorded={() => setFresh(true)} />;
  return query.data.state === "recorded" ? <GuessDone guess={query.data} isFresh={isFresh} /> : null;
}

function GuessDone({ guess: { mine }, isFresh }: { guess: GuessView; isFresh: boolean }) {
  const { t, locale } = useErrorWords();
  const said = useRef<HTMLParagraphElement>(null);
  // The question goes with its button: the focus goes to the answer that stands in its place.
  useEffect(() => {
    if (isFresh) said.current?.focus();
  }, [isFresh]);
  const words =
    mine === null
      ? t("guess_done_other")
      : mine.certainty === null
        ? t("guess_done", { date: formatDate(locale, mine.on), guess: t(`guess_${mine.guess}`) })
        : t("guess_done_certainty", {
            date: formatDate(locale, mine.on),
            guess: t(`guess_${mine.guess}`),
            certainty: t(`certainty_${mine.certainty}`),
          });
  return (
    <p ref={said} className="small ink2 guess-done" role="status" tabIndex={-1}>
      {words}
    </p>
  );
}

function GuessQuestion({ number, onRecorded }: { number: string; onRecorded: () => void }) {
  const { t, locale } = useErrorWords();
  const [guess, setGuess] = useState<ArmGuess | null>(null);
  const [certainty, setCertainty] = useState<GuessCertainty | null>(null);
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const needsCertainty = guess === "intervention" || guess === "control";
  const problem = (isMissing: boolean) => (isTried && isMissing ? [fieldProblem("bad", t("guess_empty"))] : []);

  function ask() {
    setTried(true);
    if (guess === null) return document.getElementById("guess")?.focus();
    if (needsCertainty && certainty === null) return document.getElementById("certainty")?.focus();
    setOpen(true);
  }

  return (
    <section className="guess stack" aria-labelledby="guess-title">
      <h2 id="guess-title">{t("guess_heading")}</h2>
      <p className="ink2">{t("guess_lead")}</p>
      <ChoiceRows
        id="guess"
        locale={locale}
        label={t("guess_title")}
        value={guess}
        onChange={(next) => setGuess(armGuesses.find((one) => one === next) ?? null)}
        options={armGuesses.map((one) => ({ value: one, label: t(`guess_${one}`) }))}
        problems={problem(guess === null)}
      />
      {needsCertainty ? (
        <ChoiceRows
          id="certainty"
          locale={locale}
          label={t("certainty_ask")}
          value={certainty}
          onChange={(next) => setCertainty(guessCertainties.find((one) => one === next) ?? null)}
          options={guessCertainties.map((one) => ({ value: one, label: t(`certainty_${one}`) }))}
          problems={problem(certainty === null)}
        />
      ) : null}
      <TextBox
        id="guess-reason"
        locale={locale}
        label={t("guess_reason")}
        value={reason}
        onChange={setReason}
        maxLength={500}
        optional
        long
      />
      <Button kind="primary" wide onClick={ask}>
        {t("guess_do")}
      </Button>
      {isOpen && guess !== null ? (
        <GuessSheet
          content={{ participant: number, guess, certainty: needsCertainty ? certainty : null, reason: reason.trim() }}
          onClose={() => setOpen(false)}
          onRecorded={onRecorded}
        />
      ) : null}
    </section>
  );
}

type GuessContent = { participant: string; guess: ArmGuess; certainty: GuessCertainty | null; reason: string };

type GuessSheetProps = { content: GuessContent; onClose: () => void; onRecorded: () => void };

/** A guess stands for ever, so it is read once more before it is recorded. */
function GuessSheet({ content, onClose, onRecorded }: GuessSheetProps) {
  const { t } = useErrorWords();
  const { key: study } = useStudy();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const commandId = useCommandId();
  const record = useMutation(
    trpc.guess.record.mutationOptions({
      onSuccess: () => {
        onRecorded();
        return queryClient.invalidateQueries({ queryKey: trpc.guess.pathKey() });
      },
    }),
  );
  const said = { study, ...content };
  return (
    <Sheet open title={t("guess_sheet_title")} onClose={onClose}>
      <p>
        <b>{t(`guess_${content.guess}`)}</b>
        {content.certainty === null ? null : ` (${t(`certainty_${content.certainty}`)})`}
      </p>
      <p className="ink2">{t("guess_sheet_text")}</p>
      {record.error === null ? null : <FailureMessage error={record.error} />}
      <div className="acts">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          kind="primary"
          busy={record.isPending && t("sending")}
          onClick={() => record.mutate({ ...said, commandId: commandId(said) })}
        >
          {t("guess_do")}
        </Button>
      </div>
    </Sheet>
  );
}
