"use client";

import { type BuilderPage, maySign } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { buttonClass } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Icon } from "@kendali/ui/components/icon";
import { checkIcon, infoIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useBuilder, useBuilderStore } from "../shell/use-builder.ts";
import { DesignClaims } from "../start/design-claims.tsx";
import { MembersPart } from "./members-part.tsx";
import { stepsOf, type StepWords } from "./steps-of.ts";

/** The way from a draft to a study: every step with what stands in it, what is open, and where it is taken. */
export function StepsPage() {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const { draft, document, findings } = useBuilder();
  const must = findings.filter(({ severity }) => severity === "must");
  const barring = findings.filter((finding) => finding.severity !== "must" && !maySign(finding)).length;
  // What no reason helps with is obligatory here as on every page, whether or not a test study does without.
  const open = (isObligatory: boolean, pages: readonly BuilderPage[], places: readonly string[]) =>
    findings
      .filter((finding) => maySign(finding) !== isObligatory)
      .filter(({ mend }) =>
        places.length === 0
          ? pages.includes(mend.page)
          : places.some((place) => mend.path === place || mend.path.startsWith(`${place}/`)),
      ).length;
  const root = `/drafts/${draft.id}`;
  return (
    <>
      <PageHead
        lead={
          !store.isJudged()
            ? { words: t("steps_lead_checking") }
            : must.length > 0
              ? { words: t("steps_lead_open", { count: must.length }) }
              : {
                  words: t("steps_lead_ready"),
                  after: [
                    t("steps_lead_ready_after"),
                    ...(barring > 0 ? [t("publish_lead_barring", { count: barring })] : []),
                  ].join(" "),
                }
        }
        actions={
          <AppLink className={buttonClass({ kind: "primary" })} href={`${root}/publish`}>
            {t("open_publish")}
          </AppLink>
        }
      >
        {t("steps_after")}
      </PageHead>
      <DesignStep document={document} draft={draft.id} />
      <ol className="step-list" aria-label={t("steps_list")}>
        {stepsOf(document, locale, t as StepWords).map(({ key, words, text, href, pages, places }, index) => (
          <li key={key}>
            <span className="k" aria-hidden="true">
              {index + 1}
            </span>
            <AppLink href={`${root}/${href}`}>{words}</AppLink>
            <span className="step-text">{text}</span>
            <StepState
              must={open(true, pages, places)}
              advice={open(false, pages, places)}
              isJudged={store.isJudged()}
            />
          </li>
        ))}
      </ol>
      <div className="builder-next">
        <MembersPart />
      </div>
    </>
  );
}

function DesignStep({ document, draft }: { document: Protocol; draft: string }) {
  const t = useTranslator(builderCatalogue);
  const isTrial = document.design.type === "parallel_controlled";
  return (
    <section className="builder-part" aria-labelledby="step-design">
      <h2 id="step-design">{t(isTrial ? "design_trial" : "design_one_group")}</h2>
      <DesignClaims design={document.design.type} />
      {isTrial ? null : (
        <p>
          <AppLink href={`/drafts/${draft}/controlled`}>{t("design_change")}</AppLink>
        </p>
      )}
    </section>
  );
}

function StepState({ must, advice, isJudged }: { must: number; advice: number; isJudged: boolean }) {
  const t = useTranslator(builderCatalogue);
  if (!isJudged) return <span className="state later" />;
  if (must > 0) {
    return (
      <span className="state warn">
        <Icon path={triangleAlertIcon} />
        {t("step_open", { count: must })}
      </span>
    );
  }
  return advice > 0 ? (
    <span className="state missed">
      <Icon path={infoIcon} />
      {t("step_advice", { count: advice })}
    </span>
  ) : (
    <span className="state done">
      <Icon path={checkIcon} />
      {t("step_done")}
    </span>
  );
}
