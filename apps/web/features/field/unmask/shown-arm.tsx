"use client";

import type { LocalizedText } from "@kendali/domain";
import { maskingCatalogue } from "@kendali/i18n/catalogues/masking";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { eyeOffIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useTopOn } from "../use-top-on.ts";

/** The arm, once: to be written down, and gone when it is hidden or the page is left. */
export function ShownArm({ number, arm, onHide }: { number: string; arm: LocalizedText; onHide: () => void }) {
  const t = useTranslator(maskingCatalogue);
  const { locale } = useLocale();
  useTopOn("shown");
  return (
    <div className="stack">
      <h1>{t("shown_title", { number })}</h1>
      <p className="unmasked-arm" role="status">
        {arm[locale]}
      </p>
      <Message tone="warn" title={t("shown_write_down")}>
        {t("shown_once")}
      </Message>
      <p className="ink2">{t("shown_tell")}</p>
      <Button kind="primary" wide icon={eyeOffIcon} onClick={onHide}>
        {t("shown_hide")}
      </Button>
    </div>
  );
}
