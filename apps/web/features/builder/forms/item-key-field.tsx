"use client";

import { useState } from "react";

import { isKey, itemReferences, renameItem, unusedKey } from "@kendali/builder";
import { isReservedName, type Item, placedItems } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { useDesignerPage } from "./designer.ts";
import { Box, Frame } from "./fields.tsx";

/**
 * The item's key. It is taken when the field is left, with everything that names the item; one that is taken, or that
 * cannot be a key, stays in the box with its reason.
 */
export function ItemKeyField({ item, path }: { item: Item; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const page = useDesignerPage();
  const findings = useFindingsAt([...path, "key"]);
  const [typed, setTyped] = useState<string | null>(null);
  const id = fieldId([...path, "key"]);
  const { base, document } = store.get();
  const isInBase = base !== null && placedItems(base).some((one) => one.item.key === item.key);
  const text = typed ?? item.key;
  const refused = typed === null || typed === item.key ? null : refusalOf(typed);

  function refusalOf(key: string): string | null {
    if (!isKey(key)) return t("key_bad");
    if (isReservedName(key)) return t("key_reserved", { key });
    const taken = new Set(placedItems(document).map((one) => one.item.key));
    return taken.has(key) ? t("key_taken", { key, free: unusedKey(key, (name) => taken.has(name)) }) : null;
  }

  const take = () => {
    if (typed === null || refused !== null) return;
    setTyped(null);
    if (typed === item.key) return;
    if (store.get().edit(renameItem(store.get().document, item.key, typed))) page.renamed(typed);
  };
  const refers = typed === null || refused !== null ? 0 : itemReferences(document, item.key).length;
  return (
    <Frame
      id={id}
      label={t("key")}
      hint={isInBase ? t("key_in_base") : refers > 0 ? t("key_renames", { count: refers }) : undefined}
      refused={refused}
      findings={findings}
    >
      {(given) => (
        <Box
          {...given}
          id={id}
          mono
          locked={isInBase}
          unbound={typed !== null}
          maxLength={40}
          value={text}
          onChange={setTyped}
          onBlur={take}
          onEnter={take}
        />
      )}
    </Frame>
  );
}
