"use client";

import { formatNumber, sampleSizeWords } from "@kendali/i18n";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import type { ArmSize } from "@kendali/stats";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { MarginNotes, type MarginNote } from "@kendali/ui/components/statistic";
import { Table, type TableRow } from "@kendali/ui/components/table";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { planDesign, type PlanDesignKey } from "./plan-designs.ts";
import { shareWords } from "./plan-words.ts";
import type { SolvedPlan } from "./solve-plan.ts";

type PlanAnswerProps = { design: PlanDesignKey; solved: SolvedPlan };

/** What a plan comes to: participants, the proof beside them, the protocol's sentence in both languages, the R call. */
export function PlanAnswer({ design, solved }: PlanAnswerProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  return (
    <>
      <Numbers solved={solved} />
      <MarginNotes notes={useProof(design, solved)} />
      <hr />
      <section aria-labelledby="sentence-title">
        <h2 id="sentence-title">{t("sentence_title")}</h2>
        {(locale === "id" ? (["id", "en"] as const) : (["en", "id"] as const)).map((language) => {
          const words = sampleSizeWords(language, solved.details.sentence);
          return (
            <div key={language} className="plan-sentence">
              <p lang={language}>{words}</p>
              <div className="copy">
                <CopyButton locale={locale} text={words} label={t("copy_sentence")} />
                <span className="small ink2">{t(`sentence_${language}`)}</span>
              </div>
            </div>
          );
        })}
      </section>
      <hr />
      <section aria-labelledby="r-title">
        <h2 id="r-title">{t("r_title")}</h2>
        <pre className="code" tabIndex={0} aria-labelledby="r-title">
          <code>{solved.r}</code>
        </pre>
        <div className="copy">
          <CopyButton locale={locale} text={solved.r} label={t("copy_r")} />
          <span className="small ink2">{t("r_note")}</span>
        </div>
      </section>
    </>
  );
}

function useProof(design: PlanDesignKey, { details, facts, source }: SolvedPlan): readonly MarginNote[] {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const { label, page, hasSides } = planDesign(design);
  const significance = shareWords(locale, details.values["significance"] ?? Number.NaN);
  const sides = hasSides
    ? t("proof_sides", { sided: t(`sided_${sidesOf(details.sided)}`), significance })
    : t("proof_alpha", { significance });
  return [
    { title: t("proof_method"), words: `${t(label)}, ${sides}.` },
    { title: t("proof_reached"), words: shareWords(locale, details.powerReached) },
    ...facts.map((fact) => ({ title: t(fact.label), words: formatNumber(locale, fact.value, 2) })),
    {
      title: t("proof_source"),
      words: (
        <>
          {source}. {t("proof_page", { page })}
        </>
      ),
    },
  ];
}

function sidesOf(sided: string): "two_sided" | "one_sided" {
  return sided === "two_sided" ? "two_sided" : "one_sided";
}

function Numbers({ solved: { details, clusters } }: { solved: SolvedPlan }) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const row = (key: string, label: string, size: ArmSize, kind?: TableRow["kind"]): TableRow => ({
    key,
    ...(kind === undefined ? {} : { kind }),
    cells: [
      label,
      <span key="exact" className="small ink2">
        {formatNumber(locale, size.n, 2)}
      </span>,
      formatNumber(locale, size.nWhole, 0),
      formatNumber(locale, size.nWholeWithDropOut, 0),
    ],
  });
  const { arms, total } = details;
  const [first] = arms;
  const isEven = arms.every(({ nWhole }) => nWhole === first?.nWhole);
  const rows =
    first === undefined || arms.length === 1
      ? [row("total", t("numbers_people"), total)]
      : [
          ...(clusters === null ? [] : [row("clusters", t("numbers_clusters"), clusters)]),
          ...(isEven
            ? [row("each", t("numbers_each"), first)]
            : arms.map((arm, index) => row(`arm ${index}`, t(index === 0 ? "numbers_first" : "numbers_second"), arm))),
          row("total", t("numbers_total"), total, "total"),
        ];
  return (
    <Table
      locale={locale}
      variant="apa"
      title={t("numbers_title")}
      columns={[
        { key: "who", head: "" },
        { key: "exact", head: t("numbers_exact"), numeric: true },
        { key: "analysed", head: t("numbers_analysed"), numeric: true },
        { key: "recruited", head: t("numbers_recruited"), numeric: true },
      ]}
      rows={rows}
      note={t("numbers_note")}
    />
  );
}
