import { columnLabel, type GridColumn, type GridRow } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { formatNumber, type Locale, type Translator } from "@kendali/i18n";
import type { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

/** Who says the words of the figure. */
export type FigureSpeaker = { readonly t: Translator<typeof builderScheduleCatalogue>; readonly locale: Locale };

/** What stands over a column: its name, and below it days and window. */
export function columnHead(
  column: GridColumn,
  { t, locale }: FigureSpeaker,
): { readonly label: string; readonly notes: readonly string[] } {
  switch (column.kind) {
    case "screening":
      return { label: t("screening"), notes: [t("before_enrolment")] };
    case "allocation":
      return { label: t("allocation"), notes: [] };
    case "visit": {
      const [first] = column.visits;
      const last = column.visits.at(-1);
      if (first === undefined || last === undefined) return { label: "", notes: [] };
      const number = (value: number): string => formatNumber(locale, value, 0);
      if (column.isRun)
        return { label: t("sessions"), notes: [t("days_n", { from: number(first.day), to: number(last.day) })] };
      const { before, after } = first.window;
      const sides = [...(before > 0 ? [`−${number(before)}`] : []), ...(after > 0 ? [`+${number(after)}`] : [])];
      const window = before === after ? `±${number(after)}` : sides.join(" / ");
      const isExact = before === 0 && after === 0;
      return {
        label: columnLabel(column.visits, locale),
        notes: [t("day_n", { day: number(first.day) }), ...(isExact ? [] : [window])],
      };
    }
  }
}

/** What a row is called. */
export function rowHead(row: GridRow, { t, locale }: FigureSpeaker): string {
  switch (row.kind) {
    case "intervention":
      return row.intervention.name[locale];
    case "form":
      return row.form.title[locale];
    default:
      return t(row.kind);
  }
}

/** A session's own form says nothing that the row of its intervention does not. */
export function isSaidByIntervention({ interventions }: Protocol, row: GridRow): boolean {
  return row.kind === "form" && interventions.some(({ sessions }) => sessions?.form === row.form.key);
}

/** From which day the days of the figure are counted; null without any visit. */
export function dayNote({ visits }: Protocol, { t, locale }: FigureSpeaker): string | null {
  const anchors = [...new Set(visits.map(({ anchor }) => anchor))];
  if (anchors.length === 0) return null;
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return t("figure_note", { anchors: list.format(anchors.map((anchor) => t(`anchor_short_${anchor}`))) });
}
