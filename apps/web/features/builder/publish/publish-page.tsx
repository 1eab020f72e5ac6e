"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";

import type { DraftView } from "@kendali/api";
import { isExceptionReason, maySign } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { buttonClass } from "@kendali/ui/components/button";
import { DataTag } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { FindingList } from "../shell/page-findings.tsx";
import { useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { LivePart } from "./live-part.tsx";
import { TestPart } from "./test-part.tsx";
import { findingName, useReasons } from "./use-reasons.ts";

/** From a draft to a study: what must be mended, what may be signed, the study to try, the study to run. */
export function PublishPage() {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const { draft, findings } = useBuilder();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const view = useQuery(trpc.protocolDraft.get.queryOptions({ draft: draft.id }));
  const [reasons, setReason] = useReasons(draft.id);
  const must = findings.filter(({ severity }) => severity === "must");
  const should = findings.filter(({ severity }) => severity === "should");
  // What no reason helps with is obligatory for the live study, though the test study does without.
  const barring = should.filter((finding) => !maySign(finding)).length;
  const advice = should.filter(maySign);
  const open = advice.filter((finding) => !isExceptionReason(reasons[findingName(finding)] ?? "")).length;
  const live = view.data?.studies.find(({ kind, isCurrent }) => kind === "live" && isCurrent);
  const renew = async () => {
    await queries.invalidateQueries({ queryKey: trpc.protocolDraft.get.queryKey({ draft: draft.id }) });
    await queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() });
  };
  if (!store.isJudged()) {
    return (
      <>
        <PageHead lead={{ words: t("steps_lead_checking") }} />
        <Skeleton locale={locale} />
      </>
    );
  }
  return (
    <>
      <PageHead
        lead={
          must.length > 0
            ? { words: t("publish_lead_open", { count: must.length }) }
            : {
                words: t("publish_lead_ready"),
                after: [
                  ...(barring > 0 ? [t("publish_lead_barring", { count: barring })] : []),
                  ...(live !== undefined
                    ? [t("publish_lead_live", { key: live.key })]
                    : open > 0
                      ? [t("publish_lead_advice", { count: open })]
                      : advice.length > 0
                        ? [t("publish_lead_answered", { count: advice.length })]
                        : []),
                  ...(should.length === 0 && live === undefined ? [t("publish_lead_clean")] : []),
                ].join(" "),
              }
        }
      />
      <section className="builder-part" aria-labelledby="publish-must">
        <h2 id="publish-must">{t("publish_must")}</h2>
        {must.length === 0 ? <p>{t("publish_must_none")}</p> : <FindingList findings={must} />}
      </section>
      {view.error === null ? null : <FailureMessage error={view.error} />}
      {view.data === undefined ? null : (
        <>
          <TestPart view={view.data} blocking={must.length} onOpened={renew} />
          {draft.study === null ? (
            <LivePart
              view={view.data}
              blocking={must.length}
              advice={should}
              reasons={reasons}
              onReason={setReason}
              onOpened={renew}
            />
          ) : (
            <section className="builder-part" aria-labelledby="publish-amendment">
              <h2 id="publish-amendment">{t("publish_amendment", { study: draft.study })}</h2>
              <p>{t("publish_amendment_text")}</p>
              <p>
                <AppLink className={buttonClass({ kind: "primary" })} href={`/s/${draft.study}/amendments`}>
                  {t("to_amendments")}
                </AppLink>
              </p>
            </section>
          )}
          <OpenedStudies studies={view.data.studies} />
        </>
      )}
    </>
  );
}

function OpenedStudies({ studies }: { studies: DraftView["studies"] }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  return (
    <section className="builder-part" aria-labelledby="opened-studies">
      <h2 id="opened-studies">{t("studies_opened")}</h2>
      {studies.length === 0 ? <p className="quiet">{t("studies_none")}</p> : null}
      <ul className="draft-list">
        {studies.map(({ key, kind, status, revision, isCurrent }) => (
          <li key={key}>
            <AppLink href={status === "draft" ? `/s/${key}/go-live` : `/s/${key}/overview`}>{key}</AppLink>
            <span className="study-tags">
              {kind === "live" && status !== "live" ? null : <DataTag locale={locale} kind={kind} />}
              {status === "live" ? null : <DataTag locale={locale} kind={status} />}
            </span>
            <span className="small ink2">
              {t("study_of_revision", { revision })}, {t(isCurrent ? "study_current" : "study_older")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
