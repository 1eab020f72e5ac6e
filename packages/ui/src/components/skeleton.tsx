import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";

/** Holds the place at the final height while data come; seen only after 400 ms. `heights` are in px, one a line. */
export function Skeleton({
  locale,
  heights = [22, 14, 14, 72, 72, 72],
}: {
  readonly locale: Locale;
  readonly heights?: readonly number[];
}) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <div className="wait" role="status" aria-label={t("loading")}>
      {heights.map((height, index) => (
        <i key={index} style={{ height, width: height < 20 ? "62%" : height < 40 ? "48%" : "100%" }} />
      ))}
    </div>
  );
}
