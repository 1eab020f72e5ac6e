"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { AllocationAnswer, ParticipantView } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { cardsCatalogue } from "@kendali/i18n/catalogues/cards";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { type Check, CheckList } from "@kendali/ui/components/check-list";
import { FootBar } from "@kendali/ui/components/field-screen";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { shuffleIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage, RefusalWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";
import { useTRPC } from "../../trpc/trpc.ts";
import { mayDo } from "../../desk/may-do.ts";
import { InnerPage } from "../inner-page.tsx";
import { NotYours } from "../not-yours.tsx";
import { useParticipant, useParticipantChanged } from "../participant/use-participant.ts";
import { useCommandId } from "../use-command-id.ts";
import { useTopOn } from "../use-top-on.ts";
import { motherWords } from "../words.ts";
import { AllocationSlip } from "./allocation-slip.tsx";
import { useStrata } from "./use-strata.ts";

/** Allocating one participant: what holds, the draw that happens once, and the slip for who may see it. */
export function AllocatePage({ number }: { number: string }) {
  const { locale } = useLocale();
  const query = useParticipant(number);
  if (query.data === undefined) {
    return (
      <AllocateFrame number={number}>
        {query.isError ? <FailureMessage error={query.error} /> : <Skeleton locale={locale} />}
      </AllocateFrame>
    );
  }
  return <Allocate participant={query.data} />;
}

/** The page stays on the draw it was opened for: her record, read anew after it, does not take the slip away. */
function Allocate({ participant }: { participant: ParticipantView }) {
  const [wasAllocated] = useState(participant.allocatedOn !== null);
  const { viewer } = useStudy();
  if (wasAllocated) return <AfterTheDraw participant={participant} />;
  if (mayDo(viewer, "allocation.allocate")) return <BeforeTheDraw participant={participant} />;
  return (
    <AllocateFrame number={participant.number}>
      <NotYours number={participant.number} />
    </AllocateFrame>
  );
}

function AllocateFrame({
  number,
  foot,
  children,
}: {
  number: string;
  foot?: React.ReactNode;
  children: React.ReactNode;
}) {
  const t = useTranslator(commonCatalogue);
  const { key: study } = useStudy();
  return (
    <InnerPage back={{ href: `/s/${study}/participant/${number}`, words: t("participant") }} foot={foot}>
      {children}
    </InnerPage>
  );
}

function BeforeTheDraw({ participant }: { participant: ParticipantView }) {
  const t = useTranslator(commonCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, protocol } = useStudy();
  const changed = useParticipantChanged();
  const commandId = useCommandId();
  const trpc = useTRPC();
  const draw = useMutation(trpc.allocation.allocate.mutationOptions());
  const action = participant.actions.find((one) => one.action === "allocation.allocate");
  const refusal = action?.refusal ?? null;
  const site = protocol.sites.find((one) => one.key === participant.site)?.name[locale] ?? participant.site;

  const checks = useChecks(participant, refusal?.code ?? null);

  useTopOn(draw.isSuccess ? "drawn" : "before");
  const run = () => {
    const content = { study, participant: participant.number };
    draw.mutate({ ...content, commandId: commandId(content) }, { onSuccess: () => void changed() });
  };

  if (draw.data !== undefined) return <DrawnSlip participant={participant} allocation={draw.data} />;
  return (
    <AllocateFrame
      number={participant.number}
      foot={
        <DrawFoot
          participant={participant}
          checks={checks}
          isDisabled={action === undefined || refusal !== null}
          isPending={draw.isPending}
          onDraw={run}
        />
      }
    >
      <h1>{t("draw_title", { number: participant.number })}</h1>
      <p className="ink2">
        {motherWords(t("mother"), participant.initials)} · {site}
      </p>
      <div className="answer">
        <CheckList checks={checks} />
      </div>
      <div className="stack">
        {refusal === null ? (
          <Message tone="info">{t("draw_once")}</Message>
        ) : (
          <Message tone="warn">
            <RefusalWords refusal={refusal} />
          </Message>
        )}
        {draw.error === null ? null : <FailureMessage error={draw.error} />}
        {protocol.allocation?.cards === undefined ? null : <CardLink number={participant.number} />}
      </div>
    </AllocateFrame>
  );
}

/** The draw at the foot. While it waits for the baseline, the line under it says what is not there, and leads to it. */
function DrawFoot({ participant, checks, isDisabled, isPending, onDraw }: DrawFootProps) {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { key: study, protocol } = useStudy();
  const place = `/s/${study}/participant/${participant.number}`;
  const open = isDisabled ? checks.find((check) => check.state !== "holds") : undefined;
  const missing = open?.key === "baseline" || open?.key === "strata" ? open : undefined;
  return (
    <FootBar>
      <ButtonLink less href={place} link={AppLink}>
        {t("cancel")}
      </ButtonLink>
      <Button
        kind="primary"
        icon={shuffleIcon}
        disabled={isDisabled}
        aria-describedby={missing === undefined ? undefined : "draw-missing"}
        busy={isPending && t("sending")}
        onClick={onDraw}
      >
        {t("draw_now")}
      </Button>
      {missing === undefined ? null : (
        <p id="draw-missing" className="small">
          <AppLink href={`${place}#${protocol.allocation?.afterVisit ?? "visits"}`}>
            {missing.title}: {missing.detail}
          </AppLink>
        </p>
      )}
    </FootBar>
  );
}

type DrawFootProps = {
  participant: ParticipantView;
  checks: readonly Check[];
  isDisabled: boolean;
  isPending: boolean;
  onDraw: () => void;
};

/** For a mother whose arm was taken from a sealed card while there was no network. */
function CardLink({ number }: { number: string }) {
  const t = useTranslator(cardsCatalogue);
  const { key: study } = useStudy();
  return (
    <div>
      <p className="small ink2">{t("use_open_hint")}</p>
      <ButtonLink wide href={`/s/${study}/participant/${number}/card`} link={AppLink}>
        {t("use_open")}
      </ButtonLink>
    </div>
  );
}

/** What must hold before the draw. A draw that is not refused means that all of it does; the server decides. */
function useChecks(participant: ParticipantView, refused: string | null): readonly Check[] {
  const t = useTranslator(entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const { consent } = participant;
  const strata = useStrata(participant);
  const plan = protocol.allocation;
  const baseline = participant.schedule.find((visit) => visit.visit === plan?.afterVisit);
  const count = (kind: string) => protocol.eligibility.criteria.filter((criterion) => criterion.kind === kind).length;
  const isComplete = baseline?.state === "done";
  return [
    {
      key: "consent",
      state: consent?.decision === "given" ? "holds" : "fails",
      title: t("check_consent", { version: consent?.version ?? "–" }),
      detail: t("check_consent_on", {
        date: consent === null || consent.signedOn === null ? "–" : formatDate(locale, consent.signedOn),
      }),
    },
    {
      key: "eligible",
      state: refused === "not_eligible" ? "fails" : "holds",
      title: t("check_eligible"),
      detail: t("check_eligible_detail", { inclusion: count("inclusion"), exclusion: count("exclusion") }),
    },
    {
      key: "baseline",
      state: isComplete && baseline.locked ? "holds" : "open",
      title: t(isComplete ? (baseline.locked ? "check_baseline" : "check_baseline_unlocked") : "check_baseline_open"),
      detail: t("check_baseline_forms", {
        done: baseline?.forms.filter((form) => form.status !== "empty").length ?? 0,
        count: baseline?.forms.length ?? 0,
      }),
    },
    {
      key: "strata",
      state: strata.isComplete && refused !== "strata_missing" ? "holds" : "open",
      title: t("check_strata"),
      detail: strata.words,
    },
  ];
}

function AfterTheDraw({ participant }: { participant: ParticipantView }) {
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const query = useQuery(useTRPC().allocation.get.queryOptions({ study, participant: participant.number }));
  if (query.data !== undefined) return <DrawnSlip participant={participant} allocation={query.data} />;
  const failure = query.isError ? failureOf(query.error) : null;
  const refused = failure?.kind === "refusal" ? failure.refusal.code : null;
  const isNotYours = refused === "not_allowed" && !viewer.isMasked;
  const isMasked = refused === "arm_masked" || (refused === "not_allowed" && viewer.isMasked);
  return (
    <AllocateFrame number={participant.number}>
      {failure === null ? <Skeleton locale={locale} /> : null}
      {isMasked ? <DrawnMasked number={participant.number} /> : null}
      {isNotYours ? <NotYours number={participant.number} /> : null}
      {failure !== null && !isMasked && !isNotYours ? <FailureMessage error={query.error} /> : null}
    </AllocateFrame>
  );
}

/** The slip only where the answer holds the arm; who is masked learns that it was done. */
function DrawnSlip(drawn: { participant: ParticipantView; allocation: AllocationAnswer }) {
  const { participant, allocation } = drawn;
  if (allocation.arm !== null) return <AllocationSlip {...drawn} arm={allocation.arm} />;
  return (
    <AllocateFrame number={participant.number}>
      <DrawnMasked number={participant.number} />
    </AllocateFrame>
  );
}

function DrawnMasked({ number }: { number: string }) {
  const t = useTranslator(fieldCatalogue);
  return (
    <>
      <h1>{t("drawn_title", { number })}</h1>
      <div className="answer">
        <Message tone="info" title={t("drawn_masked")} />
      </div>
    </>
  );
}
