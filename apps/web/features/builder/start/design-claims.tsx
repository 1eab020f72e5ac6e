"use client";

import type { DesignType } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";

import { useTranslator } from "../../locale/locale-provider.tsx";

/** What a design can show, and what it cannot, whatever comes out. */
export function DesignClaims({ design }: { design: DesignType }) {
  const t = useTranslator(builderCatalogue);
  const isTrial = design === "parallel_controlled";
  return (
    <dl className="claims-list">
      <div>
        <dt>{t("claims_can")}</dt>
        <dd>{t(isTrial ? "trial_can" : "one_group_can")}</dd>
      </div>
      <div>
        <dt>{t("claims_cannot")}</dt>
        <dd>{t(isTrial ? "trial_cannot" : "one_group_cannot")}</dd>
      </div>
    </dl>
  );
}
