"use client";

import {
  cellArms,
  setCellArms,
  setColumnArms,
  hasArm,
  type ArmsAct,
  type ArmsEffects,
  type VisitColumn,
} from "@kendali/builder";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { columnWords } from "./column-words.ts";

/** What came of choosing arms, in words: what holds now, or why nothing changed, and what to look after. */
export type ArmsSaid = {
  readonly isDone: boolean;
  readonly words: string;
  /** What follows from it that somebody has to look after. */
  readonly warnings: readonly string[];
  /** The form that has to say that it tells the arm. */
  readonly toReveal: string | null;
};

export type ArmActs = {
  /** Gives a form of a column to an arm, or takes it from it; the arm by its place in the document. */
  readonly toggleCell: (column: VisitColumn, form: string, arm: number) => ArmsSaid;
  /** The same with every form of the column. */
  readonly toggleColumn: (column: VisitColumn, arm: number) => ArmsSaid;
};

/** The arms of cells and of whole visits: each act is one step back, and says what it did. */
export function useArmActs(): ArmActs {
  const t = useTranslator(builderScheduleCatalogue);
  const tRole = useTranslator(authCatalogue);
  const { locale } = useLocale();
  const { document, base, edit } = useBuilder();
  const { arms } = document;
  const list = (names: readonly string[]) => new Intl.ListFormat(locale).format(names);
  const armNames = (keys: readonly string[]) =>
    list(arms.filter(({ key }) => keys.includes(key)).map(({ key, label }) => label[locale].trim() || key));
  const formName = (form: string) => document.forms.find(({ key }) => key === form)?.title[locale].trim() || form;
  const nameOf = (column: VisitColumn) => columnWords(column, locale, t).name;
  const refused = (words: string): ArmsSaid => ({ isDone: false, words, warnings: [], toReveal: null });

  const refusal = (act: ArmsAct & { ok: false }, column: VisitColumn, isCell: boolean): ArmsSaid => {
    const visit = document.visits.find(({ key }) => key === act.visit);
    switch (act.code) {
      case "no_arm_left":
        return refused(t(isCell ? "unfit_no_arm_left" : "unfit_no_arm_left_visit"));
      case "before_allocation":
        return refused(t("unfit_before_allocation", { column: nameOf(column) }));
      case "published_visit":
        return refused(t("unfit_published_visit", { visit: visit?.label[locale].trim() || act.visit }));
      default:
        return refused(t(`unfit_${act.code}`));
    }
  };
  const warningsOf = (effects: ArmsEffects): readonly string[] => {
    const outcomes = document.outcomes.filter(({ key }) => effects.partOutcomes.includes(key));
    const analyses = document.analysisPlan.analyses.filter(({ key }) => effects.leftAnalyses.includes(key));
    const roles = effects.maskedFillers.map((role) => tRole(`role_${role}`));
    return [
      ...(effects.mustReveal ? [t("effect_must_reveal")] : []),
      ...(roles.length > 0 ? [t("effect_masked", { roles: list(roles) })] : []),
      ...(outcomes.length > 0
        ? [t("effect_outcomes", { names: list(outcomes.map(({ key, label }) => label[locale].trim() || key)) })]
        : []),
      ...(analyses.length > 0
        ? [t("effect_analyses", { names: list(analyses.map(({ key, title }) => title[locale].trim() || key)) })]
        : []),
      ...(effects.readers.length > 0 ? [t("effect_readers", { names: list(effects.readers.map(formName)) })] : []),
    ];
  };
  const noSuchArm = (index: number): ArmsSaid | null => {
    if (arms.length < 2) return refused(t("unfit_one_arm"));
    return arms[index] === undefined
      ? refused(t("unfit_no_such_arm", { number: index + 1, count: arms.length }))
      : null;
  };

  const toggleCell: ArmActs["toggleCell"] = (column, form, index) => {
    const key = arms[index]?.key;
    const missing = noSuchArm(index);
    if (missing !== null || key === undefined) return missing ?? refused(t("unfit_one_arm"));
    const had = cellArms(document, column, form);
    const next = arms.map((arm) => arm.key).filter((arm) => (arm === key) !== had.includes(arm));
    const act = setCellArms(document, { visit: column.key, form, arms: next }, base);
    if (!act.ok) return refusal(act, column, true);
    if (!edit(act.edits)) return refused("");
    const said = { row: formName(form), column: nameOf(column) };
    const isForAll = next.length === arms.length;
    const words = isForAll ? t("cell_arms_all", said) : t("cell_arms_some", { ...said, arms: armNames(next) });
    return {
      isDone: true,
      words: isForAll || document.allocation === null ? words : `${words} ${t("effect_hidden")}`,
      warnings: warningsOf(act.effects),
      toReveal: act.effects.mustReveal ? form : null,
    };
  };
  const toggleColumn: ArmActs["toggleColumn"] = (column, index) => {
    const key = arms[index]?.key;
    const missing = noSuchArm(index);
    if (missing !== null || key === undefined) return missing ?? refused(t("unfit_one_arm"));
    const having = arms.map((arm) => arm.key).filter((arm) => column.visits.every((visit) => hasArm(visit, arm)));
    const next = arms.map((arm) => arm.key).filter((arm) => (arm === key) !== having.includes(arm));
    const act = setColumnArms(document, { visit: column.key, arms: next }, base);
    if (!act.ok) return refusal(act, column, false);
    if (!edit(act.edits)) return refused("");
    const forms = new Set(column.visits.flatMap((visit) => visit.forms.map(({ form }) => form)));
    const said = { column: nameOf(column), arms: armNames(next) };
    return {
      isDone: true,
      words: column.isRun ? t("arms_of_run", said) : t("arms_of", { ...said, count: forms.size }),
      warnings: warningsOf(act.effects),
      toReveal: null,
    };
  };
  return { toggleCell, toggleColumn };
}
