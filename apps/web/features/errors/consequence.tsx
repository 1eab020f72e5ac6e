"use client";

import type { ReactNode } from "react";

import { deviationRules, type DeviationDecision } from "@kendali/domain";
import { CheckList } from "@kendali/ui/components/check-list";

import { useErrorWords } from "./use-error-words.ts";

type Told = Pick<DeviationDecision, "kind" | "retired" | "kept" | "strata">;

/** What stays, what follows for the analysis, and what to do now; the same words before recording and on paper. */
export function Consequence({ told }: { told: Told }) {
  const { t } = useErrorWords();
  const rule = deviationRules[told.kind];
  return (
    <div className="error-consequence">
      <Part title={t("stays_title")}>
        <CheckList
          checks={(["slot", "arm", "data"] as const).map((what) => ({
            key: what,
            state: "holds",
            title: t(`stays_${what}`),
          }))}
        />
      </Part>
      <Part title={t("analysis_title")}>
        <ul className="error-follows">
          <li>
            {t(`population_${rule.population}`)}
            {told.retired === null || told.kept === null ? null : (
              <b> {t("counts_under", { kept: told.kept, retired: told.retired })}</b>
            )}
          </li>
          <li>
            {t(`stratum_${rule.stratum}`)} <Strata told={told} />
          </li>
          <li>{t(`sample_${rule.sampleSize}`)}</li>
        </ul>
      </Part>
      <Part title={t("steps_title")}>
        <ol className="error-steps">
          {rule.steps.map((step) => (
            <li key={step}>{t(`step_${step}`)}</li>
          ))}
        </ol>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Strata({ told: { strata } }: { told: Told }) {
  const { t, item, level } = useErrorWords();
  if (strata === null) return null;
  return Object.entries(strata.corrected).map(([key, corrected]) => (
    <b key={key}>
      {t("sheet_stratum_item", {
        item: item(key),
        recorded: level(key, strata.recorded[key] ?? "–"),
        corrected: level(key, corrected),
      })}
      .{" "}
    </b>
  ));
}
