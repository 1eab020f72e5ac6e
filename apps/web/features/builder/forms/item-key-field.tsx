"use client";

import { memo } from "react";

import { itemReferences, renameItem } from "@kendali/builder";
import { isReservedName, type Item, placedItems } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import { useDesignerPage } from "./designer.ts";
import { KeyField } from "./key-field.tsx";
import { isSameButWords } from "./same-but-words.ts";

/** The item's key, and how many places name it. */
export const ItemKeyField = memo(function ItemKeyField({ item, path }: { item: Item; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const page = useDesignerPage();
  const { base } = store.get();
  const isInBase = base !== null && placedItems(base).some((one) => one.item.key === item.key);
  const hint = (isNew: boolean): string | undefined => {
    if (isInBase) return t("key_in_base");
    const refers = isNew ? itemReferences(store.get().document, item.key).length : 0;
    return refers > 0 ? t("key_renames", { count: refers }) : undefined;
  };
  return (
    <KeyField
      path={path}
      value={item.key}
      label={t("key")}
      hint={hint}
      taken={() => new Set(placedItems(store.get().document).map((one) => one.item.key))}
      locked={isInBase}
      barred={(key) => (isReservedName(key) ? t("key_reserved", { key }) : null)}
      onRename={(key) => {
        if (store.get().edit(renameItem(store.get().document, item.key, key))) page.renamed(key);
      }}
    />
  );
}, isSameButWords);
