"use client";

import { useEffect, useRef } from "react";

import type { Completion } from "@kendali/builder";
import { builderExpressionsCatalogue } from "@kendali/i18n/catalogues/builder-expressions";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type OptionsProps = {
  id: string;
  completions: readonly Completion[];
  active: number;
  onTake: (completion: Completion) => void;
};

/** What may be written at the caret; the focus stays in the text. */
export function CompletionOptions({ id, completions, active, onTake }: OptionsProps) {
  const t = useTranslator(builderExpressionsCatalogue);
  const { locale } = useLocale();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="expr-list" id={id} role="listbox" aria-label={t("field_list")} ref={list}>
      {completions.map((completion, index) => (
        <div
          key={`${completion.kind} ${completion.insert} ${completion.name[locale]}`}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          // A press must not take the focus out of the text.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
        >
          <span className="mono">{completion.name[locale]}</span>
          <span className="expr-list-label">{completion.label[locale]}</span>
          {completion.detail[locale] !== "" && <small>{completion.detail[locale]}</small>}
        </div>
      ))}
    </div>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
