"use client";

import { fileItemTypes, type FileItemType, itemTypeOf } from "@kendali/domain";
import { createTranslator, formatNumber } from "@kendali/i18n";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { Button } from "../components/button.tsx";
import { FieldGroup } from "../components/field-frame.tsx";
import { fileTextIcon, pencilIcon, plusIcon } from "../icons.ts";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

const icons: Readonly<Record<FileItemType, string>> = {
  photo: plusIcon,
  attachment: fileTextIcon,
  signature: pencilIcon,
};

/**
 * A photo, a signature or another file. The value is the file's reference; taking and keeping the bytes is the caller's
 * (`onAttach`). Where the caller cannot take a file now, the words say so, and nothing looks as if it could be pressed.
 */
export function FileInput({ type, ...props }: ItemInputProps & { readonly type: FileItemType }) {
  const t = createTranslator(props.locale, itemInputsCatalogue);
  const { item, codelist, locale, value, onAttach, attached, disabled } = props;
  const field = fieldOf(props);
  const limit = t("file_limit", {
    kilobytes: formatNumber(locale, item.maxKilobytes ?? fileItemTypes[type].usualKilobytes),
  });
  // A limit helps who can attach something now; pictures are made to fit it.
  const hint = [field.hint, onAttach === undefined || type !== "attachment" ? undefined : limit]
    .filter((part) => part !== undefined)
    .join(" ");
  return (
    <FieldGroup {...field} hint={hint === "" ? undefined : hint}>
      {value !== "" &&
        (attached ?? <p>{t("file_attached", { name: itemTypeOf(item).format(value, { item, codelist }, locale) })}</p>)}
      {onAttach === undefined ? (
        value === "" && <p className="ink2">{t(`file_later_${type}`)}</p>
      ) : (
        <div className="chips">
          <Button id={field.id} icon={icons[type]} onClick={onAttach} disabled={disabled}>
            {value === "" ? t(`file_${type}`) : t("file_again")}
          </Button>
          {value !== "" && (
            <Button kind="plain" onClick={() => props.onChange("")} disabled={disabled}>
              {t("file_remove")}
            </Button>
          )}
        </div>
      )}
    </FieldGroup>
  );
}
