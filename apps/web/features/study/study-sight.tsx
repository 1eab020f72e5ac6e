"use client";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { SightBadge } from "@kendali/ui/components/sight-badge";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { useStudy } from "./study-provider.tsx";

/** What this person may see in this study, on every page of it. */
export function StudySight({ short = false }: { short?: boolean }) {
  const t = useTranslator(authCatalogue, uiCatalogue);
  const { locale } = useLocale();
  const { viewer, protocol } = useStudy();
  if (viewer.isMasked && viewer.blinding !== "own_act")
    return <SightBadge locale={locale} sight="masked" short={short} />;
  const every = protocol.arms.length > 2 ? t("sees_every_arm") : undefined;
  // Of several roles none is named: the badge says what all of them together may see.
  const own = viewer.roles.length === 1 && viewer.roles[0] === "provider" ? t("role_provider") : every;
  const sight = protocol.design.type === "one_group_pretest_posttest" ? "one_group" : "arms";
  return <SightBadge locale={locale} sight={sight} words={own} short={short} />;
}
