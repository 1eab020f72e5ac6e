"use client";

import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { schemes } from "@kendali/randomization";
import { ChoiceRow } from "@kendali/ui/components/choice-rows";
import { NumberBox } from "@kendali/ui/components/number-box";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import type { DesignFormProps } from "./design-form.tsx";
import {
  mostFactors,
  mostLevels,
  mostSites,
  newFactor,
  newLevel,
  type TypedFactor,
  type TypedLevel,
} from "./design-state.ts";
import { faultsAt, nameOr, siteName, type DesignSay } from "./design-words.ts";
import { AddButton, FieldFaults, RemoveButton } from "./form-parts.tsx";

/** The sites with their shares, and the other factors with their levels. */
export function StrataForm({ state, onChange, faults }: DesignFormProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { sites, factors } = state;
  const isWeighted = schemes[state.scheme].adaptive;
  const withFactor = (index: number, factor: TypedFactor) =>
    onChange({ ...state, factors: factors.with(index, factor) });
  return (
    <>
      <section aria-labelledby="sites-title">
        <h2 id="sites-title">{t("form_sites")}</h2>
        <p className="hint">{t("sites_hint")}</p>
        <LevelFields
          place="sites"
          factor={sites}
          most={mostSites}
          faults={faults}
          words={{ label: (number) => t("site_number", { number }), name: (index) => siteName(t, state, index) }}
          add={t("add_site")}
          onChange={(changed) => onChange({ ...state, sites: changed })}
        />
        <ChoiceRow
          id="by-site"
          name="by-site"
          kind="checkbox"
          option={{ value: "yes", label: t("by_site") }}
          checked={state.isBySite}
          onChange={(isBySite) => onChange({ ...state, isBySite })}
        />
        {isWeighted && state.isBySite ? (
          <WeightField
            place="sites"
            name={t("form_sites")}
            factor={sites}
            faults={faults}
            onChange={(changed) => onChange({ ...state, sites: changed })}
          />
        ) : null}
      </section>
      <section aria-labelledby="factors-title">
        <h2 id="factors-title">{t("form_factors")}</h2>
        <p className="hint">{t("factors_hint")}</p>
        {factors.map((factor, index) => (
          <FactorFields
            key={index}
            index={index}
            factor={factor}
            isWeighted={isWeighted}
            faults={faults}
            onChange={(changed) => withFactor(index, changed)}
            onRemove={() => onChange({ ...state, factors: factors.toSpliced(index, 1) })}
          />
        ))}
        <FieldFaults problems={faultsAt(t, faults, "strata")} id="strata" />
        {factors.length < mostFactors ? (
          <AddButton label={t("add_factor")} onPress={() => onChange({ ...state, factors: [...factors, newFactor] })} />
        ) : null}
      </section>
    </>
  );
}

type FactorFieldsProps = {
  index: number;
  factor: TypedFactor;
  isWeighted: boolean;
  faults: DesignFormProps["faults"];
  onChange: (factor: TypedFactor) => void;
  onRemove: () => void;
};

function FactorFields({ index, factor, isWeighted, faults, onChange, onRemove }: FactorFieldsProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const name = factorName(t, factor, index);
  return (
    <fieldset className="design-factor">
      <legend className="vh">{name}</legend>
      <div className="design-row">
        <TextBox
          id={`factor-${index}`}
          locale={locale}
          label={t("factor_number", { number: index + 1 })}
          autoComplete="off"
          maxLength={80}
          value={factor.name}
          onChange={(text) => onChange({ ...factor, name: text })}
        />
        <RemoveButton name={name} onPress={onRemove} />
      </div>
      <LevelFields
        place={String(index)}
        factor={factor}
        most={mostLevels}
        faults={faults}
        words={{
          label: (number) => t("level_number", { number }),
          name: (level) => nameOr(factor.levels[level]?.name ?? "", t("level_number", { number: level + 1 })),
        }}
        add={t("add_level")}
        onChange={onChange}
      />
      {isWeighted ? (
        <WeightField place={String(index)} name={name} factor={factor} faults={faults} onChange={onChange} />
      ) : null}
    </fieldset>
  );
}

function factorName(t: DesignSay, { name }: TypedFactor, index: number): string {
  return nameOr(name, t("factor_number", { number: index + 1 }));
}

type LevelFieldsProps = {
  /** `sites`, or the factor's position: part of the fields' ids. */
  place: string;
  factor: TypedFactor;
  most: number;
  faults: DesignFormProps["faults"];
  words: { label: (number: number) => string; name: (index: number) => string };
  add: string;
  onChange: (factor: TypedFactor) => void;
};

function LevelFields({ place, factor, most, faults, words, add, onChange }: LevelFieldsProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { levels } = factor;
  const withLevel = (index: number, level: TypedLevel) => onChange({ ...factor, levels: levels.with(index, level) });
  return (
    <>
      {levels.map((level, index) => (
        <div key={index} className="design-row" role="group" aria-label={words.name(index)}>
          <TextBox
            id={`level-${place}-${index}`}
            locale={locale}
            label={words.label(index + 1)}
            autoComplete="off"
            maxLength={80}
            value={level.name}
            onChange={(name) => withLevel(index, { ...level, name })}
          />
          <NumberBox
            id={`share-${place}-${index}`}
            locale={locale}
            label={t("share")}
            whole
            value={level.share}
            onChange={(share) => withLevel(index, { ...level, share })}
            problems={faultsAt(t, faults, `share-${place}-${index}`)}
          />
          {levels.length > 1 ? (
            <RemoveButton
              name={words.name(index)}
              onPress={() => onChange({ ...factor, levels: levels.toSpliced(index, 1) })}
            />
          ) : null}
        </div>
      ))}
      {levels.length < most ? (
        <AddButton label={add} onPress={() => onChange({ ...factor, levels: [...levels, newLevel] })} />
      ) : null}
    </>
  );
}

type WeightFieldProps = {
  place: string;
  name: string;
  factor: TypedFactor;
  faults: DesignFormProps["faults"];
  onChange: (factor: TypedFactor) => void;
};

/** How much a factor counts under minimization. */
function WeightField({ place, name, factor, faults, onChange }: WeightFieldProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  return (
    <NumberBox
      id={`weight-${place}`}
      locale={locale}
      label={t("weight_of", { name })}
      whole
      value={factor.weight}
      onChange={(weight) => onChange({ ...factor, weight })}
      problems={faultsAt(t, faults, `weight-${place}`)}
    />
  );
}
