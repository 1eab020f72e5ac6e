import { formatNumber, type Translator } from "@kendali/i18n";
import type { toolsCatalogue } from "@kendali/i18n/catalogues/tools";

import { planDesign, type PlanDesignKey } from "./plan-designs.ts";
import { dropOutWords, shareWords, significantWords } from "./plan-words.ts";
import type { SolvedPlan } from "./solve-plan.ts";

export type PlanLead = { readonly words: string; readonly after: string };

type Told = {
  readonly design: PlanDesignKey;
  readonly solved: SolvedPlan;
  readonly unit: string;
  readonly t: Translator<typeof toolsCatalogue>;
};

/** The sentence that the page opens with: what was found, then what it takes. */
export function planLead(told: Told): PlanLead {
  const { solved, t } = told;
  const { locale } = t;
  const { details } = solved;
  const { powerReached, dropOut, solvedFor } = details;
  const reached = t("lead_reached", { power: shareWords(locale, powerReached) });
  const recruited = dropOut === 0 ? "" : recruitWords(told);
  if (solvedFor === "n" || solvedFor === "clusters")
    return { words: sizeWords(told), after: [recruited, reached].filter((part) => part !== "").join(" ") };
  if (solvedFor === "power") {
    const total = formatNumber(locale, details.total.nWhole, 0);
    const power = shareWords(locale, details.values["power"] ?? powerReached);
    return { words: t("lead_power", { power, total }), after: recruited };
  }
  return { words: foundWords(told), after: recruited };
}

function sizeWords({ solved: { details, clusters }, t }: Told): string {
  const { locale } = t;
  const count = (value: number): string => formatNumber(locale, value, 0);
  const total = count(details.total.nWhole);
  if (clusters !== null) return t("lead_clusters", { clusters: count(clusters.nWhole), total });
  const wholes = details.arms.map(({ nWhole }) => nWhole);
  const [first = 0] = wholes;
  if (wholes.length === 1) return t("lead_n_one", { total });
  if (wholes.every((whole) => whole === first)) return t("lead_n_arms", { arm: count(first), total });
  return t("lead_n_unequal", { arms: wholes.map(count).join(` ${t("and")} `), total });
}

function recruitWords({ solved: { details, clusters }, t }: Told): string {
  const { locale } = t;
  const count = (value: number): string => formatNumber(locale, value, 0);
  const dropOut = dropOutWords(locale, details.dropOut);
  const [first] = details.arms;
  const isEven = details.arms.every(({ nWhole }) => nWhole === first?.nWhole);
  const total = count(details.total.nWholeWithDropOut);
  if (clusters !== null)
    return t("lead_recruit_clusters", { clusters: count(clusters.nWholeWithDropOut), total, dropOut });
  if (details.arms.length === 1 || first === undefined || !isEven)
    return t("lead_recruit_one", { total, analysed: count(details.total.nWhole), dropOut });
  return t("lead_recruit_arms", {
    arm: count(first.nWholeWithDropOut),
    total,
    analysed: count(first.nWhole),
    dropOut,
  });
}

function foundWords({ design, solved: { details }, unit, t }: Told): string {
  const { locale } = t;
  const field = planDesign(design).fields.find(({ name }) => name === details.solvedFor);
  const value = details.values[details.solvedFor] ?? Number.NaN;
  const words = field?.kind === "share" ? shareWords(locale, value) : significantWords(locale, value);
  const quantity = field === undefined ? details.solvedFor : t(field.label);
  return t("lead_other", {
    quantity,
    value: field?.kind === "outcome" && unit !== "" ? `${words}\u00a0${unit}` : words,
  });
}

/** How the quantity that is looked for is called in the menu. */
export function findWords(t: Translator<typeof toolsCatalogue>, design: PlanDesignKey, name: string): string {
  if (name === "n") return t("find_n");
  if (name === "clusters") return t("find_clusters");
  if (name === "power") return t("find_power");
  if (name === "significance") return t("find_significance");
  const field = planDesign(design).fields.find((one) => one.name === name);
  return field === undefined ? name : t(field.label);
}
