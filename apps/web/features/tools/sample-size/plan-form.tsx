"use client";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import type { StatsRefusal } from "@kendali/stats";
import { Button } from "@kendali/ui/components/button";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { NumberBox } from "@kendali/ui/components/number-box";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { findable, isPlanDesign, planDesign, planDesigns, type PlanDesignKey } from "./plan-designs.ts";
import { findWords } from "./plan-lead.ts";
import { numberProblem, refusedField, refusedWords } from "./plan-problem.ts";
import { askedFields, emptyPlan, shownIn, withDesign, withTyped, type PlanState, type ReadPlan } from "./plan-state.ts";

type PlanFormProps = {
  state: PlanState;
  onChange: (state: PlanState) => void;
  numbers: ReadPlan["numbers"];
  refusal: StatsRefusal | null;
};

/** The design, what is to be found, and every number but that one. */
export function PlanForm({ state, onChange, numbers, refusal }: PlanFormProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const design = planDesign(state.design);
  const refused = refusal === null ? null : refusedField(refusal);
  const fields = askedFields(state);
  const about = (name: string): readonly FieldProblem[] => {
    const problem = numberProblem(t, numbers.get(name));
    if (problem !== null) return [problem];
    if (refusal === null || refused !== name) return [];
    return [{ tone: "bad", title: refusedWords(t, state.design, refusal) }];
  };
  const general = refusal !== null && !fields.some(({ name }) => name === refused);
  const hasOutcome = design.fields.some(({ kind }) => kind === "outcome");
  const isDirected = design.directed?.quantities.includes(state.find) === true;
  return (
    <section className="plan-form" aria-labelledby="plan-form-title">
      <h2 id="plan-form-title">{t("plan_form")}</h2>
      <DesignBox design={state.design} onChange={(next) => onChange(withDesign(state, next))} />
      <SelectBox
        id="find"
        locale={locale}
        label={t("plan_find")}
        value={state.find}
        options={findable(design).map((name) => ({ value: name, label: findWords(t, state.design, name) }))}
        onChange={(find) => onChange({ ...state, find, direction: null })}
        problems={general && refusal !== null ? [{ tone: "bad", title: refusedWords(t, state.design, refusal) }] : []}
      />
      {isDirected ? (
        <SelectBox
          id="direction"
          locale={locale}
          label={t("plan_direction")}
          value={state.direction ?? design.directed?.start ?? "increase"}
          options={(["increase", "decrease"] as const).map((value) => ({ value, label: t(`direction_${value}`) }))}
          onChange={(value) => onChange({ ...state, direction: value === "decrease" ? "decrease" : "increase" })}
        />
      ) : null}
      {design.hasSides ? (
        <SelectBox
          id="sided"
          locale={locale}
          label={t("plan_sided")}
          value={state.sided}
          options={(["two_sided", "one_sided"] as const).map((value) => ({ value, label: t(`sided_${value}`) }))}
          onChange={(value) => onChange({ ...state, sided: value === "one_sided" ? "one_sided" : "two_sided" })}
        />
      ) : null}
      {hasOutcome ? (
        <TextBox
          id="unit"
          locale={locale}
          label={t("plan_unit")}
          hint={t("plan_unit_hint")}
          optional
          maxLength={20}
          value={state.unit}
          onChange={(unit) => onChange({ ...state, unit })}
        />
      ) : null}
      {fields.map((field) => (
        <NumberBox
          key={field.name}
          id={field.name}
          locale={locale}
          label={t(field.label)}
          hint={t(field.help)}
          value={shownIn(state, field, locale)}
          onChange={(text) => onChange(withTyped(state, field, text))}
          {...(field.kind === "outcome" && state.unit !== "" ? { unit: state.unit } : {})}
          problems={about(field.name)}
        />
      ))}
      <div>
        <Button
          kind="plain"
          className="plan-again"
          onClick={() => onChange({ ...emptyPlan, design: state.design, find: state.find })}
        >
          {t("start_again")}
        </Button>
      </div>
    </section>
  );
}

/** The designs by what they compare. */
function DesignBox({ design, onChange }: { design: PlanDesignKey; onChange: (design: PlanDesignKey) => void }) {
  const t = useTranslator(toolsCatalogue);
  const groups = [...new Set(Object.values(planDesigns).map(({ group }) => group))];
  const keys = (Object.keys(planDesigns) as PlanDesignKey[]).filter(isPlanDesign);
  return (
    <div className="item">
      <label className="lab" htmlFor="design">
        {t("plan_design")}
      </label>
      <div className="box">
        <select
          id="design"
          value={design}
          onChange={(event) => {
            if (isPlanDesign(event.target.value)) onChange(event.target.value);
          }}
        >
          {groups.map((group) => (
            <optgroup key={group} label={t(group)}>
              {keys
                .filter((key) => planDesigns[key].group === group)
                .map((key) => (
                  <option key={key} value={key}>
                    {t(planDesigns[key].label)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
    </div>
  );
}
