"use client";

import { useQuery } from "@tanstack/react-query";

import type { AllocationAnswer, ParticipantView } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { DataTag } from "@kendali/ui/components/data-tag";
import { BackLink, InnerHeader } from "@kendali/ui/components/field-header";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { QrCode } from "@kendali/ui/components/qr-code";
import { SlipScreen } from "@kendali/ui/components/slip";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { SightAndKind } from "../inner-page.tsx";
import { motherWords } from "../words.ts";
import { useStrata } from "./use-strata.ts";

/** The slip of one allocation; drawn only from an answer that holds the arm. */
export function AllocationSlip({
  participant,
  allocation,
  arm,
}: {
  participant: ParticipantView;
  allocation: AllocationAnswer;
  arm: NonNullable<AllocationAnswer["arm"]>;
}) {
  const t = useTranslator(uiCatalogue, commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale, setLocale } = useLocale();
  const { key: study, kind, protocol, protocolHash } = useStudy();
  const trpc = useTRPC();
  const record = useQuery(trpc.allocation.get.queryOptions({ study, participant: allocation.number }));
  const promised = useQuery({ ...trpc.allocation.commitment.queryOptions({ study }), staleTime: Infinity });
  const commitment = promised.data?.commitment;
  const strata = useStrata(participant);
  const site = protocol.sites.find((one) => one.key === participant.site);
  const description = protocol.arms.find((one) => one.key === arm.key)?.description[locale] ?? "";
  const time = formatInstant(locale, allocation.allocatedAt, site?.timeZone ?? "UTC", { seconds: true });
  return (
    <SlipScreen
      locale={locale}
      title={t("slip_title")}
      header={
        <InnerHeader
          back={
            <BackLink href={`/s/${study}/participant/${participant.number}`} link={AppLink}>
              {t("participant")}
            </BackLink>
          }
          end={<LanguageSwitch locale={locale} onChange={setLocale} />}
          strip={<SightAndKind />}
        />
      }
      study={protocol.shortTitle[locale]}
      tag={kind === "live" ? undefined : <DataTag locale={locale} kind={kind} />}
      number={allocation.number}
      about={`${motherWords(t("mother"), participant.initials)} · ${strata.words}`}
      arm={arm.label[locale]}
      next={description}
      time={time}
      site={site?.name[locale] ?? participant.site}
      by={record.data?.allocatedBy ?? undefined}
      protocolVersion={t("version", { version: protocol.version })}
      commitment={commitment === undefined ? undefined : beginningOf(commitment)}
      qr={
        <QrCode
          text={[study, allocation.number, protocolHash, ...(commitment === undefined ? [] : [commitment])].join("\n")}
          label={t("slip_qr")}
        />
      }
      codeWords={t("slip_code_words")}
    />
  );
}

/** The first sixteen digits in groups of four: enough to see that a slip is of the list that was promised. */
function beginningOf(commitment: string): string {
  return (commitment.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
}
