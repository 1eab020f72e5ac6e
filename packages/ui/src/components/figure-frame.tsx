import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import type { ReactNode } from "react";
import type { DataKind } from "./data-tag.tsx";
import { DataTag } from "./data-tag.tsx";

export type FigureFrameProps = {
  readonly locale: Locale;
  readonly number: number;
  /** What is drawn and how to read it. */
  readonly caption: ReactNode;
  /** Data that are not real are named in the caption. */
  readonly kind?: DataKind | undefined;
  /** The drawing. */
  readonly children: ReactNode;
  /** The same numbers as a table, opened by "Its numbers". */
  readonly numbers?: ReactNode;
  /** Downloads. */
  readonly actions?: ReactNode;
};

/** A figure with its caption below and its numbers as a table. */
export function FigureFrame({ locale, number, caption, kind, children, numbers, actions }: FigureFrameProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <figure>
      <FigureScroll label={t("figure_number", { number })}>{children}</FigureScroll>
      <figcaption className="note">
        <i>{t("figure_number", { number })}</i> {caption}{" "}
        {kind !== undefined && kind !== "live" && <DataTag locale={locale} kind={kind} />}
      </figcaption>
      {actions !== undefined && <div className="copy">{actions}</div>}
      {numbers !== undefined && (
        <details className="more">
          <summary>{t("its_numbers")}</summary>
          {numbers}
        </details>
      )}
    </figure>
  );
}

/** Keeps a drawing readable on a phone: it scrolls inside a named region instead of shrinking. */
export function FigureScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="fig-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
