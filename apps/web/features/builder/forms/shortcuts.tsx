"use client";

import { memo } from "react";

import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";

const keys = [
  { keys: ["Ctrl", "Enter"], word: "key_add" },
  { keys: ["↑", "↓"], word: "key_walk" },
  { keys: ["Alt", "↑ ↓"], word: "key_move" },
  { keys: ["Enter"], word: "key_open" },
  { keys: ["Esc"], word: "key_list" },
  { keys: ["D"], word: "key_duplicate" },
  { keys: ["Delete"], word: "key_remove" },
  { keys: ["Ctrl", "Z"], word: "key_undo" },
] as const;

/** Everything that can be done without a mouse, written where it is done. */
export const Shortcuts = memo(function Shortcuts() {
  const t = useTranslator(builderFormsCatalogue);
  return (
    <details className="more fd-keys">
      <summary>{t("shortcuts")}</summary>
      <dl>
        {keys.map((one) => (
          <div key={one.word}>
            <dt>
              {one.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(one.word)}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t("drag_hint")}</p>
    </details>
  );
});
