"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { ScreeningView } from "@kendali/api";
import { isLocalDate, type Locale } from "@kendali/domain";
import { formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRow, ChoiceRows } from "@kendali/ui/components/choice-rows";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { FieldGroup } from "@kendali/ui/components/field-frame";
import { FootBar } from "@kendali/ui/components/field-screen";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { InnerPage } from "../inner-page.tsx";
import { useParticipantChanged } from "../participant/use-participant.ts";
import { ReasonChoice } from "../reason-choice.tsx";
import { useCommandId } from "../use-command-id.ts";
import { fieldProblem } from "../words.ts";

type Decision = "given" | "declined";

type ConsentState = {
  readonly language: Locale;
  readonly decision: Decision | null;
  readonly purposes: readonly string[];
  readonly signedOn: string;
  readonly witness: string;
  readonly reason: string;
};

/** What keeps a consent from being recorded, at the field that says it. */
type Lacking = "decision" | "purposes" | "signedOn" | "reason" | null;

/** The text that is read with her, the purposes as separate ticks, and her decision. */
export function ConsentForm({ screening }: { screening: ScreeningView }) {
  const t = useTranslator(commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, protocol, today: dates } = useStudy();
  const today = dates.find((one) => one.site === screening.site)?.date ?? "";
  const [state, setState] = useState<ConsentState>({
    language: locale,
    decision: null,
    purposes: [],
    signedOn: today,
    witness: "",
    reason: "",
  });
  const [isTried, setTried] = useState(false);
  const set = (next: Partial<ConsentState>) => setState((before) => ({ ...before, ...next }));
  const { record, save } = useRecordConsent(screening.number, state);
  const required = protocol.consent.purposes.filter((purpose) => purpose.required).map((purpose) => purpose.key);
  const lacking = lackingOf(state, required);

  function trySave() {
    setTried(true);
    if (lacking === null) save();
    else document.getElementById(`consent-${lacking}`)?.focus();
  }

  return (
    <InnerPage
      back={{ href: `/s/${study}/today`, words: t("today") }}
      foot={
        <FootBar>
          <Button kind="primary" busy={record.isPending && t("sending")} onClick={trySave}>
            {t(state.decision === "declined" ? "consent_save_declined" : "consent_save")}
          </Button>
        </FootBar>
      }
    >
      <p className="qn">{t("screening_number", { number: screening.number })}</p>
      <ConsentText language={state.language} onLanguage={(language) => set({ language })} />
      <div className="stack answer">
        <ChoiceRows
          id="consent-decision"
          locale={locale}
          label={t("consent_decision")}
          options={[
            { value: "given", label: t("consent_given") },
            { value: "declined", label: t("consent_declined") },
          ]}
          value={state.decision}
          onChange={(decision) => set({ decision: decision === "given" ? "given" : "declined" })}
          problems={isTried && lacking === "decision" ? [fieldProblem("bad", t("consent_decision_empty"))] : []}
        />
        {state.decision === "given" ? (
          <Purposes state={state} set={set} isLacking={isTried && lacking === "purposes"} />
        ) : null}
        {state.decision === "declined" ? (
          <ReasonChoice
            id="consent-reason"
            label={t("consent_declined_reason")}
            ready={[t("decline_time"), t("decline_family"), t("decline_pump"), t("decline_none")]}
            value={state.reason}
            onChange={(reason) => set({ reason })}
            problems={isTried && lacking === "reason" ? [fieldProblem("bad", t("reason_empty"))] : []}
          />
        ) : null}
        {state.decision === null ? null : (
          <>
            <DateBoxes
              id="consent-signedOn"
              locale={locale}
              label={t("consent_signed_on")}
              value={state.signedOn}
              onChange={(signedOn) => set({ signedOn })}
              today={today}
              problems={isTried && lacking === "signedOn" ? [fieldProblem("bad", t("fact_date_empty"))] : []}
            />
            <TextBox
              id="consent-witness"
              locale={locale}
              label={t("consent_witness")}
              hint={t("consent_witness_hint")}
              value={state.witness}
              onChange={(witness) => set({ witness })}
              autoComplete="off"
              maxLength={120}
              optional
            />
          </>
        )}
        {record.error === null ? null : <FailureMessage error={record.error} />}
      </div>
    </InnerPage>
  );
}

function lackingOf(state: ConsentState, required: readonly string[]): Lacking {
  if (state.decision === null) return "decision";
  if (state.decision === "given" && !required.every((key) => state.purposes.includes(key))) return "purposes";
  if (state.decision === "declined" && state.reason.trim() === "") return "reason";
  return isLocalDate(state.signedOn) ? null : "signedOn";
}

function useRecordConsent(screening: number, state: ConsentState) {
  const { key: study, protocol } = useStudy();
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const record = useMutation(useTRPC().consent.record.mutationOptions());
  const save = () => {
    if (state.decision === null) return;
    const [witness, reason] = [state.witness.trim(), state.reason.trim()];
    const content = {
      study,
      screening,
      version: protocol.consent.version,
      language: state.language,
      decision: state.decision,
      purposes: state.decision === "given" ? [...state.purposes] : [],
      signedOn: state.signedOn,
      ...(witness === "" ? {} : { witness }),
      ...(state.decision === "given" || reason === "" ? {} : { reason }),
    };
    record.mutate({ ...content, commandId: commandId(content) }, { onSuccess: () => void changed() });
  };
  return { record, save };
}

/** The consent text in the language in which it is read to her; which one is part of the record. */
function ConsentText({ language, onLanguage }: { language: Locale; onLanguage: (language: Locale) => void }) {
  const t = useTranslator(uiCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { consent, languages } = useStudy().protocol;
  return (
    <>
      <h1>{consent.title[language]}</h1>
      <p className="small ink2">
        {t("consent_version_on", { version: consent.version, date: formatDate(locale, consent.date) })}
      </p>
      {languages.length < 2 ? null : (
        <div className="consent-language">
          <span className="small ink2">{t("consent_read_in")}</span>
          <div className="seg" role="group" aria-label={t("consent_read_in")}>
            {languages.map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                aria-pressed={one === language}
                onClick={() => onLanguage(one)}
              >
                {t(`language_${one}`)}
              </button>
            ))}
          </div>
        </div>
      )}
      <div className="reading" lang={language}>
        {consent.sections.map((section) => (
          <section key={section.key}>
            <h2>{section.heading[language]}</h2>
            <p>{section.text[language]}</p>
          </section>
        ))}
      </div>
    </>
  );
}

/** Each purpose is a consent of its own: none is ticked beforehand, and those that may stay open say so. */
function Purposes({
  state,
  set,
  isLacking,
}: {
  state: ConsentState;
  set: (next: Partial<ConsentState>) => void;
  isLacking: boolean;
}) {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { purposes } = useStudy().protocol.consent;
  return (
    <FieldGroup
      id="consent-purposes"
      locale={locale}
      label={t("consent_purposes")}
      hint={t("consent_purposes_hint")}
      problems={isLacking ? [fieldProblem("bad", t("consent_purposes_lacking"))] : []}
    >
      <div className="rows" lang={state.language}>
        {purposes.map((purpose, index) => (
          <ChoiceRow
            key={purpose.key}
            id={index === 0 ? "consent-purposes" : `consent-purpose-${purpose.key}`}
            name={purpose.key}
            kind="checkbox"
            option={{
              value: purpose.key,
              label: purpose.text[state.language],
              description: t(purpose.required ? "purpose_required" : "purpose_free"),
            }}
            checked={state.purposes.includes(purpose.key)}
            onChange={(isChecked) =>
              set({
                purposes: isChecked
                  ? [...state.purposes, purpose.key]
                  : state.purposes.filter((key) => key !== purpose.key),
              })
            }
          />
        ))}
      </div>
    </FieldGroup>
  );
}
