"use client";

import { useState } from "react";

import { isLocalDate } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { Sheet } from "@kendali/ui/components/sheet";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { ReasonChoice } from "../reason-choice.tsx";
import { fieldProblem } from "../words.ts";

export type Recorded = { readonly on: string; readonly reason: string; readonly note?: string };

export type RecordSheetProps = {
  title: string;
  lead: string;
  dateLabel: string;
  reasons: readonly string[];
  today: string;
  act: string;
  isBusy: boolean;
  error: unknown;
  onRecord: (recorded: Recorded) => void;
  onClose: () => void;
  /** What must be chosen before the date, such as the kind of an end. */
  children?: React.ReactNode;
};

/** A dated fact with its reason: a missed visit, or the end of somebody's part in the study. */
export function RecordSheet(props: RecordSheetProps) {
  const t = useTranslator(commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const [on, setOn] = useState(props.today);
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [isTried, setTried] = useState(false);
  const lacksDate = !isLocalDate(on);
  const lacksReason = reason.trim() === "";

  function record() {
    setTried(true);
    if (lacksDate) return document.getElementById("record-on")?.focus();
    if (lacksReason) return document.getElementById("record-reason")?.focus();
    props.onRecord({ on, reason: reason.trim(), ...(note.trim() === "" ? {} : { note: note.trim() }) });
  }

  return (
    <Sheet open title={props.title} onClose={props.onClose}>
      <div className="stack">
        <p className="ink2">{props.lead}</p>
        {props.children}
        <DateBoxes
          id="record-on"
          locale={locale}
          label={props.dateLabel}
          value={on}
          onChange={setOn}
          today={props.today}
          problems={isTried && lacksDate ? [fieldProblem("bad", t("fact_date_empty"))] : []}
        />
        <ReasonChoice
          id="record-reason"
          label={t("reason")}
          ready={props.reasons}
          value={reason}
          onChange={setReason}
          problems={isTried && lacksReason ? [fieldProblem("bad", t("reason_empty"))] : []}
        />
        <TextBox
          id="record-note"
          locale={locale}
          label={t("note")}
          hint={t("no_names")}
          value={note}
          onChange={setNote}
          maxLength={1000}
          optional
          long
        />
        {props.error === null || props.error === undefined ? null : <FailureMessage error={props.error} />}
        <div className="acts">
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button kind="primary" busy={props.isBusy && t("sending")} onClick={record}>
            {props.act}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
