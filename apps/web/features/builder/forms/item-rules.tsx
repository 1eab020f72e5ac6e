"use client";

import { memo, useRef, useState } from "react";

import { type Item, itemTypeOf, type Json } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { plusIcon, trash2Icon } from "@kendali/ui/icons";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore } from "../shell/use-builder.ts";
import { ExpressionBox } from "./expression-box.tsx";
import { Box, Select } from "./fields.tsx";
import { isSameButWords } from "./same-but-words.ts";

type Constraint = NonNullable<Item["constraints"]>[number];

/** When an item is asked, and what its answer must agree with. */
export const ItemRules = memo(function ItemRules({
  item,
  path,
  form,
}: {
  item: Item;
  path: readonly string[];
  form: string;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const definition = itemTypeOf(item);
  const place = { form, item: item.key };
  const set = (name: string) => (text: string) => store.get().set([...path, name], text === "" ? undefined : text);
  return (
    <>
      <ExpressionBox
        path={[...path, "relevant"]}
        place={place}
        use="relevant"
        label={t("asked_when")}
        value={item.relevant ?? ""}
        onChange={set("relevant")}
        hint={item.relevant === undefined ? t("asked_always") : undefined}
      />
      {definition.isStored && <Constraints item={item} path={path} form={form} />}
    </>
  );
}, isSameButWords);

/** What must hold between this answer and others; the list has no keys, so it changes as a whole. */
function Constraints({ item, path, form }: { item: Item; path: readonly string[]; form: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const group = useRef<HTMLFieldSetElement>(null);
  const list = item.constraints ?? [];
  const { mayEdit } = store.get().draft;
  // A condition that is still empty cannot stand in the document: it waits here for its first letter.
  const [fresh, setFresh] = useState<Constraint | null>(null);
  const rows = fresh === null ? list : [...list, fresh];
  const write = (next: readonly Constraint[]) =>
    store.get().set([...path, "constraints"], next.length === 0 ? undefined : (next as unknown as Json));
  const change = (index: number, next: Constraint) => {
    if (index < list.length) write(list.with(index, next));
    else if (next.expression === "") setFresh(next);
    else {
      setFresh(null);
      write([...list, next]);
    }
  };
  const add = () => {
    setFresh(blankConstraint);
    requestAnimationFrame(() =>
      [...(group.current?.querySelectorAll<HTMLElement>("textarea, [contenteditable=true]") ?? [])].at(-1)?.focus(),
    );
  };
  return (
    <fieldset className="fd-group" ref={group}>
      <legend className="lab">{t("checks")}</legend>
      {rows.length === 0 && <p className="hint">{t("checks_none")}</p>}
      {rows.map((constraint, index) => (
        <ConstraintRow
          key={index}
          constraint={constraint}
          number={index + 1}
          path={[...path, "constraints", String(index + 1)]}
          place={{ form, item: item.key }}
          onChange={(next) => change(index, next)}
          onRemove={() => (index < list.length ? write(list.toSpliced(index, 1)) : setFresh(null))}
          mayEdit={mayEdit}
        />
      ))}
      {mayEdit && fresh === null && (
        <Button tight icon={plusIcon} onClick={add}>
          {t("check_add")}
        </Button>
      )}
    </fieldset>
  );
}

const blankConstraint: Constraint = { expression: "", message: { id: "", en: "" }, severity: "soft" };

function ConstraintRow({
  constraint,
  number,
  path,
  place,
  onChange,
  onRemove,
  mayEdit,
}: {
  constraint: Constraint;
  number: number;
  /** As findings name it: by position, from 1. */
  path: readonly string[];
  place: { readonly form: string; readonly item: string };
  onChange: (next: Constraint) => void;
  onRemove: () => void;
  mayEdit: boolean;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const [isEmptied, setEmptied] = useState(false);
  const id = fieldId(path);
  return (
    <div className="fd-check">
      <ExpressionBox
        path={path}
        place={place}
        use="constraint"
        label={t("check_must_hold")}
        value={isEmptied ? "" : constraint.expression}
        onChange={(expression) => {
          const cannotStand = expression === "" && constraint.expression !== "";
          setEmptied(cannotStand);
          if (!cannotStand) onChange({ ...constraint, expression });
        }}
        hint={isEmptied ? t("check_emptied") : undefined}
      />
      <fieldset className="item localized">
        <legend className="lab">{t("check_message")}</legend>
        <div className="builder-two">
          {(["id", "en"] as const).map((language) => (
            <div key={language}>
              <label className="lang" htmlFor={`${id}/message/${language}`}>
                {t(`in_${language}`)}
                <span className="vh">: {t("check_message")}</span>
              </label>
              <Box
                id={`${id}/message/${language}`}
                lang={language}
                long
                describedBy={undefined}
                tone=""
                value={constraint.message[language]}
                onChange={(text) => onChange({ ...constraint, message: { ...constraint.message, [language]: text } })}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <div className="fd-check-foot">
        <Select
          id={`${id}/severity`}
          label={t("check_severity")}
          value={constraint.severity}
          options={(["soft", "hard"] as const).map((value) => ({ value, label: t(`check_${value}`) }))}
          onChange={(severity) => onChange({ ...constraint, severity: severity === "hard" ? "hard" : "soft" })}
        />
        {mayEdit && (
          <Button tight icon={trash2Icon} aria-label={t("check_remove", { number })} onClick={onRemove}>
            {t("remove")}
          </Button>
        )}
      </div>
    </div>
  );
}
