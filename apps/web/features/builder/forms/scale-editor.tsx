"use client";

import { useMemo } from "react";

import { type Edit, proposeKey } from "@kendali/builder";
import {
  type Codelist,
  type Item,
  itemTypeOf,
  type Json,
  placedItems,
  type Protocol,
  type ScaleDefinition,
} from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { plusIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { ChoiceField, FindingNote, LocalizedField, TextField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { Box, NumberBoxAt, Select } from "./fields.tsx";
import { itemName, wordsOf } from "./paths.ts";
import { ExampleScore } from "./preview/example-score.tsx";

/** A validated scale as a thing of its own: its items, how they count, what the score means, and whose it is. */
export function ScaleEditor({ form, item, path }: { form: string; item: Item; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const scales = (useAt(["scales"]) ?? []) as unknown as readonly ScaleDefinition[];
  const findings = useFindingsAt([...path, "scale"]);
  const scale = scales.find(({ key }) => key === item.scale);
  const make = () => {
    const builder = store.get();
    const made = blankScale(item, scales);
    const value = made as unknown as Json;
    const at = [...path, "scale"];
    builder.edit([
      builder.document.scales === undefined
        ? { path: ["scales"], kind: "add", value: [value] }
        : { path: ["scales", made.key], kind: "add", value, after: scales.at(-1)?.key ?? null },
      ...takeScale(made.key, at),
    ]);
  };
  /** The scale and, at the same step, the formula that it takes the place of. */
  const takeScale = (key: string, at: readonly string[]): readonly Edit[] => [
    ...(item.calculation === undefined
      ? []
      : [{ path: [...path, "calculation"], kind: "remove" as const, value: item.calculation }]),
    item.scale === undefined
      ? { path: at, kind: "add", value: key }
      : { path: at, kind: "change", from: item.scale, to: key },
  ];
  return (
    <fieldset className="fd-group fd-scale">
      <legend className="vh">{t("scale")}</legend>
      <Select
        id={fieldId([...path, "scale"])}
        label={t("scale")}
        value={item.scale ?? ""}
        options={[
          { value: "", label: t("scale_none") },
          ...scales.map(({ key, name }) => ({ value: key, label: wordsOf(name, locale) || key })),
        ]}
        onChange={(key) => {
          if (key === "") store.get().set([...path, "scale"], undefined);
          else store.get().edit(takeScale(key, [...path, "scale"]));
        }}
        findings={findings}
      />
      {store.get().draft.mayEdit && (
        <Button tight icon={plusIcon} onClick={make}>
          {t("scale_new")}
        </Button>
      )}
      {scale !== undefined && <ScaleFields scale={scale} form={form} item={item} />}
    </fieldset>
  );
}

function blankScale(item: Item, scales: readonly ScaleDefinition[]): ScaleDefinition {
  const words = item.label.en.trim() || item.label.id.trim() || item.key;
  return {
    key: proposeKey(words, (key) => scales.some((one) => one.key === key), "scale"),
    name: { ...item.label },
    items: [],
    reversed: [],
    score: "sum",
    missing: { rule: "none" },
    cutoffs: [],
    source: "",
    licence: "",
  };
}

function ScaleFields({ scale, form, item }: { scale: ScaleDefinition; form: string; item: Item }) {
  const t = useTranslator(builderFormsCatalogue);
  const path = ["scales", scale.key];
  return (
    <div className="fd-stack">
      <LocalizedField path={[...path, "name"]} label={t("scale_name")} />
      <ScaleItems scale={scale} form={form} score={item.key} />
      <div className="fd-pair">
        <ChoiceField
          path={[...path, "score"]}
          label={t("scale_score")}
          options={(["sum", "mean"] as const).map((value) => ({ value, label: t(`scale_${value}`) }))}
        />
        <MissingRule scale={scale} />
      </div>
      <Cutoffs scale={scale} />
      <div className="fd-pair">
        <TextField
          path={[...path, "source"]}
          label={t("scale_source")}
          hint={t("scale_source_hint")}
          long
          maxLength={1000}
        />
        <TextField path={[...path, "licence"]} label={t("scale_licence")} maxLength={200} />
      </div>
      <ExampleScore item={item} scale={scale} />
    </div>
  );
}

/** The items that can be scored, in the order of the form, each with whether it counts and whether backwards. */
function ScaleItems({ scale, form, score }: { scale: ScaleDefinition; form: string; score: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const forms = useAt(["forms"]) as unknown as Protocol["forms"];
  const codelists = useAt(["codelists"]) as unknown as readonly Codelist[];
  const { mayEdit } = store.get().draft;
  const path = ["scales", scale.key];
  const offered = useMemo(() => {
    const placed = placedItems({ forms });
    const end = placed.findIndex((one) => one.item.key === score);
    return placed.filter(
      (one, index) =>
        scale.items.includes(one.item.key) ||
        (one.form.key === form && index < end && itemTypeOf(one.item).scoring !== null),
    );
  }, [forms, form, score, scale.items]);
  const write = (items: readonly string[], reversed: readonly string[]) => {
    const order = offered.map(({ item }) => item.key);
    const sorted = order.filter((key) => items.includes(key));
    const turned = order.filter((key) => reversed.includes(key) && items.includes(key));
    store.get().edit([
      { path: [...path, "items"], kind: "change", from: scale.items, to: sorted },
      { path: [...path, "reversed"], kind: "change", from: scale.reversed, to: turned },
    ]);
  };
  return (
    <fieldset className="fd-group" id={fieldId([...path, "items"])}>
      <legend className="lab">{t("scale_items")}</legend>
      <p className="hint">{offered.length === 0 ? t("scale_items_none") : t("scale_items_hint")}</p>
      <ol className="fd-scale-items">
        {offered.map(({ item }) => {
          const isIn = scale.items.includes(item.key);
          const name = itemName(item, locale) || item.key;
          const codelist = codelists.find(({ key }) => key === item.codelist) ?? null;
          const range = itemTypeOf(item).scoring?.rangeOf({ item, codelist }) ?? null;
          return (
            <li key={item.key}>
              <label className="tick">
                <input
                  type="checkbox"
                  checked={isIn}
                  disabled={!mayEdit}
                  onChange={() =>
                    write(
                      isIn ? scale.items.filter((key) => key !== item.key) : [...scale.items, item.key],
                      scale.reversed,
                    )
                  }
                />
                <span>
                  {name}
                  <small className="mono">
                    {item.key}
                    {range === null ? "" : ` · ${range.min}–${range.max}`}
                  </small>
                </span>
              </label>
              {isIn && (
                <label className="tick">
                  <input
                    type="checkbox"
                    aria-label={t("scale_reverse", { name })}
                    checked={scale.reversed.includes(item.key)}
                    disabled={!mayEdit}
                    onChange={() =>
                      write(
                        scale.items,
                        scale.reversed.includes(item.key)
                          ? scale.reversed.filter((key) => key !== item.key)
                          : [...scale.reversed, item.key],
                      )
                    }
                  />
                  <span>{t("scale_reversed")}</span>
                </label>
              )}
            </li>
          );
        })}
      </ol>
      <FindingNote path={[...path, "items"]} />
      <FindingNote path={[...path, "reversed"]} />
    </fieldset>
  );
}

function MissingRule({ scale }: { scale: ScaleDefinition }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const path = ["scales", scale.key, "missing"];
  const findings = useFindingsAt(path);
  const { missing } = scale;
  const half = Math.max(1, Math.ceil(scale.items.length / 2));
  return (
    <div className="fd-stack">
      <Select
        id={fieldId(path)}
        label={t("scale_missing")}
        value={missing.rule}
        options={(["none", "prorate"] as const).map((value) => ({ value, label: t(`scale_missing_${value}`) }))}
        onChange={(rule) => {
          const to: ScaleDefinition["missing"] = rule === "prorate" ? { rule, least: half } : { rule: "none" };
          store.get().edit([{ path, kind: "change", from: missing, to }]);
        }}
        findings={findings}
      />
      {missing.rule === "prorate" && (
        <div className="fd-field">
          <label className="lab" htmlFor={`${fieldId(path)}/least`}>
            {t("scale_least")}
          </label>
          <NumberBoxAt
            id={`${fieldId(path)}/least`}
            value={missing.least}
            onChange={(least) => {
              if (least !== null) store.get().set([...path, "least"], least);
            }}
            check={(value) =>
              Number.isInteger(value) && value >= 1 && value <= Math.max(1, scale.items.length)
                ? null
                : t("number_whole", { min: 1, max: Math.max(1, scale.items.length) })
            }
          />
        </div>
      )}
    </div>
  );
}

/** From which score on what is said; the list has no keys and changes as a whole, in the order of the scores. */
function Cutoffs({ scale }: { scale: ScaleDefinition }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const path = ["scales", scale.key, "cutoffs"];
  const { mayEdit } = store.get().draft;
  const write = (next: ScaleDefinition["cutoffs"]) => store.get().set(path, next as unknown as Json);
  return (
    <fieldset className="fd-group" id={fieldId(path)}>
      <legend className="lab">{t("scale_cutoffs")}</legend>
      <ol className="fd-cutoffs">
        {scale.cutoffs.map((one, index) => (
          <li key={index}>
            <NumberBoxAt
              id={`${fieldId(path)}/${index}/from`}
              label={`${t("scale_cutoff_from")} (${index + 1})`}
              value={one.from}
              onChange={(from) => {
                if (from !== null) write(scale.cutoffs.with(index, { ...one, from }));
              }}
            />
            {(["id", "en"] as const).map((language) => (
              <Box
                key={language}
                id={`${fieldId(path)}/${index}/${language}`}
                label={`${t("scale_cutoff_label")} ${index + 1}, ${t(`in_${language}`)}`}
                lang={language}
                value={one.label[language]}
                onChange={(text) =>
                  write(scale.cutoffs.with(index, { ...one, label: { ...one.label, [language]: text } }))
                }
                describedBy={undefined}
                tone=""
              />
            ))}
            {mayEdit && (
              <Button
                tight
                kind="plain"
                aria-label={t("scale_cutoff_remove", { number: index + 1 })}
                onClick={() => write(scale.cutoffs.toSpliced(index, 1))}
              >
                {t("remove")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <FindingNote path={path} />
      {mayEdit && (
        <Button
          tight
          icon={plusIcon}
          onClick={() =>
            write([...scale.cutoffs, { from: (scale.cutoffs.at(-1)?.from ?? -1) + 1, label: { id: "", en: "" } }])
          }
        >
          {t("scale_cutoff_add")}
        </Button>
      )}
    </fieldset>
  );
}
