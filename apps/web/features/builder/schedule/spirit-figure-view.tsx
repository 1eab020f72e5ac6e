"use client";

import { useState } from "react";

import type { Locale } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { spiritFigure, type Ink, type Shape } from "@kendali/reports";
import { FigureDownload } from "@kendali/ui/components/figure-download";
import { FigureScroll } from "@kendali/ui/components/figure-frame";
import { LanguageSwitch } from "@kendali/ui/components/language-switch";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";

const inks: Record<Ink, string> = {
  ink: "var(--ink)",
  ink2: "var(--ink-2)",
  line: "var(--edge)",
  paper: "var(--ground)",
  armA: "var(--arm-a)",
  armB: "var(--arm-b)",
};

/** The participant timeline of the protocol, in the language of the protocol's reader, not of the page. */
export function SpiritFigureView() {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const [language, setLanguage] = useState<Locale>(locale);
  const drawing = spiritFigure(document, language);
  return (
    <section className="soa-figure" aria-labelledby="spirit-title">
      <div className="soa-figure-head">
        <h2 id="spirit-title">{t("figure_title")}</h2>
        <LanguageSwitch locale={language} onChange={setLanguage} />
      </div>
      <p className="small ink2">{t("figure_text")}</p>
      <figure lang={language}>
        <FigureScroll label={t("figure_title")}>
          <svg
            className="fig"
            viewBox={`0 0 ${drawing.width} ${drawing.height}`}
            style={{ width: drawing.width, maxWidth: "none" }}
            role="img"
            aria-label={drawing.title}
          >
            {drawing.shapes.map((shape, index) => (
              // Shapes have no names; a figure is drawn anew as a whole.
              <DrawnShape key={index} shape={shape} />
            ))}
          </svg>
        </FigureScroll>
        <div className="copy">
          <FigureDownload fileName={`${document.key}_spirit-figure_${language}`} />
        </div>
      </figure>
    </section>
  );
}

function DrawnShape({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case "line":
      return (
        <path
          d={`M${shape.x1} ${shape.y1}L${shape.x2} ${shape.y2}`}
          stroke={inks[shape.ink]}
          strokeWidth={shape.width}
        />
      );
    case "rect":
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={inks[shape.ink]} />;
    case "circle":
      return (
        <circle
          cx={shape.x}
          cy={shape.y}
          r={shape.radius}
          fill={inks.paper}
          stroke={inks[shape.ink]}
          strokeWidth={shape.width}
        />
      );
    case "text":
      return (
        <text
          x={shape.x}
          y={shape.y}
          style={{ fontSize: shape.size, fill: inks[shape.ink], fontWeight: shape.bold ? 700 : 400 }}
          textAnchor={shape.anchor}
        >
          {shape.text}
        </text>
      );
  }
}
