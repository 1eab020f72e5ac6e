import { columnLabel, type GridColumn, type GridRow } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { formatNumber, type Locale, type Translator } from "@kendali/i18n";
import type { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

type Words = Translator<typeof builderScheduleCatalogue>;

/** What a column is called, and its day and window below. */
export function columnWords(column: GridColumn, locale: Locale, t: Words) {
  if (column.kind === "screening") return { name: t("screening"), notes: [t("before_enrolment")] };
  if (column.kind === "allocation") return { name: t("allocation"), notes: [] };
  const [first] = column.visits;
  const last = column.visits.at(-1);
  if (first === undefined || last === undefined) return { name: column.key, notes: [] };
  const number = (value: number) => formatNumber(locale, value, 0);
  if (column.isRun)
    return {
      name: t("sessions"),
      notes: [
        t("days_n", { from: number(first.day), to: number(last.day) }),
        t("sessions_count", { count: column.visits.length }),
      ],
    };
  return {
    name: columnLabel(column.visits, locale),
    notes: [t("day_n", { day: number(first.day) }), windowWords(first.window, locale)].filter((note) => note !== ""),
  };
}

function windowWords({ before, after }: { before: number; after: number }, locale: Locale): string {
  const number = (value: number) => formatNumber(locale, value, 0);
  if (before === 0 && after === 0) return "";
  if (before === after) return `±${number(after)}`;
  return [...(before > 0 ? [`−${number(before)}`] : []), ...(after > 0 ? [`+${number(after)}`] : [])].join(" / ");
}

/** What a row is called. */
export function rowName(row: GridRow, locale: Locale, t: Words): string {
  switch (row.kind) {
    case "intervention":
      return row.intervention.name[locale].trim() || row.intervention.key;
    case "form":
      return row.form.title[locale].trim() || row.form.key;
    default:
      return t(row.kind);
  }
}

/** What is said below a row's name: how often and how long it is given, or how much a form asks and which role its outcome has. */
export function rowNote(row: GridRow, protocol: Protocol, t: Words): string {
  if (row.kind === "intervention") {
    const { sessions } = row.intervention;
    return sessions === null ? "" : t("sessions_note", { perDay: sessions.perDay, minutes: sessions.minutes });
  }
  if (row.kind !== "form") return "";
  const items = row.form.sections.flatMap((section) => section.items).filter(({ type }) => type !== "note");
  const isPrimary = protocol.outcomes.some(
    (outcome) => outcome.role === "primary" && items.some(({ key }) => key === outcome.item),
  );
  return [...(isPrimary ? [t("primary_outcome")] : []), t("items_count", { count: items.length })].join(", ");
}
