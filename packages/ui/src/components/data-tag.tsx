import { createTranslator, type Locale, type Translator, uiCatalogue } from "@kendali/i18n";

type UiTranslator = Translator<typeof uiCatalogue>;

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

/** The line under a page's head that says in a sentence that its data are not a study's real data; nothing for live data. In print the tag stands on every page. */
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
  const sentence = words ?? ordinary(kind, t);
  if (sentence === undefined) return null;
  return (
    <p className="simline">
      <DataTag locale={locale} kind={kind} />
      <span>{sentence}</span>
      <span className="print-tag" aria-hidden="true">
        <DataTag locale={locale} kind={kind} />
      </span>
    </p>
  );
}

function ordinary(kind: DataKind, t: UiTranslator): string | undefined {
  switch (kind) {
    case "simulated":
      return t("simulated_line");
    case "reconstructed":
      return t("reconstructed_line");
    case "practice":
      return t("practice_rest");
    case "demo":
      return t("demo_rest");
    case "test":
    case "draft":
    case "live":
    case "locked":
      return undefined;
  }
}
