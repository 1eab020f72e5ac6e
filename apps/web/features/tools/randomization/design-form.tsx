"use client";

import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { schemes, type SchemeDefinition } from "@kendali/randomization";
import { NumberBox } from "@kendali/ui/components/number-box";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import {
  coinText,
  fewestArms,
  measures,
  mostArms,
  newArm,
  schemeKeys,
  type DesignState,
  type TypedArm,
} from "./design-state.ts";
import { faultsAt, nameOr } from "./design-words.ts";
import { AddButton, FieldFaults, RemoveButton } from "./form-parts.tsx";
import type { DesignFault } from "./read-design.ts";
import { StrataForm } from "./strata-form.tsx";

export type DesignFormProps = {
  state: DesignState;
  onChange: (state: DesignState) => void;
  faults: readonly DesignFault[];
};

/** Scheme, arms, settings, participants, sites and strata: all that a design is made of. */
export function DesignForm(props: DesignFormProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  return (
    <div className="plan-form design-form">
      <SchemeFields {...props} />
      <section aria-labelledby="arms-title">
        <h2 id="arms-title">{t("form_arms")}</h2>
        <ArmFields {...props} />
      </section>
      <section aria-labelledby="people-title">
        <h2 id="people-title">{t("form_people")}</h2>
        <PeopleFields {...props} />
      </section>
      <StrataForm {...props} />
    </div>
  );
}

function SchemeFields({ state, onChange, faults }: DesignFormProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  return (
    <section aria-labelledby="scheme-title">
      <h2 id="scheme-title">{t("form_scheme")}</h2>
      <SelectBox
        id="scheme"
        locale={locale}
        label={t("form_scheme")}
        labelHidden
        hint={t(`about_${state.scheme}`)}
        value={state.scheme}
        options={schemeKeys.map((key) => ({ value: key, label: t(`scheme_${key}`) }))}
        onChange={(value) => {
          const scheme = schemeKeys.find((key) => key === value);
          if (scheme !== undefined) onChange({ ...state, scheme });
        }}
        problems={faultsAt(t, faults, "scheme")}
      />
      <details className="more">
        <summary>{t("all_schemes")}</summary>
        <dl className="design-schemes">
          {schemeKeys.map((key) => (
            <div key={key}>
              <dt>{t(`scheme_${key}`)}</dt>
              <dd>{t(`about_${key}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <SettingFields state={state} onChange={onChange} faults={faults} />
    </section>
  );
}

/** The settings that the chosen scheme says it needs. */
function SettingFields({ state, onChange, faults }: DesignFormProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const definition: SchemeDefinition = schemes[state.scheme];
  const needs = new Set(definition.settings);
  const sum = state.arms.reduce((total, { ratio }) => total + (/^\d{1,3}$/u.test(ratio) ? Number(ratio) : 0), 0);
  const number = (
    name: "maximumImbalance" | "urnInitial" | "urnAdded" | "sequenceLength",
    label: string,
    hint?: string,
  ) => (
    <NumberBox
      id={name}
      locale={locale}
      label={label}
      whole
      {...(hint === undefined ? {} : { hint })}
      value={state[name]}
      onChange={(text) => onChange({ ...state, [name]: text })}
      problems={faultsAt(t, faults, name)}
    />
  );
  return (
    <>
      {needs.has("blockSizes") ? (
        <TextBox
          id="blockSizes"
          locale={locale}
          label={t("set_block_sizes")}
          hint={`${t("set_block_sizes_hint")} ${sum > 0 ? t("set_block_sizes_multiple", { sum }) : ""}`.trimEnd()}
          autoComplete="off"
          value={state.blockSizes}
          onChange={(blockSizes) => onChange({ ...state, blockSizes })}
          problems={faultsAt(t, faults, "blockSizes")}
        />
      ) : null}
      {needs.has("coin") ? (
        <TextBox
          id="coin"
          locale={locale}
          label={t("set_coin")}
          hint={t("set_coin_hint")}
          autoComplete="off"
          value={coinText(state)}
          onChange={(coin) => onChange({ ...state, coin })}
          problems={faultsAt(t, faults, "coin")}
        />
      ) : null}
      {needs.has("maximumImbalance") ? number("maximumImbalance", t("set_maximum"), t("set_maximum_hint")) : null}
      {needs.has("urn") ? number("urnInitial", t("set_urn_initial")) : null}
      {needs.has("urn") ? number("urnAdded", t("set_urn_added")) : null}
      {needs.has("sequenceLength") ? number("sequenceLength", t("set_length"), t("set_length_hint")) : null}
      {needs.has("measure") ? (
        <SelectBox
          id="measure"
          locale={locale}
          label={t("set_measure")}
          value={state.measure}
          options={measures.map((key) => ({ value: key, label: t(`measure_${key}`) }))}
          onChange={(value) => onChange({ ...state, measure: measures.find((key) => key === value) ?? state.measure })}
          problems={faultsAt(t, faults, "measure")}
        />
      ) : null}
    </>
  );
}

function ArmFields({ state, onChange, faults }: DesignFormProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { arms } = state;
  const withArm = (index: number, arm: TypedArm) => onChange({ ...state, arms: arms.with(index, arm) });
  return (
    <>
      {arms.map((arm, index) => {
        const name = nameOr(arm.name, t("arm_number", { number: index + 1 }));
        return (
          <div key={index} className="design-row" role="group" aria-label={name}>
            <TextBox
              id={`arm-${index}`}
              locale={locale}
              label={t("arm_number", { number: index + 1 })}
              autoComplete="off"
              maxLength={80}
              value={arm.name}
              onChange={(text) => withArm(index, { ...arm, name: text })}
            />
            <NumberBox
              id={`ratio-${index}`}
              locale={locale}
              label={t("ratio")}
              whole
              value={arm.ratio}
              onChange={(ratio) => withArm(index, { ...arm, ratio })}
              problems={faultsAt(t, faults, `ratio-${index}`)}
            />
            {arms.length > fewestArms ? (
              <RemoveButton name={name} onPress={() => onChange({ ...state, arms: arms.toSpliced(index, 1) })} />
            ) : null}
          </div>
        );
      })}
      <FieldFaults id="arms" problems={faultsAt(t, faults, "arms")} />
      {arms.length < mostArms ? (
        <AddButton label={t("add_arm")} onPress={() => onChange({ ...state, arms: [...arms, newArm] })} />
      ) : null}
    </>
  );
}

function PeopleFields({ state, onChange, faults }: DesignFormProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const number = (name: "participants" | "trials" | "seed", hint?: string) => (
    <NumberBox
      id={name}
      locale={locale}
      label={t(name)}
      whole
      {...(hint === undefined ? {} : { hint })}
      value={state[name]}
      onChange={(text) => onChange({ ...state, [name]: text })}
      problems={faultsAt(t, faults, name)}
    />
  );
  return (
    <>
      {number("participants")}
      <SelectBox
        id="open"
        locale={locale}
        label={t("openness")}
        value={state.isOpen ? "open" : "masked"}
        options={[
          { value: "open", label: t("is_open") },
          { value: "masked", label: t("is_masked") },
        ]}
        onChange={(value) => onChange({ ...state, isOpen: value === "open" })}
      />
      <div className="design-pair">
        {number("trials", t("trials_hint"))}
        {number("seed", t("seed_hint"))}
      </div>
    </>
  );
}
