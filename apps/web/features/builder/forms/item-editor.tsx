"use client";

import { type KeyboardEvent, memo, useRef } from "react";

import { lostByType, proposeKey, renameItem, withItemType } from "@kendali/builder";
import {
  diffJson,
  durationUnit,
  isReservedName,
  type Item,
  itemTypeOf,
  itemTypes,
  type ItemTypeKey,
  type Json,
  placedItems,
} from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { LocalizedField, NumberField, TextField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { useDesignerPage } from "./designer.ts";
import { Select, Ticks } from "./fields.tsx";
import { CapturedNote, KeptMeaning } from "./captured-note.tsx";
import { FindingLines } from "./finding-lines.tsx";
import { Computation } from "./computation.tsx";
import { ItemCodes } from "./item-codes.tsx";
import { ItemKeyField } from "./item-key-field.tsx";
import { ItemLimits } from "./item-limits.tsx";
import { ItemRules } from "./item-rules.tsx";
import { itemPath } from "./paths.ts";
import { isSameButWords } from "./same-but-words.ts";

/** Everything of one item: words, key, type, limits, answers, rules. */
export const ItemEditor = memo(function ItemEditor({
  form,
  section,
  item: key,
}: {
  form: string;
  section: string;
  item: string;
}) {
  const path = itemPath(form, section, key);
  const item = useAt(path) as Item | undefined;
  const t = useTranslator(builderFormsCatalogue);
  const own = useFindingsAt(path).filter((finding) => finding.path === path.join("/"));
  const propose = useProposedKey(form, section, key);
  if (item === undefined) return null;
  const definition = itemTypeOf(item);
  const isEntered = definition.isStored && !definition.isComputed;
  return (
    <section className="fd-editor" id={fieldId(path)} aria-label={t("tab_editor")}>
      {own.length > 0 && <FindingLines id={`${fieldId(path)}-finds`} findings={own} />}
      <CapturedNote item={item.key} />
      <div role="presentation" onBlur={propose} onKeyDown={oneLine}>
        <LocalizedField path={[...path, "label"]} label={t("label")} long />
      </div>
      <KeptMeaning item={item.key}>
        {(kept) => (
          <>
            <div className="fd-pair">
              <ItemKeyField item={item} path={path} />
              <TypeField item={item} path={path} kept={kept} />
            </div>
            <TypedFields item={item} path={path} kept={kept} />
            {definition.allowedProperties.includes("calculation") && (
              <Computation item={item} path={path} form={form} />
            )}
            <ItemLimits item={item} path={path} />
            {definition.allowedProperties.includes("codelist") && <ItemCodes item={item} path={path} kept={kept} />}
          </>
        )}
      </KeptMeaning>
      <ItemRules item={item} path={path} form={form} />
      {isEntered && (
        <div className="fd-pair">
          <RequiredField item={item} path={path} />
          <MissingField item={item} path={path} />
        </div>
      )}
      <details className="more" open={item.shortLabel !== undefined || item.hint !== undefined || undefined}>
        <summary>{t("more_words")}</summary>
        <div className="fd-stack" role="presentation" onKeyDown={oneLine}>
          <LocalizedField
            path={[...path, "shortLabel"]}
            label={t("short_label")}
            hint={t("short_label_hint")}
            optional
            long
          />
          <LocalizedField path={[...path, "hint"]} label={t("hint")} optional long />
        </div>
      </details>
    </section>
  );
});

/** The words of an item are one line, however long: the boxes grow, and Enter does not break them. */
function oneLine(event: KeyboardEvent): void {
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target instanceof HTMLTextAreaElement)
    event.preventDefault();
}

const automatic = /^item(_\d+)?$/;

/** While an item still has the key it was born with, leaving its question gives it one made of its words. */
function useProposedKey(form: string, section: string, key: string): () => void {
  const store = useBuilderStore();
  const page = useDesignerPage();
  const given = useRef<string | null>(null);
  return () => {
    if (!automatic.test(key) && given.current !== key) return;
    const builder = store.get();
    const { document } = builder;
    const placed = placedItems(document);
    const item = placed.find((one) => one.item.key === key && one.form.key === form)?.item;
    const words = item === undefined ? "" : item.label.en.trim() || item.label.id.trim();
    if (words === "") return;
    const taken = new Set(placed.map((one) => one.item.key).filter((other) => other !== key));
    const next = proposeKey(words, (name) => taken.has(name) || isReservedName(name));
    if (next === key || !builder.edit(renameItem(document, key, next), `key ${section}`)) return;
    given.current = next;
    page.renamed(next);
  };
}

type MeaningProps = { item: Item; path: readonly string[]; kept: Item | null };

const TypeField = memo(function TypeField({ item, path, kept }: MeaningProps) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const page = useDesignerPage();
  const findings = useFindingsAt([...path, "type"]);
  const change = (type: ItemTypeKey) => {
    const next = withItemType(item, type);
    const [from, to] = [item as unknown as Json, next as unknown as Json];
    if (!store.get().edit(diffJson(from, to, path))) return;
    const parts = lostByType(item, type);
    if (parts.length > 0) page.offerUndo({ words: { kind: "type_lost", type, parts }, undo: diffJson(to, from, path) });
  };
  return (
    <Select
      id={fieldId([...path, "type"])}
      label={t("type")}
      value={item.type}
      options={(Object.keys(itemTypes) as ItemTypeKey[]).map((type) => ({ value: type, label: t(`type_${type}`) }))}
      onChange={(type) => change(type as ItemTypeKey)}
      findings={findings}
      disabled={kept?.type === item.type}
    />
  );
}, isSameButWords);

/** As long as the document lets a unit be. */
const longestUnit = 16;

/** The small properties that only some types have. */
const TypedFields = memo(function TypedFields({ item, path, kept }: MeaningProps) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const { allowedProperties: may } = itemTypeOf(item);
  const own = ["unit", "decimals", "maxLength", "timerMinutes", "maxKilobytes", "mask", "checkDigit"] as const;
  if (!own.some((name) => may.includes(name))) return null;
  return (
    <div className="fd-small">
      {may.includes("unit") && (
        <TextField
          path={[...path, "unit"]}
          label={t("unit")}
          hint={(item.unit?.length ?? 0) >= longestUnit ? t("unit_longest", { maximum: longestUnit }) : undefined}
          optional
          maxLength={longestUnit}
          disabled={kept !== null && kept.unit === item.unit}
        />
      )}
      {may.includes("decimals") && (
        <NumberField path={[...path, "decimals"]} label={t("decimals")} whole min={0} max={6} empty="remove" />
      )}
      {may.includes("maxLength") && (
        <NumberField path={[...path, "maxLength"]} label={t("max_length")} whole min={1} max={4000} empty="remove" />
      )}
      {may.includes("timerMinutes") && (
        <NumberField
          path={[...path, "timerMinutes"]}
          label={t("timer")}
          hint={t("timer_hint")}
          unit={durationUnit({}, locale)}
          min={0.1}
          empty="remove"
        />
      )}
      {may.includes("maxKilobytes") && (
        <NumberField
          path={[...path, "maxKilobytes"]}
          label={t("max_kilobytes")}
          unit="KB"
          whole
          min={1}
          max={20_480}
          empty="remove"
        />
      )}
      {may.includes("mask") && (
        <TextField path={[...path, "mask"]} label={t("mask")} hint={t("mask_hint")} optional mono maxLength={100} />
      )}
      {may.includes("checkDigit") && (
        <Select
          id={fieldId([...path, "checkDigit"])}
          label={t("check_digit")}
          value={item.checkDigit ?? "none"}
          options={(["none", "gs1", "luhn"] as const).map((value) => ({ value, label: t(`check_digit_${value}`) }))}
          onChange={(value) => store.get().set([...path, "checkDigit"], value === "none" ? undefined : value)}
        />
      )}
    </div>
  );
}, isSameButWords);

const RequiredField = memo(function RequiredField({ item, path }: { item: Item; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const value = item.required ? (item.requiredBy ?? "entry") : "no";
  const change = (next: string) => {
    const wanted: Item = { ...item, required: next !== "no" };
    // Saving the form is when an answer must be there unless the document says otherwise.
    if (next === "visit_lock") wanted.requiredBy = "visit_lock";
    else delete wanted.requiredBy;
    store.get().edit(diffJson(item as unknown as Json, wanted as unknown as Json, path));
  };
  return (
    <Select
      id={fieldId([...path, "required"])}
      label={t("required")}
      value={value}
      options={(["entry", "visit_lock", "no"] as const).map((one) => ({ value: one, label: t(`required_${one}`) }))}
      onChange={change}
    />
  );
}, isSameButWords);

const reasons = ["not_done", "refused", "not_applicable", "unknown"] as const;

const MissingField = memo(function MissingField({ item, path }: { item: Item; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue, uiCatalogue);
  const store = useBuilderStore();
  const chosen = item.missingReasons ?? [];
  return (
    <Ticks
      path={[...path, "missingReasons"]}
      label={t("missing_reasons")}
      options={reasons.map((value) => ({ value, label: t(`missing_${value}`) }))}
      chosen={chosen}
      onToggle={(reason, isChosen) => {
        const next = reasons.filter((one) => (one === reason ? isChosen : chosen.includes(one)));
        store.get().set([...path, "missingReasons"], next.length === 0 ? undefined : next);
      }}
    />
  );
}, isSameButWords);
