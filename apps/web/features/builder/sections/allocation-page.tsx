"use client";

import { useState } from "react";

import type { Edit } from "@kendali/builder";
import type { Json, Protocol } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { schemes, type SchemeKey } from "@kendali/randomization";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { addressOf } from "../../tools/randomization/design-address.ts";
import { designOfProtocol } from "../../tools/randomization/design-of-protocol.ts";
import { ChoiceField, FindingNote, LocalizedField, NumberField } from "../shell/edit-fields.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { partOptions, stratumItems } from "./document-options.ts";

const schemeKeys = Object.keys(schemes) as SchemeKey[];

/** How participants are allocated, and who may know it. */
export function AllocationPage() {
  const t = useTranslator(builderSectionsCatalogue);
  const { document, draft } = useBuilder();
  const { allocation } = document;
  return (
    <>
      {allocation === null ? (
        <PageHead lead={{ words: t("allocation_lead_none") }}>
          {t("allocation_lead_none_text")}{" "}
          <AppLink href={`/drafts/${draft.id}/controlled`}>{t("to_controlled")}</AppLink>
        </PageHead>
      ) : (
        <PageHead
          lead={{
            words: t("allocation_lead", { scheme: t(`scheme_${allocation.scheme}`), count: document.arms.length }),
          }}
        >
          {t("allocation_lead_text")}
        </PageHead>
      )}
      {allocation === null ? null : <Scheme allocation={allocation} />}
      <Blinding />
    </>
  );
}

type Allocation = NonNullable<Protocol["allocation"]>;

function Scheme({ allocation }: { allocation: Allocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, edit, settingsHidden } = useBuilder();
  // The settings of a running trial are told to nobody, and so cannot be written here.
  const isClosed = settingsHidden;
  const design = designOfProtocol(document, locale);
  return (
    <section className="builder-part" aria-label={t("allocation_scheme")}>
      {isClosed ? <Message tone="info">{t("allocation_closed")}</Message> : null}
      <div className="builder-fields">
        <div className="builder-fields many">
          <ChoiceField
            path={["allocation", "scheme"]}
            label={t("allocation_scheme")}
            disabled={isClosed}
            options={schemeKeys.map((value) => ({ value, label: t(`scheme_${value}`) }))}
            onChoose={(chosen) => {
              const scheme = schemeKeys.find((one) => one === chosen);
              if (scheme !== undefined && scheme !== allocation.scheme) edit(changeScheme(allocation, scheme));
            }}
          />
          <ChoiceField
            path={["allocation", "afterVisit"]}
            label={t("after_visit")}
            disabled={isClosed}
            options={partOptions(document.visits, locale)}
          />
        </div>
        {isClosed ? null : (
          <>
            <Ratio />
            <Settings allocation={allocation} />
          </>
        )}
        <Strata allocation={allocation} isClosed={isClosed} />
        {isClosed || schemes[allocation.scheme].adaptive ? null : <Cards allocation={allocation} />}
        <FindingNote path={["allocation"]} />
        {isClosed || design === null ? null : (
          <p>
            <AppLink href={`/tools/randomization#${addressOf(design)}`}>{t("simulate")}</AppLink>
          </p>
        )}
      </div>
    </section>
  );
}

/** Settings of the former scheme that the new one has no use for go, and what it needs comes with the usual value. */
function changeScheme(allocation: Allocation, scheme: SchemeKey): readonly Edit[] {
  const needed: Readonly<Record<string, Json>> = usual[scheme];
  const edits: Edit[] = [{ path: ["allocation", "scheme"], kind: "change", from: allocation.scheme, to: scheme }];
  for (const name of settingNames) {
    const value = allocation[name] as Json | undefined;
    if (value !== undefined && !Object.hasOwn(needed, name))
      edits.push({ path: ["allocation", name], kind: "remove", value });
  }
  for (const [name, value] of Object.entries(needed))
    if (allocation[name as SettingName] === undefined) edits.push({ path: ["allocation", name], kind: "add", value });
  if (schemes[scheme].adaptive && allocation.cards !== undefined)
    edits.push({ path: ["allocation", "cards"], kind: "remove", value: allocation.cards });
  return edits;
}

const settingNames = ["blockSizes", "coin", "maximumImbalance", "urn", "sequenceLength", "measure"] as const;
type SettingName = (typeof settingNames)[number];
const usual: Record<SchemeKey, Partial<Record<SettingName, Json>>> = {
  simple: {},
  permuted_blocks: { blockSizes: [4, 6] },
  big_stick: { maximumImbalance: 3 },
  efron: { coin: { numerator: 2, denominator: 3 } },
  urn: { urn: { initial: 1, added: 1 } },
  maximal: { maximumImbalance: 3, sequenceLength: 24 },
  minimization: { coin: { numerator: 4, denominator: 5 }, measure: "range" },
};

function Ratio() {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, draft, addTo, removeFrom } = useBuilder();
  const ratio = document.allocation?.ratio ?? [];
  const lost = ratio.filter(({ arm }) => !document.arms.some(({ key }) => key === arm));
  return (
    <fieldset className="item">
      <legend className="lab">{t("allocation_ratio")}</legend>
      <div className="builder-fields many">
        {document.arms.map((arm) => {
          const name = arm.label[locale].trim() || arm.key;
          return ratio.some((one) => one.arm === arm.key) ? (
            <NumberField
              key={arm.key}
              path={["allocation", "ratio", arm.key, "weight"]}
              label={t("ratio_weight", { arm: name })}
              whole
              min={1}
            />
          ) : (
            <label key={arm.key} className="tick">
              <input
                type="checkbox"
                checked={false}
                disabled={!draft.mayEdit}
                onChange={() => addTo(["allocation", "ratio"], { arm: arm.key, weight: 1 }, ratio.at(-1)?.arm ?? null)}
              />
              <span>{t("ratio_weight", { arm: name })}</span>
            </label>
          );
        })}
        {lost.map(({ arm }) => (
          <label key={arm} className="tick">
            <input
              type="checkbox"
              checked
              disabled={!draft.mayEdit}
              onChange={() => removeFrom(["allocation", "ratio"], arm)}
            />
            <span>{t("ratio_weight", { arm })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Settings({ allocation }: { allocation: Allocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { set } = useBuilder();
  const uses = (name: SettingName) => Object.hasOwn(usual[allocation.scheme], name) || allocation[name] !== undefined;
  const whole = (name: "maximumImbalance" | "sequenceLength", label: "maximum_imbalance" | "sequence_length") =>
    uses(name) ? <NumberField path={["allocation", name]} label={t(label)} whole min={1} empty="remove" /> : null;
  return (
    <div className="builder-fields many">
      {uses("blockSizes") ? (
        <ParsedField
          id="block-sizes"
          label={t("block_sizes")}
          hint={t("block_sizes_hint")}
          bad={t("block_sizes_bad")}
          stored={(allocation.blockSizes ?? []).join(" ")}
          onText={(text) => {
            const sizes = text.trim().split(/[\s,;]+/);
            if (!sizes.every((size) => /^\d{1,4}$/.test(size))) return false;
            set(["allocation", "blockSizes"], sizes.map(Number));
            return true;
          }}
        />
      ) : null}
      {uses("coin") ? (
        <ParsedField
          id="coin"
          label={t("coin_label")}
          hint={t("coin_hint")}
          bad={t("coin_bad")}
          stored={allocation.coin === undefined ? "" : `${allocation.coin.numerator}/${allocation.coin.denominator}`}
          onText={(text) => {
            const [, numerator, denominator] = /^\s*(\d{1,4})\s*\/\s*(\d{1,4})\s*$/.exec(text) ?? [];
            if (numerator === undefined || denominator === undefined) return false;
            set(["allocation", "coin"], { numerator: Number(numerator), denominator: Number(denominator) });
            return true;
          }}
        />
      ) : null}
      {whole("maximumImbalance", "maximum_imbalance")}
      {whole("sequenceLength", "sequence_length")}
      {allocation.urn !== undefined ? (
        <>
          <NumberField path={["allocation", "urn", "initial"]} label={t("urn_initial")} whole min={0} />
          <NumberField path={["allocation", "urn", "added"]} label={t("urn_added")} whole min={1} />
        </>
      ) : null}
      {uses("measure") ? (
        <ChoiceField
          path={["allocation", "measure"]}
          label={t("imbalance_measure")}
          options={(["range", "variance", "sd"] as const).map((value) => ({ value, label: t(`measure_${value}`) }))}
        />
      ) : null}
    </div>
  );
}

type ParsedFieldProps = {
  id: string;
  label: string;
  hint: string;
  bad: string;
  stored: string;
  /** Takes the text when it can be read; false leaves it in the box. */
  onText: (text: string) => boolean;
};

function ParsedField({ id, label, hint, bad, stored, onText }: ParsedFieldProps) {
  const { locale } = useLocale();
  const { draft } = useBuilder();
  const [typed, setTyped] = useState<{ readonly text: string; readonly isRead: boolean } | null>(null);
  return (
    <TextBox
      id={id}
      locale={locale}
      label={label}
      hint={hint}
      value={typed?.text ?? stored}
      disabled={!draft.mayEdit}
      problems={typed?.isRead === false ? [{ tone: "bad", title: bad }] : []}
      onChange={(text) => setTyped({ text, isRead: onText(text) })}
      onBlur={() => {
        if (typed?.isRead === true) setTyped(null);
      }}
    />
  );
}

function Strata({ allocation, isClosed }: { allocation: Allocation; isClosed: boolean }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, draft, set } = useBuilder();
  const { strata } = allocation;
  const isWeighted = schemes[allocation.scheme].adaptive;
  const nameOf = (stratum: Allocation["strata"][number]) => (stratum.source === "site" ? "" : stratum.item);
  const known = [{ value: "", label: t("strata_site") }, ...stratumItems(document, locale)];
  // Of the many questions of a baseline those about who she is are meant; the others are one press away.
  const characteristics = new Set(
    document.forms
      .filter(({ purpose }) => purpose === "characteristics")
      .flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ key }) => key))),
  );
  const lost = strata
    .map(nameOf)
    .filter((name) => !known.some(({ value }) => value === name))
    .map((name) => ({ value: name, label: name }));
  const write = (next: Allocation["strata"]) => set(["allocation", "strata"], next as unknown as Json);
  const choose = (name: string, isChosen: boolean) => {
    const others = strata.filter((stratum) => nameOf(stratum) !== name);
    const made = name === "" ? { source: "site" as const } : { source: "item" as const, item: name };
    write(isChosen ? (name === "" ? [made, ...others] : [...others, made]) : others);
  };
  const all = [...known, ...lost];
  const isNear = ({ value }: { value: string }) =>
    value === "" || characteristics.has(value) || strata.some((stratum) => nameOf(stratum) === value);
  const near = all.filter(isNear);
  const far = all.filter((option) => !isNear(option));
  const line = ({ value, label }: { value: string; label: string }) => {
    const stratum = strata.find((one) => nameOf(one) === value);
    return (
      <div key={value} className="stratum">
        <label className="tick">
          <input
            type="checkbox"
            checked={stratum !== undefined}
            disabled={isClosed || !draft.mayEdit}
            onChange={(event) => choose(value, event.target.checked)}
          />
          <span>{label}</span>
        </label>
        {isWeighted && stratum !== undefined && !isClosed ? (
          <SelectBox
            id={`weight-${value}`}
            locale={locale}
            label={t("strata_weight", { name: label })}
            value={String(stratum.weight ?? 1)}
            disabled={!draft.mayEdit}
            options={[1, 2, 3, 4, 5].map((weight) => ({ value: String(weight), label: String(weight) }))}
            onChange={(weight) =>
              write(strata.map((one) => (one === stratum ? { ...one, weight: Number(weight) } : one)))
            }
          />
        ) : null}
      </div>
    );
  };
  return (
    <fieldset className="item keys-field">
      <legend className="lab">{t(isWeighted ? "strata_title_minimization" : "strata_title")}</legend>
      <div className="keys">{near.map(line)}</div>
      {far.length === 0 ? null : (
        <details className="more">
          <summary>{t("strata_more", { count: far.length })}</summary>
          <div className="keys">{far.map(line)}</div>
        </details>
      )}
      <span className="hint">{t(isWeighted ? "strata_hint_minimization" : "strata_hint")}</span>
    </fieldset>
  );
}

function Cards({ allocation }: { allocation: Allocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { draft, set } = useBuilder();
  return (
    <div className="builder-fields many">
      <label className="tick">
        <input
          type="checkbox"
          checked={allocation.cards !== undefined}
          disabled={!draft.mayEdit}
          onChange={(event) => set(["allocation", "cards"], event.target.checked ? { perList: 12 } : undefined)}
        />
        <span>{t("use_cards")}</span>
      </label>
      {allocation.cards === undefined ? null : (
        <NumberField path={["allocation", "cards", "perList"]} label={t("cards_per_list")} whole min={1} max={200} />
      )}
    </div>
  );
}

const roles = [
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;

/** One line for each role; a role without a line is masked. */
function Blinding() {
  const t = useTranslator(builderSectionsCatalogue, authCatalogue);
  const { document, draft, edit } = useBuilder();
  const { locale } = useLocale();
  const { levels } = document.blinding;
  const choose = (role: (typeof roles)[number], level: string) => {
    const line = levels.find((one) => one.role === role);
    if (level === "") {
      if (line !== undefined) edit([{ path: ["blinding", "levels", role], kind: "remove", value: line }]);
      return;
    }
    if (line === undefined)
      edit([
        {
          path: ["blinding", "levels", role],
          kind: "add",
          value: { role, level },
          after: levels.at(-1)?.role ?? null,
        },
      ]);
    else edit([{ path: ["blinding", "levels", role, "level"], kind: "change", from: line.level, to: level }]);
  };
  return (
    <section className="builder-part" aria-labelledby="blinding">
      <h2 id="blinding">{t("blinding_title")}</h2>
      <LocalizedField path={["blinding", "statement"]} label={t("blinding_statement")} long />
      <div className="builder-fields many">
        {roles.map((role) => (
          <SelectBox
            key={role}
            id={`blinding-${role}`}
            locale={locale}
            label={t("blinding_level", { role: t(`role_${role}`) })}
            value={levels.find((one) => one.role === role)?.level ?? ""}
            disabled={!draft.mayEdit}
            options={[
              { value: "", label: t("level_default") },
              ...(["none", "own_act", "blind"] as const).map((level) => ({ value: level, label: t(`level_${level}`) })),
            ]}
            onChange={(level) => choose(role, level)}
          />
        ))}
      </div>
      <FindingNote path={["blinding"]} />
    </section>
  );
}
