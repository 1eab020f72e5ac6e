import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";

/** What kind of data a page, figure, file or print holds. */
export type DataKind = "live" | "test" | "practice" | "simulated" | "reconstructed" | "demo" | "draft" | "locked";

const looks: Readonly<Record<DataKind, string>> = {
  live: "tag live",
  test: "tag unreal",
  practice: "tag unreal",
  simulated: "tag unreal",
  reconstructed: "tag unreal",
  demo: "tag unreal",
  draft: "tag draft",
  locked: "tag",
};

/** Names the kind of data; dashes mean that it is not real data, and nothing else is dashed. */
export function DataTag({ locale, kind }: { readonly locale: Locale; readonly kind: DataKind }) {
  const t = createTranslator(locale, uiCatalogue);
  return <span className={looks[kind]}>{t(`tag_${kind}`)}</span>;
}

/** The line under a page's head that says in a sentence that its data are not a study's real data; nothing for live data. */
export function DataLine({
  locale,
  kind,
  words,
}: {
  readonly locale: Locale;
  readonly kind: DataKind;
  readonly words?: string | undefined;
}) {
  const t = createTranslator(locale, uiCatalogue);
  const sentence = words ?? sentences(t)[kind];
  if (sentence === undefined) return null;
  return (
    <p className="simline">
      <DataTag locale={locale} kind={kind} />
      {sentence}
    </p>
  );
}

function sentences(t: ReturnType<typeof translator>): Partial<Record<DataKind, string>> {
  return {
    simulated: t("simulated_line"),
    reconstructed: t("reconstructed_line"),
    practice: t("practice_rest"),
    demo: t("demo_rest"),
  };
}

function translator(locale: Locale) {
  return createTranslator(locale, uiCatalogue);
}
