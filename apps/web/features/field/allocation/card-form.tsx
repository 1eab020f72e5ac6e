"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { CardAnswer, ParticipantView } from "@kendali/api";
import { isLocalDateTime, parseCardCode } from "@kendali/domain";
import { formatDate, formatTime, zoneOf } from "@kendali/i18n";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { DateTimeBox } from "@kendali/ui/components/date-time-box";
import { Message } from "@kendali/ui/components/message";
import { Sheet } from "@kendali/ui/components/sheet";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage, RefusalWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useParticipantChanged } from "../participant/use-participant.ts";
import { useCommandId } from "../use-command-id.ts";
import { useSiteNow } from "../use-site-now.ts";

/** A code has ten characters; before that many are typed nothing is said of it. */
const codeLength = 10;

type CardFormProps = { participant: ParticipantView; onUsed: (used: CardAnswer) => void };

/** The code as it stands on the card, when it was opened and why; a refusal loses nothing typed. */
export function CardForm({ participant, onUsed }: CardFormProps) {
  const t = useTranslator(cardsCatalogue);
  const { locale } = useLocale();
  const { protocol, today } = useStudy();
  const [code, setCode] = useState("");
  const [openedAt, setOpenedAt] = useState("");
  const [reason, setReason] = useState("");
  const [isAsking, ask] = useState(false);
  const site = protocol.sites.find(({ key }) => key === participant.site);
  const zone = site?.timeZone ?? "UTC";
  const now = useSiteNow(zone, today.find((one) => one.site === participant.site)?.date ?? "");
  const read = parseCardCode(code);
  const isWrong = read === null && code.replaceAll(/[\s\p{Pd}]/gu, "").length >= codeLength;
  const missing =
    read === null
      ? t("use_missing_code")
      : !isLocalDateTime(openedAt)
        ? t("use_missing_time")
        : reason.trim() === ""
          ? t("use_missing_reason")
          : null;
  const refusal = participant.actions.find(({ action }) => action === "allocation.allocate")?.refusal ?? null;
  return (
    <form
      className="stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) ask(true);
      }}
    >
      <h1>{t("use_title", { number: participant.number })}</h1>
      <p className="ink2">{t("use_lead")}</p>
      {refusal === null ? null : (
        <Message tone="warn">
          <RefusalWords refusal={refusal} />
        </Message>
      )}
      <div className="card-code">
        <TextBox
          id="card-code"
          locale={locale}
          label={t("use_code")}
          hint={read === null ? t("use_code_hint") : t("use_code_is", { code: read })}
          problems={isWrong ? [{ tone: "bad", title: t("use_code_wrong") }] : undefined}
          value={code}
          onChange={setCode}
          autoComplete="off"
          maxLength={40}
        />
      </div>
      <DateTimeBox
        id="card-opened"
        locale={locale}
        label={t("use_opened")}
        hint={t("use_opened_hint")}
        value={openedAt}
        onChange={setOpenedAt}
        now={now}
        zone={zoneOf(zone).name}
      />
      <TextBox
        id="card-reason"
        locale={locale}
        label={t("use_reason")}
        hint={t("use_reason_hint")}
        value={reason}
        onChange={setReason}
        long
        maxLength={500}
      />
      <Message tone="info">{t("use_once")}</Message>
      <Button type="submit" kind="primary" wide disabled={missing !== null || refusal !== null}>
        {missing ?? t("use_do")}
      </Button>
      {read === null ? null : (
        <ConfirmSheet
          open={isAsking}
          participant={participant.number}
          card={{ code: read, openedAt, reason: reason.trim() }}
          onClose={() => ask(false)}
          onUsed={onUsed}
        />
      )}
    </form>
  );
}

type ConfirmSheetProps = {
  open: boolean;
  participant: string;
  card: { readonly code: string; readonly openedAt: string; readonly reason: string };
  onClose: () => void;
  onUsed: (used: CardAnswer) => void;
};

function ConfirmSheet({ open, participant, card, onClose, onUsed }: ConfirmSheetProps) {
  const t = useTranslator(commonCatalogue, cardsCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const use = useMutation(useTRPC().allocation.useCard.mutationOptions());
  const [date = "", time = ""] = card.openedAt.split("T");
  const run = () => {
    const content = { study, participant, ...card };
    const done = { onSuccess: (used: CardAnswer) => void changed().then(() => onUsed(used)) };
    use.mutate({ ...content, commandId: commandId(content) }, done);
  };
  return (
    <Sheet open={open} title={t("use_confirm_title", { code: card.code, number: participant })} onClose={onClose}>
      <p className="ink2">
        {t("use_confirm_text", {
          number: participant,
          time: `${formatDate(locale, date)}, ${formatTime(locale, time)}`,
        })}
      </p>
      {use.error === null ? null : <FailureMessage error={use.error} />}
      <div className="acts">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" busy={use.isPending && t("sending")} onClick={run}>
          {t("use_do")}
        </Button>
      </div>
    </Sheet>
  );
}
