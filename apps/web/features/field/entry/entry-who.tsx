"use client";

import type { EntryView } from "@kendali/api";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { WhoRow } from "@kendali/ui/components/field-header";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { SightAndKind } from "../inner-page.tsx";
import { labelOf, motherWords } from "../words.ts";

/** Number first: it is what is on the card and on the cup. */
export function EntryWho({ view }: { view: EntryView }) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const about = `${motherWords(t("mother"), view.initials)} · ${labelOf(protocol.visits, view.visit, locale)}`;
  return <WhoRow number={view.participant} about={about} sight={<SightAndKind short />} />;
}
