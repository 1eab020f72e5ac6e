"use client";

import { useState } from "react";

import { type CompiledField, type FileItemType, fileItemTypes } from "@kendali/domain";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { ItemField, type ItemInputProps } from "@kendali/ui/item-inputs";

import { useTranslator } from "../../../locale/locale-provider.tsx";
import type { EntryState } from "../use-entry.ts";
import { AttachSheet } from "./attach-sheet.tsx";
import { AttachedNow } from "./attached-now.tsx";
import type { PreparedFile } from "./prepare-file.ts";
import { useFileDesk } from "./use-file-desk.ts";

type AttachFieldProps = ItemInputProps & { readonly field: CompiledField; readonly entry: EntryState };

/** An item that a file answers: what is attached, and the sheet that takes another. */
export function AttachField({ field, entry, ...props }: AttachFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const desk = useFileDesk(entry.view);
  const { item } = field;
  const drawing = entry.answers.drawings?.[item.key];
  const type = Object.keys(fileItemTypes).find((one): one is FileItemType => one === item.type);
  if (type === undefined) return <ItemField {...props} />;

  async function take(prepared: PreparedFile) {
    const before = props.value;
    const value = await desk.take(item.key, prepared);
    props.onChange(value);
    if (drawing !== undefined) entry.draw(item.key, []);
    entry.touch([item.key]);
    if (before !== "" && before !== value) await desk.drop(item.key, before);
    setOpen(false);
  }
  return (
    <>
      <ItemField
        {...props}
        onChange={(text) => {
          if (text === "") void desk.drop(item.key, props.value);
          props.onChange(text);
        }}
        onAttach={() => setOpen(true)}
        attached={props.value === "" ? undefined : <AttachedNow field={field} entry={entry} desk={desk} />}
      />
      {drawing === undefined || isOpen ? null : <DrawingKept />}
      <AttachSheet
        item={item}
        type={type}
        open={isOpen}
        drawing={drawing}
        onDraw={(strokes) => entry.draw(item.key, strokes)}
        onClose={() => setOpen(false)}
        onTake={take}
      />
    </>
  );
}

function DrawingKept() {
  const t = useTranslator(itemInputsCatalogue);
  return (
    <p className="small ink2" role="status">
      {t("sign_begun")}
    </p>
  );
}
