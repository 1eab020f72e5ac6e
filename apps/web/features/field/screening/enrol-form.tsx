"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { ScreeningView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { FootBar } from "@kendali/ui/components/field-screen";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { InnerPage } from "../inner-page.tsx";
import { useParticipantChanged } from "../participant/use-participant.ts";
import { useCommandId } from "../use-command-id.ts";
import { fieldProblem } from "../words.ts";

const fields = [
  { key: "name", type: "text", longest: 120 },
  { key: "phone", type: "tel", longest: 30 },
  { key: "nationalNumber", type: "text", longest: 30 },
  { key: "address", type: "text", longest: 300 },
] as const;
type FieldKey = (typeof fields)[number]["key"];

/** Who she is, after she consented: kept apart from every answer, and never on this device. */
export function EnrolForm({ screening }: { screening: ScreeningView }) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study } = useStudy();
  const [typed, setTyped] = useState<Readonly<Record<FieldKey, string>>>({
    name: "",
    phone: "",
    nationalNumber: "",
    address: "",
  });
  const [isTried, setTried] = useState(false);
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const enrol = useMutation(useTRPC().participant.enrol.mutationOptions());
  const lacksName = typed.name.trim().length < 2;

  function save() {
    setTried(true);
    if (lacksName) return document.getElementById("enrol-name")?.focus();
    const content = { study, screening: screening.number, identity: identityOf(typed) };
    enrol.mutate({ ...content, commandId: commandId(content) }, { onSuccess: () => void changed() });
  }

  return (
    <InnerPage
      back={{ href: `/s/${study}/today`, words: t("today") }}
      foot={
        <FootBar>
          <Button kind="primary" busy={enrol.isPending && t("sending")} onClick={save}>
            {t("enrol_do")}
          </Button>
        </FootBar>
      }
    >
      <p className="qn">{t("screening_number", { number: screening.number })}</p>
      <h1>{t("enrol_title")}</h1>
      <div className="stack answer">
        {screening.consent === null || screening.consent.signedOn === null ? null : (
          <Message
            tone="ok"
            title={t("consent_done", {
              version: screening.consent.version,
              date: formatDate(locale, screening.consent.signedOn),
            })}
          />
        )}
        <p className="ink2">{t("enrol_lead")}</p>
        {fields.map(({ key, type, longest }) => (
          <TextBox
            key={key}
            id={`enrol-${key}`}
            locale={locale}
            label={t(`enrol_${key}`)}
            value={typed[key]}
            onChange={(text) => setTyped({ ...typed, [key]: text })}
            type={type}
            autoComplete="off"
            maxLength={longest}
            long={key === "address"}
            optional={key !== "name"}
            problems={key === "name" && isTried && lacksName ? [fieldProblem("bad", t("enrol_name_empty"))] : []}
          />
        ))}
        {enrol.error === null ? null : <FailureMessage error={enrol.error} />}
      </div>
    </InnerPage>
  );
}

function identityOf(typed: Readonly<Record<FieldKey, string>>) {
  const [phone, nationalNumber, address] = [typed.phone, typed.nationalNumber, typed.address].map((text) =>
    text.trim(),
  );
  return {
    name: typed.name.trim(),
    ...(phone === undefined || phone === "" ? {} : { phone }),
    ...(nationalNumber === undefined || nationalNumber === "" ? {} : { nationalNumber }),
    ...(address === undefined || address === "" ? {} : { address }),
  };
}
