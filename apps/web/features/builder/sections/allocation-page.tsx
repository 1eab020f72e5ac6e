"use client";

import { useState } from "react";

import { withScheme, withShares } from "@kendali/builder";
import { diffJson, type Json, type Protocol } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { schemes, type SchemeDefinition } from "@kendali/randomization";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { designHref } from "../../tools/randomization/design-address.ts";
import { designOfProtocol } from "../../tools/randomization/design-of-protocol.ts";
import { RatioConsequence, StrataConsequence } from "../allocation/allocation-consequence.tsx";
import { SchemeChoice } from "../allocation/scheme-choice.tsx";
import { StrataChoice } from "../allocation/strata-choice.tsx";
import { TriedPart } from "../allocation/tried-part.tsx";
import { ChoiceField, FindingNote, LocalizedField, NumberField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { partOptions } from "./document-options.ts";

/** How participants are allocated, and who may know it. */
export function AllocationPage() {
  const t = useTranslator(builderSectionsCatalogue, randomizationDesignCatalogue);
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
/** Writes another allocation as one edit; those of one name that follow each other are undone at once. */
type ChangeAllocation = (next: Allocation, mergeKey?: string) => void;

function Scheme({ allocation }: { allocation: Allocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit, settingsHidden } = useBuilder();
  // The settings of a running trial are told to nobody, and so cannot be written here.
  const isClosed = settingsHidden;
  const design = designOfProtocol(document, locale);
  const change: ChangeAllocation = (next, mergeKey) => {
    const edits = diffJson(allocation as unknown as Json, next as unknown as Json, ["allocation"]);
    if (edits.length > 0) edit(edits, mergeKey);
  };
  return (
    <>
      {isClosed ? null : <TriedPart allocation={allocation} onTake={change} />}
      <section className="builder-part" aria-label={t("allocation_title")}>
        {isClosed ? <Message tone="info">{t("allocation_closed")}</Message> : null}
        <div className="builder-fields">
          <SchemeChoice
            id={fieldId(["allocation", "scheme"])}
            allocation={allocation}
            disabled={isClosed || !draft.mayEdit}
            onChoose={(scheme) => change(withScheme(allocation, scheme))}
          />
          <FindingNote path={["allocation", "scheme"]} />
          {isClosed ? null : (
            <>
              <Settings allocation={allocation} />
              <Ratio allocation={allocation} onChange={change} />
            </>
          )}
          <div>
            <StrataChoice
              protocol={document}
              allocation={allocation}
              disabled={isClosed || !draft.mayEdit}
              hasWeights={!isClosed}
              onChange={change}
            />
            {isClosed ? null : <StrataConsequence protocol={document} />}
            <FindingNote path={["allocation", "strata"]} />
          </div>
          <div className="builder-fields many">
            <ChoiceField
              path={["allocation", "afterVisit"]}
              label={t("after_visit")}
              hint={t("after_visit_hint")}
              disabled={isClosed}
              options={partOptions(document.visits, locale)}
            />
          </div>
          {isClosed || schemes[allocation.scheme].adaptive ? null : <Cards allocation={allocation} />}
          <FindingNote path={["allocation"]} own />
          {isClosed || design === null ? null : (
            <p>
              <AppLink href={designHref(design, draft.id)}>{t("simulate")}</AppLink>
            </p>
          )}
        </div>
      </section>
    </>
  );
}

function Ratio({ allocation, onChange }: { allocation: Allocation; onChange: ChangeAllocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const { ratio } = allocation;
  const lost = ratio.filter(({ arm }) => !document.arms.some(({ key }) => key === arm));
  const share = (next: Allocation["ratio"], mergeKey?: string) => onChange(withShares(allocation, next), mergeKey);
  return (
    <fieldset className="item">
      <legend className="lab">{t("allocation_ratio")}</legend>
      <div className="builder-fields many">
        {document.arms.map((arm) => {
          const name = arm.label[locale].trim() || arm.key;
          const path = ["allocation", "ratio", arm.key, "weight"];
          return ratio.some((one) => one.arm === arm.key) ? (
            <NumberField
              key={arm.key}
              path={path}
              label={t("ratio_weight", { arm: name })}
              whole
              min={1}
              onNumber={(weight) =>
                share(
                  ratio.map((one) => (one.arm === arm.key ? { ...one, weight } : one)),
                  path.join("/"),
                )
              }
            />
          ) : (
            <label key={arm.key} className="tick">
              <input
                type="checkbox"
                checked={false}
                disabled={!draft.mayEdit}
                onChange={() => share([...ratio, { arm: arm.key, weight: 1 }])}
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
              onChange={() => share(ratio.filter((one) => one.arm !== arm))}
            />
            <span>{t("ratio_weight", { arm })}</span>
          </label>
        ))}
      </div>
      <FindingNote path={["allocation", "ratio"]} own />
      <RatioConsequence protocol={document} />
    </fieldset>
  );
}

type SettingName = "blockSizes" | "coin" | "maximumImbalance" | "sequenceLength" | "measure";

function Settings({ allocation }: { allocation: Allocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { set } = useBuilder();
  const definition: SchemeDefinition = schemes[allocation.scheme];
  const uses = (name: SettingName) => definition.settings.includes(name) || allocation[name] !== undefined;
  const whole = (name: "maximumImbalance" | "sequenceLength", label: "maximum_imbalance" | "sequence_length") =>
    uses(name) ? <NumberField path={["allocation", name]} label={t(label)} whole min={1} empty="remove" /> : null;
  return (
    <div className="builder-fields many">
      {uses("blockSizes") ? (
        <ParsedField
          path={["allocation", "blockSizes"]}
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
          path={["allocation", "coin"]}
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
      <FindingNote path={["allocation", "urn"]} own />
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
  path: readonly string[];
  label: string;
  hint: string;
  bad: string;
  stored: string;
  /** Takes the text when it can be read; false leaves it in the box. */
  onText: (text: string) => boolean;
};

function ParsedField({ path, label, hint, bad, stored, onText }: ParsedFieldProps) {
  const { locale } = useLocale();
  const { draft } = useBuilder();
  const [typed, setTyped] = useState<{ readonly text: string; readonly isRead: boolean } | null>(null);
  return (
    <div>
      <TextBox
        id={fieldId(path)}
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
      <FindingNote path={path} />
    </div>
  );
}

function Cards({ allocation }: { allocation: Allocation }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { draft, set } = useBuilder();
  return (
    <div>
      <label className="tick">
        <input
          type="checkbox"
          checked={allocation.cards !== undefined}
          disabled={!draft.mayEdit}
          onChange={(event) => set(["allocation", "cards"], event.target.checked ? { perList: 12 } : undefined)}
        />
        <span>{t("use_cards")}</span>
      </label>
      <span className="hint">{t("cards_hint")}</span>
      {allocation.cards === undefined ? null : (
        <div className="builder-fields many">
          <NumberField path={["allocation", "cards", "perList"]} label={t("cards_per_list")} whole min={1} max={200} />
        </div>
      )}
      <FindingNote path={["allocation", "cards"]} own />
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
      <p>{t("blinding_text")}</p>
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
