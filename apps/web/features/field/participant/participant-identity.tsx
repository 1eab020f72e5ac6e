"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { eyeIcon, eyeOffIcon } from "@kendali/ui/icons";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";

/** Name, phone and address, read only when asked for: each reading stands in the trail. */
export function ParticipantIdentity({ number }: { number: string }) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { key: study } = useStudy();
  const [isShown, setShown] = useState(false);
  const query = useQuery({
    ...useTRPC().participant.identity.queryOptions({ study, participant: number }),
    enabled: isShown,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const person = query.data;
  return (
    <section className="identity" aria-labelledby="identity">
      <h2 id="identity">{t("identity_title")}</h2>
      <p className="small ink2">{t("identity_lead")}</p>
      <Button
        wide
        icon={isShown ? eyeOffIcon : eyeIcon}
        busy={query.isFetching && t("loading")}
        onClick={() => setShown(!isShown)}
      >
        {t(isShown ? "identity_hide" : "identity_show")}
      </Button>
      {isShown && query.isError ? <FailureMessage error={query.error} /> : null}
      {isShown && person !== undefined ? (
        <dl className="kv">
          <dt>{t("identity_name")}</dt>
          <dd>{person.name}</dd>
          <dt>{t("identity_phone")}</dt>
          <dd>
            {person.phone === null ? "–" : <a href={`tel:${person.phone.replace(/[^\d+]/g, "")}`}>{person.phone}</a>}
          </dd>
          <dt>{t("identity_national")}</dt>
          <dd>{person.nationalNumber ?? "–"}</dd>
          <dt>{t("identity_address")}</dt>
          <dd>{person.address ?? "–"}</dd>
        </dl>
      ) : null}
    </section>
  );
}
