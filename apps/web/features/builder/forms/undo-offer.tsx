"use client";

import type { Edit } from "@kendali/builder";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { UndoToast } from "@kendali/ui/components/toast";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import type { UndoWords } from "./designer.ts";
import { wordsOf } from "./paths.ts";

/** Something that was just done and can be taken back. */
export type Offer = { readonly id: number; readonly words: UndoWords; readonly undo: readonly Edit[] };

export function UndoOffer({ offer, onEnd }: { offer: Offer; onEnd: () => void }) {
  const { locale } = useLocale();
  const store = useBuilderStore();
  const say = useUndoWords();
  return (
    <UndoToast
      locale={locale}
      words={say(offer.words)}
      onUndo={() => {
        store.get().edit(offer.undo);
        onEnd();
      }}
      onExpire={onEnd}
    />
  );
}

const parts = {
  unit: "unit",
  decimals: "decimals",
  codelist: "codes",
  hardRange: "limits",
  softRange: "limits",
  calculation: "calculation",
  scale: "scale",
  timerMinutes: "timer",
  maxLength: "max_length",
  mask: "mask",
  checkDigit: "check_digit",
  maxKilobytes: "max_kilobytes",
  constraints: "checks",
  missingReasons: "missing_reasons",
  requiredBy: "required",
} as const;

function useUndoWords(): (words: UndoWords) => string {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  return (words) => {
    switch (words.kind) {
      case "item_removed": {
        const name = wordsOf(words.label, locale) || words.key;
        return words.refers === 0
          ? t("item_removed", { name })
          : t("item_removed_refers", { name, count: words.refers });
      }
      case "section_removed":
        return t("section_removed", { name: words.key });
      case "form_removed":
        return t("form_removed", { name: words.key });
      case "type_lost": {
        const lost = words.parts.map((part) => (isPart(part) ? t(parts[part]).toLowerCase() : part));
        return t("type_lost", { type: t(`type_${words.type}`).toLowerCase(), parts: [...new Set(lost)].join(", ") });
      }
    }
  };
}

function isPart(name: string): name is keyof typeof parts {
  return Object.hasOwn(parts, name);
}
