"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { ChangeView } from "@kendali/api";
import type { Visit } from "@kendali/domain";
import { amendmentsCatalogue } from "@kendali/i18n/catalogues/amendments";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilder } from "../shell/use-builder.ts";

type IsAbout = (path: readonly string[]) => boolean;

/** In the draft of an amendment: what the changes of these visits touch among the data already recorded, with true counts. */
export function VisitImpact({ visits }: { visits: readonly Visit[] }) {
  const t = useTranslator(builderScheduleCatalogue);
  const keys = visits.map(({ key }) => key);
  return (
    <PartImpact isAbout={(path) => path[0] === "visits" && keys.includes(path[1] ?? "")} unchanged={t("impact_none")} />
  );
}

/** The same of any part; `unchanged` is said where nothing of it differs from the live version. */
export function PartImpact({ isAbout, unchanged }: { isAbout: IsAbout; unchanged: string }) {
  const { draft } = useBuilder();
  return draft.study === null ? null : <Impact study={draft.study} isAbout={isAbout} unchanged={unchanged} />;
}

function Impact({ study, isAbout, unchanged }: { study: string; isAbout: IsAbout; unchanged: string }) {
  const t = useTranslator(commonCatalogue, amendmentsCatalogue, builderScheduleCatalogue);
  const { draft, saving } = useBuilder();
  const preview = useQuery({
    ...useTRPC().amendment.preview.queryOptions({ study, draft: draft.id }),
    enabled: saving === "saved",
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const { refetch } = preview;
  const counted = useRef(draft.revision);
  useEffect(() => {
    if (saving !== "saved" || counted.current === draft.revision) return;
    counted.current = draft.revision;
    void refetch();
  }, [saving, draft.revision, refetch]);
  const isWaiting =
    saving !== "saved" ||
    preview.isFetching ||
    (preview.data !== undefined && preview.data.revision !== draft.revision);
  const changes = (preview.data?.changes ?? []).filter(({ path }) => isAbout(path));
  return (
    <section aria-live="polite">
      <h3 className="lab">{t("impact_title")}</h3>
      {isWaiting ? (
        <p className="small ink2">{t("impact_waits")}</p>
      ) : preview.isError ? (
        <p className="small ink2">{t("impact_failed")}</p>
      ) : changes.length === 0 ? (
        <p className="small ink2">{unchanged}</p>
      ) : (
        changes.map((change) => (
          <Message key={`${change.kind} ${change.path.join("/")}`} tone={change.problems.length > 0 ? "bad" : "warn"}>
            <b>{touchedWords(change.touched, t)}.</b> {t(`statement_${change.statement}`)}
          </Message>
        ))
      )}
    </section>
  );
}

type Words = ReturnType<
  typeof useTranslator<[typeof commonCatalogue, typeof amendmentsCatalogue, typeof builderScheduleCatalogue]>
>;

function touchedWords(touched: ChangeView["touched"], t: Words): string {
  if (touched === null) return t("touched_hidden");
  const said = (["participants", "visits", "values"] as const).filter((name) => touched[name] > 0);
  return said.length === 0
    ? t("touched_none")
    : said.map((name) => t(`touched_${name}`, { count: touched[name] })).join(", ");
}
