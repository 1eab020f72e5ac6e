"use client";

import { useState } from "react";

import { formatDate, type Locale } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { spiritFigure } from "@kendali/reports";
import { Button } from "@kendali/ui/components/button";
import { FigureDownload } from "@kendali/ui/components/figure-download";
import { FigureScroll } from "@kendali/ui/components/figure-frame";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";
import { printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { DrawingView } from "./drawing-view.tsx";

/** The participant timeline of the protocol, in the language of the protocol's reader, not of the page. */
export function SpiritFigureView() {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const [language, setLanguage] = useState<Locale>(locale);
  const drawing = spiritFigure(document, language);
  return (
    <div className="soa-figure">
      <div className="soa-figure-head">
        <h2>{t("figure_title")}</h2>
        <span className="soa-figure-acts">
          <Button tight icon={printerIcon} onClick={() => globalThis.print()}>
            {t("print_figure")}
          </Button>
          <LanguageSwitch locale={language} onChange={setLanguage} />
        </span>
      </div>
      <p className="small ink2">{t("figure_text")}</p>
      <div className="soa-print">
        <b>{document.title[language]}</b>
        <br />
        {t("figure_print", { key: document.key, version: document.version, date: formatDate(language, document.date) })}
      </div>
      <figure lang={language}>
        <FigureScroll label={t("figure_title")}>
          <DrawingView drawing={drawing} />
        </FigureScroll>
        <div className="copy">
          <FigureDownload fileName={`${document.key}_spirit-figure_${language}`} />
        </div>
      </figure>
    </div>
  );
}
