"use client";

import { defaultAssumptions, type OutcomeAssumption } from "@kendali/analysis";
import { itemTypeOf, placedItems, type Outcome, type Protocol } from "@kendali/domain";
import { builderDryRunCatalogue } from "@kendali/i18n/catalogues/builder-dry-run";
import { Button } from "@kendali/ui/components/button";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { boxText, isShareOutcome, type AssumptionFault, type Typed } from "./read-assumptions.ts";

type FormProps = {
  readonly protocol: Protocol;
  readonly typed: Typed;
  readonly faults: ReadonlyMap<string, AssumptionFault>;
  readonly onChange: (typed: Typed) => void;
};

const people = [
  { name: "participants", word: "participants", isPercent: false },
  { name: "perWeek", word: "per_week", isPercent: false },
  { name: "eligible", word: "eligible", isPercent: true },
  { name: "consenting", word: "consenting", isPercent: true },
  { name: "adherence", word: "adherence", isPercent: true },
  { name: "dropOut", word: "drop_out", isPercent: true },
  { name: "missedVisits", word: "missed_visits", isPercent: true },
  { name: "missingAnswers", word: "missing_answers", isPercent: true },
  { name: "simulations", word: "simulations", isPercent: false },
  { name: "seed", word: "seed", isPercent: false },
] as const;

/** What is supposed of people and outcomes, each with the number that the document gives. */
export function AssumptionForm(props: FormProps) {
  const t = useTranslator(builderDryRunCatalogue);
  const { protocol, typed, onChange } = props;
  const given = defaultAssumptions(protocol);
  const isMain = ({ outcome }: OutcomeAssumption): boolean =>
    ["primary", "secondary"].includes(protocol.outcomes.find(({ key }) => key === outcome)?.role ?? "");
  const others = given.outcomes.filter((one) => !isMain(one));
  return (
    <section className="builder-part" aria-labelledby="dry-assumptions">
      <h2 id="dry-assumptions">{t("assumptions")}</h2>
      <p>{t("assumptions_text")}</p>
      <fieldset className="item">
        <legend className="lab">{t("people")}</legend>
        <div className="dry-boxes">
          {people.map(({ name, word, isPercent }) => (
            <AssumptionBox
              key={name}
              {...props}
              name={name}
              label={t(word)}
              value={given[name]}
              isPercent={isPercent}
            />
          ))}
          <StartBox {...props} value={given.startOn} />
        </div>
        <p className="hint">{t("seed_hint")}</p>
      </fieldset>
      {given.outcomes.filter(isMain).map((one) => (
        <OutcomeBoxes key={one.outcome} {...props} given={one} />
      ))}
      <p className="hint">{t("change_note")}</p>
      {others.length === 0 ? null : (
        <details className="more">
          <summary>{t("outcomes_more")}</summary>
          {others.map((one) => (
            <OutcomeBoxes key={one.outcome} {...props} given={one} />
          ))}
        </details>
      )}
      {Object.keys(typed).length === 0 ? null : (
        <div className="dry-reset">
          <Button onClick={() => onChange({})}>{t("reset")}</Button>
          <span className="hint">{t("kept_here")}</span>
        </div>
      )}
    </section>
  );
}

function OutcomeBoxes({ given, ...props }: FormProps & { readonly given: OutcomeAssumption }) {
  const t = useTranslator(builderDryRunCatalogue);
  const { locale } = useLocale();
  const { protocol } = props;
  const outcome = protocol.outcomes.find(({ key }) => key === given.outcome);
  if (outcome === undefined) return null;
  const isShare = isShareOutcome(protocol, given.outcome);
  const unit = unitOf(protocol, outcome);
  const isLatent = unit === null;
  const root = `outcomes/${given.outcome}`;
  const boxUnit = isShare || isLatent ? {} : { unit };
  return (
    <fieldset className="item dry-outcome">
      <legend className="lab">{outcome.label[locale] || outcome.key}</legend>
      <div className="dry-boxes">
        <AssumptionBox
          {...props}
          {...boxUnit}
          name={`${root}/mean`}
          label={t(isShare ? "mean_share" : isLatent ? "mean_latent" : "mean")}
          value={given.mean}
          isPercent={isShare}
        />
        {isShare ? null : (
          <AssumptionBox
            {...props}
            {...boxUnit}
            name={`${root}/sd`}
            label={t("sd")}
            value={given.sd}
            isPercent={false}
          />
        )}
        <AssumptionBox
          {...props}
          name={`${root}/correlation`}
          label={t("correlation")}
          value={given.correlation}
          isPercent={false}
        />
        {given.change.map(({ arm, by }) => (
          <AssumptionBox
            key={arm}
            {...props}
            {...boxUnit}
            name={`${root}/change/${arm}`}
            label={t("change_in", { arm: armName(protocol, arm, locale) })}
            value={by}
            isPercent={isShare}
          />
        ))}
      </div>
      {isShare ? <p className="hint">{t("share_note")}</p> : null}
      {!isShare && isLatent ? <p className="hint">{t("latent_note")}</p> : null}
    </fieldset>
  );
}

function armName(protocol: Protocol, key: string, locale: "id" | "en"): string {
  const label = protocol.arms.find((arm) => arm.key === key)?.label[locale] ?? "";
  return label === "" ? key : label;
}

/** The unit of a measured outcome, empty where it has none; `null` for categories. */
function unitOf(protocol: Protocol, outcome: Outcome): string | null {
  const item = placedItems(protocol).find((placed) => placed.item.key === outcome.item)?.item;
  if (item === undefined || outcome.scale === "binary") return "";
  return itemTypeOf(item).isCategorical(item) ? null : (item.unit ?? "");
}

type BoxProps = Omit<FormProps, "protocol"> & {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly isPercent: boolean;
  readonly unit?: string;
};

function AssumptionBox({ name, label, value, isPercent, unit, typed, faults, onChange }: BoxProps) {
  const t = useTranslator(builderDryRunCatalogue);
  const { locale } = useLocale();
  const fault = faults.get(name);
  const id = `dry-${name}`;
  const shownUnit = isPercent ? "%" : unit;
  return (
    <div className="item">
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      <div className={`box ${fault === undefined ? "" : "bad"}`}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={typed[name] ?? boxText(value, isPercent, locale)}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={`${id}-said`}
          onChange={(event) => onChange({ ...typed, [name]: event.target.value })}
        />
        {shownUnit === undefined || shownUnit === "" ? null : <span className="unit">{shownUnit}</span>}
      </div>
      <div className="said" id={`${id}-said`} role="status">
        {fault === undefined ? null : <Message tone="bad">{t(`fault_${fault}`)}</Message>}
      </div>
    </div>
  );
}

function StartBox({ value, typed, faults, onChange }: Omit<FormProps, "protocol"> & { readonly value: string }) {
  const t = useTranslator(builderDryRunCatalogue);
  const { locale } = useLocale();
  const fault = faults.get("startOn");
  return (
    <DateBoxes
      id="dry-startOn"
      locale={locale}
      label={t("start_on")}
      value={typed["startOn"] ?? value}
      onChange={(startOn) => onChange({ ...typed, startOn })}
      problems={fault === undefined ? [] : [{ tone: "bad", title: t(`fault_${fault}`) }]}
    />
  );
}
