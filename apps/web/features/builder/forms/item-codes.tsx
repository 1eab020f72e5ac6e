"use client";

import { useRef, useState } from "react";

import { codelistReferences, type Edit, proposeKey, unusedKey } from "@kendali/builder";
import type { Codelist, Item, Json, JsonObject, LocalizedText } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { plusIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FindingNote, LocalizedField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { Box, NumberBoxAt, Select } from "./fields.tsx";
import { itemName, wordsOf } from "./paths.ts";

/** The answers of a choice: which code list, and its codes and words, edited in place. */
export function ItemCodes({ item, path, kept }: { item: Item; path: readonly string[]; kept: Item | null }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const lists = (useAt(["codelists"]) ?? []) as unknown as readonly Codelist[];
  const findings = useFindingsAt([...path, "codelist"]);
  const list = lists.find(({ key }) => key === item.codelist);
  const isKept = kept !== null && kept.codelist === item.codelist;

  /** A new list and the item that takes it, as one step. */
  const makeList = (from: { readonly label: LocalizedText; readonly codes: Codelist["codes"] }) => {
    const isTaken = (key: string) => lists.some((one) => one.key === key);
    const words = from.label.en.trim() || from.label.id.trim() || item.key;
    const key = list === undefined ? proposeKey(words, isTaken, "codes") : unusedKey(list.key, isTaken);
    const codes = from.codes.length > 0 ? from.codes : [blankCode(1), blankCode(2)];
    const made: Codelist = { key, label: { ...from.label }, codes };
    const value = made as unknown as Json;
    const at = [...path, "codelist"];
    const take: Edit =
      item.codelist === undefined
        ? { path: at, kind: "add", value: key }
        : { path: at, kind: "change", from: item.codelist, to: key };
    store.get().edit([{ path: ["codelists", key], kind: "add", value, after: lists.at(-1)?.key ?? null }, take]);
    const first = codes[0]?.code ?? 1;
    requestAnimationFrame(() =>
      document.getElementById(fieldId(["codelists", key, "codes", String(first), "label", "id"]))?.focus(),
    );
  };

  return (
    <fieldset className="fd-group">
      <legend className="lab">{t("codes")}</legend>
      <Select
        id={fieldId([...path, "codelist"])}
        label={t("codelist")}
        value={item.codelist ?? ""}
        options={[
          { value: "", label: t("codelist_none") },
          ...lists.map(({ key, label }) => ({ value: key, label: wordsOf(label, locale) || key })),
          ...(item.codelist !== undefined && list === undefined
            ? [{ value: item.codelist, label: item.codelist }]
            : []),
        ]}
        onChange={(key) => store.get().set([...path, "codelist"], key === "" ? undefined : key)}
        findings={findings}
        disabled={isKept}
      />
      {store.get().draft.mayEdit && !isKept && (
        <Button tight icon={plusIcon} onClick={() => makeList({ label: item.label, codes: [] })}>
          {t("codelist_new")}
        </Button>
      )}
      {list !== undefined && (
        <>
          <SharedNote item={item} list={list} onSplit={() => makeList(list)} />
          <CodeRows list={list} />
        </>
      )}
    </fieldset>
  );
}

function blankCode(code: number): Codelist["codes"][number] {
  return { code, label: { id: "", en: "" } };
}

/** Who else takes answers from the list: what is changed here changes there. */
function SharedNote({ item, list, onSplit }: { item: Item; list: Codelist; onSplit: () => void }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const { document, draft } = store.get();
  const items = new Map(
    document.forms.flatMap(({ sections }) => sections.flatMap((one) => one.items.map((each) => [each.key, each]))),
  );
  const others = codelistReferences(document, list.key).filter(({ by }) => by !== item.key);
  if (others.length === 0) return <p className="hint">{t("codelist_own")}</p>;
  const names = others.map(({ by }) => {
    const other = items.get(by);
    return other === undefined ? by : itemName(other, locale) || by;
  });
  const shown = names.length > 4 ? [...names.slice(0, 3), `+${names.length - 3}`] : names;
  return (
    <p className="fd-shared">
      {t("codelist_shared", { names: shown.join(", ") })}{" "}
      {draft.mayEdit && (
        <Button tight kind="plain" onClick={onSplit}>
          {t("codelist_split")}
        </Button>
      )}
    </p>
  );
}

function CodeRows({ list }: { list: Codelist }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const rows = useRef<HTMLOListElement>(null);
  const path = ["codelists", list.key, "codes"];
  const base = store.get().base?.codelists.find(({ key }) => key === list.key);
  const add = () => {
    const next = Math.max(0, ...list.codes.map(({ code }) => code)) + 1;
    const after = list.codes.at(-1);
    store.get().addTo(path, blankCode(next) as unknown as JsonObject, after === undefined ? null : String(after.code));
    requestAnimationFrame(() => rows.current?.lastElementChild?.querySelectorAll("input")[1]?.focus());
  };
  return (
    <div>
      <LocalizedField path={["codelists", list.key, "label"]} label={t("codelist_label")} />
      <div className="fd-codes-head" aria-hidden="true">
        <span>{t("code")}</span>
        <span>{t("in_id")}</span>
        <span>{t("in_en")}</span>
      </div>
      <ol className="fd-codes" ref={rows}>
        {list.codes.map((one, index) => (
          <CodeRow
            key={one.code}
            list={list}
            index={index}
            isInBase={base?.codes.some(({ code }) => code === one.code) ?? false}
          />
        ))}
      </ol>
      <FindingNote path={path} own />
      {store.get().draft.mayEdit && (
        <Button tight icon={plusIcon} onClick={add}>
          {t("code_add")}
        </Button>
      )}
    </div>
  );
}

function CodeRow({ list, index, isInBase }: { list: Codelist; index: number; isInBase: boolean }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const row = useRef<HTMLLIElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const one = list.codes[index];
  const path = ["codelists", list.key, "codes", String(one?.code)];
  const findings = useFindingsAt(path);
  if (one === undefined) return null;
  const name = wordsOf(one.label, locale) || String(one.code);
  const id = fieldId(path);
  const { mayEdit } = store.get().draft;
  const check = (code: number): string | null => {
    if (!Number.isInteger(code)) return t("code_bad");
    return list.codes.some((other, at) => at !== index && other.code === code) ? t("code_taken", { code }) : null;
  };
  const recode = (code: number | null) => {
    if (code === null) return setRefused(t("code_bad"));
    setRefused(null);
    store.get().edit([{ path: [...path, "code"], kind: "change", from: one.code, to: code }]);
    requestAnimationFrame(() =>
      document.getElementById(fieldId([...path.slice(0, -1), String(code), "code"]))?.focus(),
    );
  };
  const move = (by: -1 | 1) => {
    const after = by < 0 ? list.codes[index - 2] : list.codes[index + 1];
    if ((by < 0 && index === 0) || (by > 0 && after === undefined)) return;
    store.get().moveIn(path.slice(0, -1), String(one.code), after === undefined ? null : String(after.code));
  };
  return (
    <li
      ref={row}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        move(event.key === "ArrowUp" ? -1 : 1);
      }}
    >
      <NumberBoxAt
        id={`${id}/code`}
        label={t("code")}
        value={one.code}
        onChange={recode}
        check={check}
        describedBy={refused === null ? undefined : `${id}/refused`}
      />
      {(["id", "en"] as const).map((language) => (
        <Box
          key={language}
          id={`${id}/label/${language}`}
          label={`${t("code_label")} ${one.code}, ${t(`in_${language}`)}`}
          lang={language}
          long
          value={one.label[language]}
          onChange={(text) => store.get().set([...path, "label", language], text)}
          describedBy={findings.length > 0 ? `${id}/said` : undefined}
          tone={
            findings.some(
              ({ path: at, severity }) => severity === "must" && !at.endsWith(language === "id" ? "/en" : "/id"),
            )
              ? "warn"
              : ""
          }
        />
      ))}
      {mayEdit && (
        <span className="fd-tools">
          <Button
            tight
            kind="plain"
            aria-label={t("move_up", { name })}
            disabled={index === 0}
            onClick={() => move(-1)}
          >
            {t("move_up_short")}
          </Button>
          <Button
            tight
            kind="plain"
            aria-label={t("move_down", { name })}
            disabled={index === list.codes.length - 1}
            onClick={() => move(1)}
          >
            {t("move_down_short")}
          </Button>
          <Button
            tight
            kind="plain"
            aria-label={t("code_remove", { name })}
            disabled={list.codes.length === 1}
            onClick={() => {
              const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
              store.get().removeFrom(path.slice(0, -1), String(one.code));
              next?.querySelector("input")?.focus();
            }}
          >
            {t("remove")}
          </Button>
        </span>
      )}
      {refused !== null && (
        <p className="fd-refused" id={`${id}/refused`} role="alert">
          {refused}
        </p>
      )}
      {isInBase && index === 0 && <p className="hint">{t("code_in_base")}</p>}
      <div className="fd-wide">
        <FindingNote path={path} id={`${id}/said`} />
      </div>
    </li>
  );
}
