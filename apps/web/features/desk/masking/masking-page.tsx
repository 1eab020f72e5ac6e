"use client";

import { useQuery } from "@tanstack/react-query";

import type { MaskingList, UnmaskingList } from "@kendali/api";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { AssignmentsSection } from "./assignments-section.tsx";
import { HistorySection, WaitingSection } from "./requests-section.tsx";
import { UnmaskingsSection } from "./unmaskings-section.tsx";
import { useMaskingWords } from "./use-masking-words.ts";

/** Who may know arms, what was asked and decided about it, and whose arm was shown out of order. */
export function MaskingPage() {
  const { key, viewer, kind } = useStudy();
  const { locale } = useMaskingWords();
  const t = useTranslator(deskCatalogue);
  const trpc = useTRPC();
  const mayChange = mayDo(viewer, "masking.list");
  const masking = useQuery({ ...trpc.masking.list.queryOptions({ study: key }), enabled: mayChange });
  const unmaskings = useQuery(trpc.masking.unmaskings.queryOptions({ study: key }));
  return (
    <DeskPage>
      {mayChange ? (
        <DeskData query={masking} heights={[34, 18, 120, 260]} title={t("rail_masking")}>
          {(list) => (
            <>
              <Head list={list} />
              <DataLine locale={locale} kind={kind} />
              {list.isMasked ? <WaitingSection requests={list.requests} /> : null}
              <AssignmentsSection list={list} />
              <HistorySection requests={list.requests} />
            </>
          )}
        </DeskData>
      ) : null}
      <DeskData query={unmaskings} heights={[20, 80]} {...(mayChange ? {} : { title: t("rail_masking") })}>
        {(list) => (
          <>
            {mayChange ? null : (
              <>
                <UnmaskingsHead list={list} />
                <DataLine locale={locale} kind={kind} />
              </>
            )}
            <UnmaskingsSection list={list} />
          </>
        )}
      </DeskData>
    </DeskPage>
  );
}

function Head({ list }: { list: MaskingList }) {
  const { t } = useMaskingWords();
  const { protocol } = useStudy();
  if (!list.isMasked)
    return (
      <PageHead lead={{ words: t("masking_none") }}>
        {t(protocol.allocation === null ? "masking_none_one_group" : "masking_none_unblinded")}
      </PageHead>
    );
  const masked = list.assignments.filter((one) => one.accountLevel === "blind").length;
  return (
    <PageHead
      lead={{
        words: t("masking_lead", { masked, count: list.assignments.length }),
        after: ` ${t("masking_lead_after")}`,
      }}
    />
  );
}

function UnmaskingsHead({ list }: { list: UnmaskingList }) {
  const { t } = useMaskingWords();
  const words =
    list.participants === 0
      ? t("masking_unmaskings_lead_none")
      : t("masking_unmaskings_lead", { count: list.participants });
  return <PageHead lead={{ words }} />;
}
