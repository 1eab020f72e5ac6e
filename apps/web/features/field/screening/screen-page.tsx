"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { type Criterion, decideEligibility } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { FootBar } from "@kendali/ui/components/field-screen";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useSiteProtocol } from "../../study/version-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { InnerPage } from "../inner-page.tsx";
import { useCommandId } from "../use-command-id.ts";
import { CriterionRow } from "./criterion-row.tsx";
import { DeclineSheet } from "./decline-sheet.tsx";
import { FailedCriteria } from "./failed-criteria.tsx";

type Answers = Readonly<Record<string, boolean>>;

/** A new screening: a site, and one tap a question. Nothing else is asked, and nothing else is stored. */
export function ScreenPage() {
  const t = useTranslator(commonCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key: study, protocol: leading, viewer } = useStudy();
  const sites = leading.sites.filter((site) => viewer.sites === null || viewer.sites.includes(site.key));
  const [site, setSite] = useState<string | null>(sites.length === 1 ? (sites[0]?.key ?? null) : null);
  // The questions are those of the site's own version.
  const protocol = useSiteProtocol(site);
  const [answers, setAnswers] = useState<Answers>({});
  const [isDeclining, setDeclining] = useState(false);
  const { record, save } = useRecordScreening(site, answers);
  const { criteria } = protocol.eligibility;
  const open = criteria.filter((criterion) => answers[criterion.key] === undefined).length;
  const decided = decideEligibility(protocol, answers);
  const isEligible = decided.ok && decided.value.eligible;
  const isReady = decided.ok && site !== null;

  return (
    <InnerPage
      back={{ href: `/s/${study}/today`, words: t("today") }}
      foot={
        <FootBar>
          {isReady && isEligible ? (
            <Button less onClick={() => setDeclining(true)}>
              {t("she_declines")}
            </Button>
          ) : null}
          <Button kind="primary" disabled={!isReady} busy={record.isPending && t("sending")} onClick={() => save()}>
            {isReady
              ? t(isEligible ? "save_to_consent" : "save_failure")
              : site === null
                ? t("choose_site")
                : t("questions_open", { count: open })}
          </Button>
        </FootBar>
      }
    >
      <h1>{t("new_screening")}</h1>
      <p className="ink2">{t("screening_lead")}</p>
      <div className="stack answer">
        {sites.length === 1 ? null : (
          <ChoiceRows
            id="site"
            locale={locale}
            label={t("site")}
            options={sites.map((one) => ({ value: one.key, label: one.name[locale] }))}
            value={site}
            onChange={setSite}
          />
        )}
        {(["inclusion", "exclusion"] as const).map((kind) => (
          <Criteria
            key={kind}
            title={t(`criteria_${kind}`)}
            criteria={criteria.filter((criterion) => criterion.kind === kind)}
            answers={answers}
            onAnswer={(key, isYes) => setAnswers({ ...answers, [key]: isYes })}
          />
        ))}
        {decided.ok ? (
          <InView key={String(isEligible)}>
            {isEligible ? (
              <Message tone="ok" live="status" title={t("eligible_title")}>
                {t("eligible_text")}
              </Message>
            ) : (
              <FailedCriteria failed={decided.value.failed} />
            )}
          </InView>
        ) : null}
        {record.error === null ? null : <FailureMessage error={record.error} />}
      </div>
      {isDeclining ? (
        <DeclineSheet
          isBusy={record.isPending}
          error={record.error}
          onClose={() => setDeclining(false)}
          onDecline={(reason) => save(reason)}
        />
      ) : null}
    </InnerPage>
  );
}

/** The result appears below the last question: it is brought above the foot of the screen. */
function InView({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a block, because browsers begin to answer with a promise here, which an effect must not pass on.
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={box} className="in-view">
      {children}
    </div>
  );
}

function useRecordScreening(site: string | null, answers: Answers) {
  const { key: study } = useStudy();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const commandId = useCommandId();
  const record = useMutation(trpc.screening.record.mutationOptions());
  const save = (declined?: string) => {
    if (site === null) return;
    const decision = declined === undefined ? {} : { decision: { declined: true as const, reason: declined } };
    const content = { study, site, answers, ...decision };
    record.mutate(
      { ...content, commandId: commandId(content) },
      {
        onSuccess: ({ screening }) => {
          void queryClient.invalidateQueries({ queryKey: trpc.screening.pathKey() });
          router.replace(`/s/${study}/screenings/${screening}`);
        },
      },
    );
  };
  return { record, save };
}

function Criteria({
  title,
  criteria,
  answers,
  onAnswer,
}: {
  title: string;
  criteria: readonly Criterion[];
  answers: Answers;
  onAnswer: (key: string, isYes: boolean) => void;
}) {
  return (
    <section className="criteria" aria-label={title}>
      <h2>{title}</h2>
      {criteria.map((criterion) => (
        <CriterionRow
          key={criterion.key}
          criterion={criterion}
          value={answers[criterion.key] ?? null}
          onChange={(isYes) => onAnswer(criterion.key, isYes)}
        />
      ))}
    </section>
  );
}
