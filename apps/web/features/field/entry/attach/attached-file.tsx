"use client";

import { useState } from "react";

import type { CompiledField } from "@kendali/domain";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { Icon } from "@kendali/ui/components/icon";
import { fileTextIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../../locale/locale-provider.tsx";

type AttachedFileProps = {
  field: CompiledField;
  value: string;
  /** Where the bytes are read from: the device, or the download. */
  url: string;
  /** Inside something that is pressed itself, the picture alone. */
  isPressed?: boolean;
};

/** What is attached: a small picture or the kind of file, which opens when it is pressed. */
export function AttachedFile({ field, value, url, isPressed = false }: AttachedFileProps) {
  const t = useTranslator(itemInputsCatalogue);
  const { locale } = useLocale();
  const [unseen, setUnseen] = useState<string | null>(null);
  const label = field.item.label[locale];
  const ending = value.slice(65);
  const isPicture = ending === "jpg" || ending === "png" || ending === "webp";
  if (isPicture && unseen === url) return <span className="ink2">{t("attached_unseen")}</span>;
  const shown = isPicture ? (
    // Bytes from the device or from behind the session: there is nothing for an image service to make smaller.
    // eslint-disable-next-line @next/next/no-img-element
    <img src={url} alt={label} onError={() => setUnseen(url)} />
  ) : (
    <>
      <Icon path={fileTextIcon} /> {t("attached_file", { kind: ending.toUpperCase() })}
    </>
  );
  if (isPressed) return <span className="attached">{shown}</span>;
  return (
    <a className="attached" href={url} target="_blank" rel="noopener">
      {shown}
      <span>
        {t("attached_open")}
        <span className="vh">: {label}</span>
      </span>
    </a>
  );
}

/** Where the server gives a file to who may read its form. */
export function downloadUrl(
  study: string,
  { participant, form }: { readonly participant: string; readonly form: string },
  item: string,
  value: string,
): string {
  return `/api/download/${study}/file/${participant}/${form}/${item}/${value}`;
}
