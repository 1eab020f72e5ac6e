"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { ParticipantView } from "@kendali/api";
import { deviationRules, isLocalDate, parseParticipantNumber, type DeviationKind } from "@kendali/domain";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRows, MultipleChoiceRows } from "@kendali/ui/components/choice-rows";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { FootBar } from "@kendali/ui/components/field-screen";
import { TextBox } from "@kendali/ui/components/text-box";

import { useErrorWords } from "../../errors/use-error-words.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPCClient } from "../../trpc/trpc.ts";
import { fieldProblem } from "../words.ts";
import { type ErrorDraft, factsOf } from "./error-draft.ts";
import { ErrorFrame } from "./error-frame.tsx";
import { ReportFailure } from "./report-failure.tsx";

type FactsProps = {
  participant: ParticipantView;
  draft: ErrorDraft;
  onChange: (changed: Partial<ErrorDraft>) => void;
  onBack: () => void;
  onNext: () => void;
};

/** What the kind of error needs to be recorded. The server answers what follows; nothing is written yet. */
export function ErrorFacts(props: FactsProps) {
  const { kind } = props.draft;
  return kind === null ? null : <Facts {...props} kind={kind} />;
}

function Facts({ participant, draft, kind, onChange, onBack, onNext }: FactsProps & { kind: DeviationKind }) {
  const { t, locale } = useErrorWords();
  const { key: study } = useStudy();
  const client = useTRPCClient();
  const [isTried, setTried] = useState(false);
  const missing = useMissing(draft, kind, participant);
  const problemOf = (field: string): FieldProblem[] => {
    const words = missing.find((each) => each.field === field)?.words;
    return isTried && words !== undefined ? [fieldProblem("bad", words)] : [];
  };
  const preview = useMutation({
    mutationFn: () =>
      client.deviation.preview.query({ study, participant: participant.number, ...factsOf({ ...draft, kind }) }),
    onSuccess: (decision) => {
      onChange({ decision });
      onNext();
    },
  });

  function next() {
    setTried(true);
    const first = missing[0];
    if (first !== undefined) return document.getElementById(`error-${first.field}`)?.focus();
    preview.mutate();
  }

  const shared = { draft, kind, onChange, problemOf };
  return (
    <ErrorFrame
      number={participant.number}
      foot={
        <FootBar>
          <Button less onClick={onBack}>
            {t("back")}
          </Button>
          <Button kind="primary" busy={preview.isPending && t("checking")} onClick={next}>
            {t("show_consequence")}
          </Button>
        </FootBar>
      }
    >
      <p className="qn">{t("err_step", { number: 2, total: 3 })}</p>
      <h1>{t("facts_title")}</h1>
      <p className="ink2">
        {participant.number} · {t(`kind_${kind}`)}
      </p>
      <div className="answer stack">
        <RelatedNumber {...shared} example={participant.number} />
        <TrueStrata {...shared} />
        <FailedCriteria {...shared} />
        <DateBoxes
          id="error-found"
          locale={locale}
          label={t("found_ask")}
          value={draft.foundOn}
          onChange={(foundOn) => onChange({ foundOn })}
          today={participant.today}
          problems={problemOf("found")}
        />
        <TextBox
          id="error-description"
          locale={locale}
          label={t("description_ask")}
          hint={t("description_hint")}
          value={draft.description}
          onChange={(description) => onChange({ description })}
          maxLength={2000}
          problems={problemOf("description")}
          long
        />
        {preview.error === null ? null : (
          <ReportFailure error={preview.error} number={participant.number} kind={kind} />
        )}
      </div>
    </ErrorFrame>
  );
}

/** What is not there yet, in the order of the page. */
function useMissing(
  draft: ErrorDraft,
  kind: DeviationKind,
  participant: ParticipantView,
): readonly { readonly field: string; readonly words: string }[] {
  const { t, asked } = useErrorWords();
  const { needs } = deviationRules[kind];
  const isTouched = Object.keys(draft.strata).length > 0;
  const strata =
    needs.strata === "required" || (needs.strata === "optional" && isTouched)
      ? asked
          .filter(({ item }) => draft.strata[item.key] === undefined)
          .map(({ item }) => ({ field: item.key, words: t("strata_empty") }))
      : [];
  return [
    ...(needs.related && parseParticipantNumber(draft.related) === null
      ? [{ field: "related", words: t("related_empty", { example: participant.number }) }]
      : []),
    ...strata,
    ...(needs.criteria && draft.criteria.length === 0 ? [{ field: "criteria", words: t("criteria_empty") }] : []),
    ...(isLocalDate(draft.foundOn) ? [] : [{ field: "found", words: t("found_empty") }]),
    ...(draft.description.trim() === "" ? [{ field: "description", words: t("description_empty") }] : []),
  ];
}

type PartProps = {
  draft: ErrorDraft;
  kind: DeviationKind;
  onChange: (changed: Partial<ErrorDraft>) => void;
  problemOf: (field: string) => FieldProblem[];
};

function RelatedNumber({ draft, kind, onChange, problemOf, example }: PartProps & { example: string }) {
  const { t, locale } = useErrorWords();
  if (kind !== "duplicate" && kind !== "wrong_person") return null;
  return (
    <TextBox
      id="error-related"
      locale={locale}
      label={t(`related_${kind}`)}
      hint={t("related_hint", { example })}
      autoComplete="off"
      value={draft.related}
      onChange={(related) => onChange({ related })}
      maxLength={20}
      problems={problemOf("related")}
    />
  );
}

function TrueStrata({ draft, kind, onChange, problemOf }: PartProps) {
  const { t, locale, asked, itemWords, level } = useErrorWords();
  const { strata } = deviationRules[kind].needs;
  if (strata === "none") return null;
  return asked.map(({ item, levels }) => (
    <ChoiceRows
      key={item.key}
      id={`error-${item.key}`}
      locale={locale}
      label={t("strata_ask", { item: itemWords(item) })}
      hint={strata === "optional" ? t("strata_optional") : undefined}
      value={draft.strata[item.key] ?? null}
      onChange={(chosen) => onChange({ strata: { ...draft.strata, [item.key]: chosen } })}
      options={levels.map((each) => ({ value: each, label: level(item.key, each) }))}
      problems={problemOf(item.key)}
    />
  ));
}

function FailedCriteria({ draft, kind, onChange, problemOf }: PartProps) {
  const { t, locale, criterion } = useErrorWords();
  const { protocol } = useStudy();
  if (!deviationRules[kind].needs.criteria) return null;
  return (
    <MultipleChoiceRows
      id="error-criteria"
      locale={locale}
      label={t("criteria_ask")}
      value={draft.criteria}
      onChange={(criteria) => onChange({ criteria })}
      options={protocol.eligibility.criteria.map(({ key, kind }) => ({
        value: key,
        label: criterion(key),
        description: t(kind === "inclusion" ? "criteria_inclusion" : "criteria_exclusion"),
      }))}
      problems={problemOf("criteria")}
    />
  );
}
