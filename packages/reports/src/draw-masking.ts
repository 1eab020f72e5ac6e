import type { BlindingIndex, MaskingResult } from "@kendali/analysis";
import { armGuesses } from "@kendali/domain";
import { formatInterval } from "@kendali/i18n";
import { fact, refusalOf } from "./block-drawing.ts";
import { limitsOf, makeTable, numberCell, textCell, type ReportContext } from "./report-context.ts";
import type { ReportRow, ReportSection } from "./report-model.ts";

/** What the assessors guessed, by arm, with Bang's index of each and James's of the whole. */
export function drawMasking(context: ReportContext, masking: MaskingResult): ReportSection {
  const { t, say } = context;
  const { arms, bang, james, sample } = masking;
  const guesses = armGuesses.map((guess): ReportRow => ({
    kind: "row",
    cells: [
      textCell(t(`guess_${guess}`)),
      ...arms.map(({ guessed }) => numberCell(String(guessed[guess].value), guessed[guess])),
    ],
  }));
  const ofArms: readonly ReportRow[] = bang.ok
    ? [{ kind: "total", cells: [textCell(t("bang_index")), ...bang.result.map((index) => indexCell(context, index))] }]
    : [];
  const ofAll: readonly ReportRow[] = james.ok
    ? [
        {
          kind: "total",
          cells: [textCell(t("james_index")), { ...indexCell(context, james.result), span: arms.length }],
        },
      ]
    : [];
  const table = makeTable(context, {
    caption: t("masking_caption"),
    head: [[textCell(t("masking_guess")), ...arms.map(({ label }) => textCell(say(label), { align: "right" }))]],
    rows: [...guesses, ...ofArms, ...ofAll],
    note: [],
  });
  return {
    key: "masking",
    title: t("masking_title"),
    role: t("role_descriptive"),
    isPrimary: false,
    note: null,
    parts: [table, ...refusalOf(context, bang, t("bang_index")), ...refusalOf(context, james, t("james_index"))],
    margin: [
      fact(t("fact_method"), t("masking_method")),
      context.usedFact(sample),
      fact(
        t("fact_definition"),
        t("bang_definition"),
        t("james_definition"),
        ...(arms.length > 2 ? [t("james_several")] : []),
      ),
    ],
    code: masking.code,
  };
}

/** "0.26 [−0.12, 0.64]" */
function indexCell(context: ReportContext, { index, interval }: BlindingIndex): ReturnType<typeof numberCell> {
  const { locale } = context;
  const limits =
    interval?.lower && interval.upper
      ? ` ${formatInterval(locale, interval.lower.value, interval.upper.value, 2)}`
      : "";
  return numberCell(`${context.number(index, 2)}${limits}`, index, ...limitsOf(interval));
}
