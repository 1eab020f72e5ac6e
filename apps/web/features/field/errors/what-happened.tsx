"use client";

import { useState } from "react";

import type { ParticipantView } from "@kendali/api";
import { deviationQuestions, type DeviationQuestion } from "@kendali/domain";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { FootBar } from "@kendali/ui/components/field-screen";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { fieldProblem } from "../words.ts";
import { chosenOf, type ErrorDraft, type ErrorStep } from "./error-draft.ts";
import { ErrorFrame } from "./error-frame.tsx";

/** The plain questions that lead to the kind of an error. */
export function WhatHappened({
  participant,
  question,
  draft,
  onChange,
  onBack,
  onNext,
}: {
  participant: ParticipantView;
  question: DeviationQuestion;
  draft: ErrorDraft;
  onChange: (changed: Partial<ErrorDraft>) => void;
  onBack: () => void;
  onNext: (step: ErrorStep) => void;
}) {
  const { t, locale, asked, site } = useErrorWords();
  const { key: study } = useStudy();
  const [isTried, setTried] = useState(false);
  const isFirst = question === "what_happened";
  // Without a stratification question no stratum can have been wrong.
  const choices = deviationQuestions[question].filter(
    ({ key }) => asked.length > 0 || (key !== "wrong_stratum" && key !== "card_wrong_pile"),
  );
  const chosen = chosenOf(draft, question);

  function next() {
    setTried(true);
    if (chosen === undefined) return document.getElementById("error-what")?.focus();
    setTried(false);
    if ("asks" in chosen) return onNext(chosen.asks);
    onChange({ kind: chosen.leadsTo });
    onNext("facts");
  }

  return (
    <ErrorFrame
      number={participant.number}
      foot={
        <FootBar>
          {isFirst ? (
            <ButtonLink less href={`/s/${study}/participant/${participant.number}`} link={AppLink}>
              {t("cancel")}
            </ButtonLink>
          ) : (
            <Button less onClick={onBack}>
              {t("back")}
            </Button>
          )}
          <Button kind="primary" onClick={next}>
            {t("next")}
          </Button>
        </FootBar>
      }
    >
      <p className="qn">{t("err_step", { number: 1, total: 3 })}</p>
      <h1>{t("err_title")}</h1>
      <p className="ink2">
        {participant.number} · {site(participant.site)}
      </p>
      <p className="error-lead">{t("err_lead")}</p>
      <div className="answer">
        <ChoiceRows
          key={question}
          id="error-what"
          locale={locale}
          label={t(`ask_${question}`)}
          value={draft.choices[question] ?? null}
          onChange={(choice) => onChange({ choices: { ...draft.choices, [question]: choice }, kind: null })}
          options={choices.map(({ key }) => ({
            value: key,
            label: t(`choice_${key}`),
            description: t(`choice_${key}_why`),
          }))}
          problems={isTried && chosen === undefined ? [fieldProblem("bad", t("ask_empty"))] : []}
        />
      </div>
    </ErrorFrame>
  );
}
