"use client";

import { useState } from "react";

import { isKey, renameSection, unusedKey } from "@kendali/builder";
import type { Form } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { useDesignerPage } from "./designer.ts";
import { Box, Frame } from "./fields.tsx";

/**
 * The section's key. It is taken when the field is left. One that is taken, or that cannot be a key, stays in the box with
 * its reason; that of a section of the live version stays, because its data stand under it.
 */
export function SectionKeyField({ form, section, path }: { form: string; section: string; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const page = useDesignerPage();
  const findings = useFindingsAt([...path, "key"]);
  const [typed, setTyped] = useState<string | null>(null);
  const id = fieldId([...path, "key"]);
  const { base, document } = store.get();
  const keysIn = (forms: readonly Form[] | undefined) =>
    new Set(forms?.find(({ key }) => key === form)?.sections.map(({ key }) => key));
  const isInBase = keysIn(base?.forms).has(section);
  const refused = typed === null || typed === section ? null : refusalOf(typed);

  function refusalOf(key: string): string | null {
    if (!isKey(key)) return t("key_bad");
    const taken = keysIn(document.forms);
    return taken.has(key) ? t("key_taken", { key, free: unusedKey(key, (name) => taken.has(name)) }) : null;
  }

  const take = () => {
    if (typed === null || refused !== null) return;
    setTyped(null);
    if (typed === section) return;
    if (store.get().edit(renameSection(store.get().document, form, section, typed)))
      page.select({ kind: "section", section: typed });
  };
  return (
    <Frame
      id={id}
      label={t("section_key")}
      hint={t(isInBase ? "section_key_in_base" : "section_key_hint")}
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
          value={typed ?? section}
          onChange={setTyped}
          onBlur={take}
          onEnter={take}
        />
      )}
    </Frame>
  );
}
