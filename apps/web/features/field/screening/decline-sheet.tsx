"use client";

import { useState } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { Sheet } from "@kendali/ui/components/sheet";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { ReasonChoice } from "../reason-choice.tsx";
import { fieldProblem } from "../words.ts";

/** A mother who does not want to take part: her reason, and nothing else about her. */
export function DeclineSheet({
  isBusy,
  error,
  onDecline,
  onClose,
}: {
  isBusy: boolean;
  error: unknown;
  onDecline: (reason: string) => void;
  onClose: () => void;
}) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const isEmpty = reason.trim() === "";
  return (
    <Sheet open title={t("decline_title")} onClose={onClose}>
      <div className="stack">
        <p className="ink2">{t("decline_lead")}</p>
        <ReasonChoice
          id="decline-reason"
          label={t("reason")}
          ready={[t("decline_time"), t("decline_family"), t("decline_pump"), t("decline_none")]}
          value={reason}
          onChange={setReason}
          problems={isTried && isEmpty ? [fieldProblem("bad", t("reason_empty"))] : []}
        />
        {error === null || error === undefined ? null : <FailureMessage error={error} />}
        <div className="acts">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="primary"
            busy={isBusy && t("sending")}
            onClick={() => {
              setTried(true);
              if (!isEmpty) onDecline(reason.trim());
            }}
          >
            {t("decline_do")}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
