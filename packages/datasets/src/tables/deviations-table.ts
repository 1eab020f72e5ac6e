import { deviationRules, stratumItems, type LocalizedText } from "@kendali/domain";
import { createNamer, joinName } from "../column-names.ts";
import { sortByNumber } from "../masking.ts";
import type { DeviationData, StudyData } from "../study-data.ts";
import type { Cell, Column, ColumnCode, Row, Table } from "../table.ts";
import { columnLabels, consequenceLabels, derivations, deviationLabels, guessLabels } from "../words.ts";
import { byNumberAndDate } from "./corrected-strata.ts";
import { codesOf, stratumCell } from "./participants-table.ts";

const codesIn = (labels: Readonly<Record<string, LocalizedText>>): readonly ColumnCode[] =>
  Object.entries(labels).map(([code, label]) => ({ code, label }));

/**
 * Errors of allocation: one row each, with the analysis population that follows and, where a stratum was wrong, the level
 * that the sequence used beside the true one. No free text, so that the table goes with pooled data too.
 */
export function deviationsTable(data: StudyData, deviations: readonly DeviationData[]): Table {
  const { protocol } = data;
  const name = createNamer();
  const plain = (key: keyof typeof columnLabels, kind: Column["kind"], role: Column["role"] = "status"): Column => ({
    name: name(key),
    kind,
    role,
    label: columnLabels[key],
  });
  const strata = stratumItems(protocol).flatMap(({ item }) =>
    (["recorded", "corrected"] as const).map((which) => {
      const codes = codesOf(protocol, item);
      const own = item.shortLabel ?? item.label;
      const column: Column = {
        name: name(joinName(which, item.key)),
        kind: codes === undefined ? "text" : "code",
        role: "design",
        label: {
          id: `${own.id}: ${derivations[which].id}`,
          en: `${own.en}: ${derivations[which].en}`,
        },
        ...(codes === undefined ? {} : { codes }),
      };
      const read = (deviation: DeviationData): Cell => {
        const level = deviation.strata?.[which][item.key];
        return level === undefined ? null : stratumCell(level, codes);
      };
      return { column, read };
    }),
  );
  const criteria = protocol.eligibility.criteria.map(({ key, text }) => ({ code: key, label: text }));
  return {
    name: "deviations",
    columns: [
      plain("usubjid", "text", "key"),
      { ...plain("deviation", "text"), codes: codesIn(deviationLabels) },
      plain("found_on", "date"),
      plain("reported_on", "date"),
      plain("related", "text"),
      { ...plain("population", "text"), codes: codesIn(consequenceLabels) },
      plain("counts_under", "text"),
      { ...plain("criteria", "text"), codes: criteria },
      ...strata.map(({ column }) => column),
    ],
    rows: () =>
      deviations
        .toSorted(byNumberAndDate)
        .map((deviation): Row => [
          deviation.participant,
          deviation.kind,
          deviation.foundOn,
          deviation.reportedOn,
          deviation.related,
          deviationRules[deviation.kind].population,
          keptOf(deviation),
          deviation.criteria.length === 0 ? null : deviation.criteria.join(";"),
          ...strata.map(({ read }) => read(deviation)),
        ]),
  };
}

/** What assessors believed about each participant's group, beside the group: made only of data with arms. */
export function guessesTable(data: StudyData, guesses: NonNullable<StudyData["guesses"]>): Table {
  const arms = new Map(data.participants.map(({ number, arm }) => [number, arm]));
  const column = (key: keyof typeof columnLabels, kind: Column["kind"], role: Column["role"] = "status"): Column => ({
    name: key,
    kind,
    role,
    label: columnLabels[key],
  });
  const isGuessed = new Map(guesses.map((guess) => [guess.participant, guess]));
  return {
    name: "guesses",
    columns: [
      column("usubjid", "text", "key"),
      {
        ...column("arm", "text", "design"),
        codes: data.protocol.arms.map(({ key, label }) => ({ code: key, label })),
      },
      { ...column("guess", "text"), codes: codesIn(guessLabels.guess) },
      { ...column("certainty", "text"), codes: codesIn(guessLabels.certainty) },
      column("guessed_on", "date"),
      column("reason", "text"),
    ],
    rows: function* (): Generator<Row> {
      for (const { number } of sortByNumber(data.participants)) {
        const guess = isGuessed.get(number);
        if (guess === undefined) continue;
        yield [number, arms.get(number) ?? null, guess.guess, guess.certainty, guess.on, guess.reason];
      }
    },
  };
}

function keptOf(deviation: DeviationData): string | null {
  if (deviation.retired === null) return null;
  return deviation.retired === deviation.participant ? deviation.related : deviation.participant;
}
