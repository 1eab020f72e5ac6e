import type { SnapshotView } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** Which plan ran on which frozen data, in one line. */
export function usePlanLine(snapshot: SnapshotView): string {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  return t("results_lead", {
    version: protocol.analysisPlan.version,
    name: snapshot.name,
    date: formatInstant(locale, snapshot.createdAt, zone),
  });
}
