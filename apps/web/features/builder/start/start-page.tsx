"use client";

import { useQuery } from "@tanstack/react-query";

import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";
import { DataTag } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { mayDo } from "../../desk/may-do.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { HomeFrame } from "../shell/home-frame.tsx";
import { DesignClaims } from "./design-claims.tsx";
import { FileIntake } from "./file-intake.tsx";
import { OwnDrafts } from "./own-drafts.tsx";
import { useCreateDraft } from "./use-create-draft.ts";

/** The drafts of whoever is signed in, and every way to begin one. */
export function StartPage() {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const trpc = useTRPC();
  const drafts = useQuery(trpc.protocolDraft.list.queryOptions());
  const templates = useQuery({ ...trpc.protocolDraft.templates.queryOptions(), staleTime: Infinity });
  const me = useQuery({ ...trpc.session.me.queryOptions(), staleTime: 60_000 });
  const { create, making, isMaking, error, told } = useCreateDraft();
  const busy = (name: string) => (isMaking && making === name.slice(0, 120) ? t("start_making") : false);
  const amendable = (me.data?.studies ?? []).filter((study) => study.status === "live" && mayDo(study, "study.amend"));
  const failed = drafts.error ?? templates.error ?? me.error;
  return (
    <HomeFrame>
      <PageHead lead={{ words: t("start_lead"), after: t("start_after") }} />
      {failed === null ? null : <FailureMessage error={failed} />}
      {error === null ? null : <FailureMessage error={error} />}
      {drafts.data === undefined || templates.data === undefined ? (
        failed === null ? (
          <Skeleton locale={locale} />
        ) : null
      ) : (
        <>
          <OwnDrafts drafts={drafts.data} onCopy={create} busy={busy} />
          <section className="builder-part" aria-labelledby="templates">
            <h2 id="templates">{t("start_from_template")}</h2>
            <p>{t("start_from_template_text")}</p>
            <ul className="template-list">
              {templates.data
                .filter(({ kind }) => kind === "reference")
                .map(({ key, design, title, forms, visits }) => (
                  <li key={key}>
                    <div>
                      <h3>{title[locale]}</h3>
                      <p className="small ink2">
                        {t(design === "parallel_controlled" ? "design_trial" : "design_one_group")}
                        {" · "}
                        {t("start_counts", { forms, visits })}
                      </p>
                      <DesignClaims design={design} />
                    </div>
                    <Button
                      kind="primary"
                      busy={busy(shortOf(title[locale]))}
                      onClick={() => create(shortOf(title[locale]), { template: key as "oxytocin-rct" })}
                    >
                      {t("start_use")}
                      <span className="vh">: {title[locale]}</span>
                    </Button>
                  </li>
                ))}
            </ul>
          </section>
          <section className="builder-part" aria-labelledby="blank">
            <h2 id="blank">{t("start_blank")}</h2>
            <p>{t("start_blank_text")}</p>
            <ul className="template-list">
              {templates.data
                .filter(({ kind }) => kind === "blank")
                .map(({ key, design, title }) => (
                  <li key={key}>
                    <div>
                      <h3>{t(design === "parallel_controlled" ? "design_trial" : "design_one_group")}</h3>
                      <DesignClaims design={design} />
                    </div>
                    <Button
                      busy={busy(title[locale])}
                      onClick={() => create(title[locale], { template: key as "blank-trial" })}
                    >
                      {t("start_use_blank")}
                      <span className="vh">: {title[locale]}</span>
                    </Button>
                  </li>
                ))}
            </ul>
          </section>
          <FileIntake onRead={(name, file) => create(name, { file })} error={error} isMaking={isMaking} told={told} />
          <section className="builder-part" aria-labelledby="amend">
            <h2 id="amend">{t("start_study")}</h2>
            <p>{t("start_study_text")}</p>
            {amendable.length === 0 ? <p className="quiet">{t("start_study_none")}</p> : null}
            <ul className="template-list">
              {amendable.map(({ key, kind, shortTitle, title }) => (
                <li key={key}>
                  <div>
                    <h3>
                      {shortTitle[locale]} <DataTag locale={locale} kind={kind} />
                    </h3>
                    <p className="small ink2">
                      {title[locale]} <span className="mono">{key}</span>
                    </p>
                  </div>
                  <Button busy={busy(shortTitle[locale])} onClick={() => create(shortTitle[locale], { study: key })}>
                    {t("start_amend")}
                    <span className="vh">: {shortTitle[locale]}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </HomeFrame>
  );
}

/** A title without what it says after its colon: what a draft is called until somebody gives it another name. */
function shortOf(title: string): string {
  return title.split(":")[0] ?? title;
}
