"use client";

import { useState } from "react";

import { isKey, unusedKey } from "@kendali/builder";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useFindingsAt } from "../shell/use-builder.ts";
import { Box, Frame } from "./fields.tsx";

/**
 * A key of a part. It is taken when the field is left, with everything that names the part; one that is taken, or that
 * cannot be a key, stays in the box with its reason.
 */
export function KeyField({
  path,
  value,
  label,
  hint,
  taken,
  locked,
  barred = () => null,
  onRename,
}: {
  /** Of the part, without `key`. */
  readonly path: readonly string[];
  readonly value: string;
  readonly label: string;
  /** What is said below the box; `isNew` while another key waits in it that could be taken. */
  readonly hint: (isNew: boolean) => string | undefined;
  /** The keys of every part of this kind; asked for once another key is typed. */
  readonly taken: () => ReadonlySet<string>;
  /** The live version has it: what stands under it would lose its name. */
  readonly locked: boolean;
  /** Why a key is refused that is one and is free. */
  readonly barred?: (key: string) => string | null;
  readonly onRename: (key: string) => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const findings = useFindingsAt([...path, "key"]);
  const [typed, setTyped] = useState<string | null>(null);
  const id = fieldId([...path, "key"]);
  const refused = typed === null || typed === value ? null : refusalOf(typed);

  function refusalOf(key: string): string | null {
    if (!isKey(key)) return t("key_bad");
    const others = taken();
    if (others.has(key)) return t("key_taken", { key, free: unusedKey(key, (name) => others.has(name)) });
    return barred(key);
  }

  const take = () => {
    if (typed === null || refused !== null) return;
    setTyped(null);
    if (typed !== value) onRename(typed);
  };
  return (
    <Frame id={id} label={label} hint={hint(typed !== null && refused === null)} refused={refused} findings={findings}>
      {(given) => (
        <Box
          {...given}
          id={id}
          mono
          locked={locked}
          unbound={typed !== null}
          maxLength={40}
          value={typed ?? value}
          onChange={setTyped}
          onBlur={take}
          onEnter={take}
        />
      )}
    </Frame>
  );
}
