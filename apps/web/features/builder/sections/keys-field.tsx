"use client";

import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { FindingNote, type FieldPath } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore } from "../shell/use-builder.ts";

export type KeyOption = { readonly value: string | number; readonly label: string };

export type KeysFieldProps = {
  path: FieldPath;
  label: string;
  options: readonly KeyOption[];
  hint?: string;
  /** Where to make what can be chosen, when there is nothing yet. */
  page?: string;
  /** With nothing chosen the property goes. */
  optional?: boolean;
};

/** Several of what the document has; kept in the document's order. A name that nothing has any more stays, to be taken out. */
export function KeysField({ path, label, options, hint, page, optional = false }: KeysFieldProps) {
  const t = useTranslator(builderSectionsCatalogue);
  const store = useBuilderStore();
  const value = useAt(path);
  const id = fieldId(path);
  const chosen = Array.isArray(value) ? value : [];
  const known = options.map((option) => option.value);
  const lost = chosen.flatMap((one) =>
    (typeof one === "string" || typeof one === "number") && !known.includes(one)
      ? [{ value: one, label: String(one) }]
      : [],
  );
  const all = [...options, ...lost];
  const choose = (option: string | number, isChosen: boolean) => {
    const next = all.map((one) => one.value).filter((one) => (one === option ? isChosen : chosen.includes(one)));
    store.get().set(path, optional && next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="item keys-field" id={id} tabIndex={-1}>
      <legend className="lab">{label}</legend>
      {all.length === 0 ? <p className="hint">{t("nothing_to_choose", { page: page ?? "–" })}</p> : null}
      <div className="keys">
        {all.map((option) => (
          <label key={option.value} className="tick">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              disabled={!store.get().draft.mayEdit}
              onChange={(event) => choose(option.value, event.target.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {hint === undefined ? null : <span className="hint">{hint}</span>}
      <FindingNote path={path} />
    </fieldset>
  );
}
