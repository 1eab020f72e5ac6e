import {
  answerRange,
  type LocalizedText,
  placedItems,
  type Protocol,
  type ScaleAnswer,
  type ScaleDefinition,
  scaleOf,
  scoreScale,
} from "@kendali/domain";
import { columnsAt, type Frame, rColumn } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import type { Num } from "./results.ts";

/** One column of scores, scored again from the answers that the dataset holds. */
export type ScoreCheck = {
  readonly column: string;
  readonly label: LocalizedText;
  /** Participants with a score in the dataset. */
  readonly scored: Num;
  /** Participants whose answers give a score. */
  readonly again: Num;
  /** Participants whose score is the one their answers give, or who have neither. */
  readonly same: Num;
  /** The mean of the scores that the answers give. */
  readonly mean: Num | null;
};

/** Every score that can be had again from answers of its own form: what was stored beside what the answers give. */
export type ScaleChecks = { readonly scores: readonly ScoreCheck[]; readonly code: readonly string[] };

/** States every column of scores again; null where the protocol has none in the dataset. */
export function stateScales(input: {
  readonly frame: Frame;
  readonly protocol: Protocol;
  readonly book: NumberBook;
}): Omit<ScaleChecks, "code"> | null {
  const { frame, protocol, book } = input;
  const scores = scoreColumns(frame, protocol).map((score) => checkScore(frame, book, score));
  return scores.length === 0 ? null : { scores };
}

type ScorePart = { readonly item: string; readonly column: string; readonly range: ScaleAnswer["range"] };
type ScoreColumn = {
  readonly name: string;
  readonly label: LocalizedText;
  readonly decimals: number | null;
  readonly scale: ScaleDefinition;
  readonly parts: readonly ScorePart[];
};

/** Scores whose items are all of the same form: answers of another form may have changed since the score was computed. */
function scoreColumns(frame: Frame, protocol: Protocol): readonly ScoreColumn[] {
  const places = new Map(placedItems(protocol).map((place) => [place.item.key, place]));
  return frame.columns.flatMap((column): readonly ScoreColumn[] => {
    const { source } = column;
    const place = column.role === "item" && source !== undefined ? places.get(source.item) : undefined;
    const scale = place === undefined ? null : scaleOf(protocol, place.item);
    if (source === undefined || place === undefined || scale === null) return [];
    const parts = scale.items.flatMap((key): readonly ScorePart[] => {
      const part = places.get(key);
      const at = columnsAt(frame, key, source.visit)[0];
      if (part === undefined || at === undefined || part.form.key !== source.form) return [];
      return [{ item: key, column: at.name, range: answerRange(protocol, part.item) }];
    });
    if (parts.length < scale.items.length) return [];
    return [{ name: column.name, label: column.label, decimals: place.item.decimals ?? null, scale, parts }];
  });
}

function checkScore(frame: Frame, book: NumberBook, score: ScoreColumn): ScoreCheck {
  const stored = frame.numbers(score.name);
  const again = stored.map((_, row) =>
    scoreScale(
      score.scale,
      score.parts.map(({ item, column, range }) => ({ item, range, value: frame.numbers(column)[row] ?? null })),
    ),
  );
  const allowed = allowedDifference(score.decimals);
  const same = stored.filter((value, row) => {
    const found = again[row] ?? null;
    return value === null || found === null ? value === found : Math.abs(value - found) <= allowed;
  }).length;
  const given = again.filter((value) => value !== null);
  book.code(...scoreInR(score));
  const id = score.name;
  return {
    column: score.name,
    label: score.label,
    scored: book.number(
      `${id}.scored`,
      stored.filter((value) => value !== null).length,
      "sum(!is.na(stored))",
      "exact",
    ),
    again: book.number(`${id}.again`, given.length, "sum(!is.na(again))", "exact"),
    same: book.number(
      `${id}.same`,
      same,
      `sum(ifelse(is.na(stored) | is.na(again), is.na(stored) & is.na(again), abs(stored - again) <= ${allowed}))`,
      "exact",
    ),
    mean: book.optional(
      `${id}.mean`,
      given.length === 0 ? null : given.reduce((sum, value) => sum + value, 0) / given.length,
      "mean(again, na.rm = TRUE)",
    ),
  };
}

/** A stored score was rounded to the item's decimals; what is left is the dust of doubles. */
function allowedDifference(decimals: number | null): number {
  return decimals === null ? 1e-9 : Number((0.5 * 10 ** -decimals + 1e-9).toFixed(12));
}

/** The score by its definition, from the answers as the file holds them. */
function scoreInR({ name, scale, parts }: ScoreColumn): readonly string[] {
  const answers = parts.map(({ item, column, range }) => {
    const cell = rColumn(column, "participants");
    return scale.reversed.includes(item) && range !== null ? `${range.min + range.max} - ${cell}` : cell;
  });
  const least = scale.missing.rule === "none" ? parts.length : scale.missing.least;
  const value =
    scale.score === "mean" ? "rowMeans(answers, na.rm = TRUE)" : `rowMeans(answers, na.rm = TRUE) * ${parts.length}`;
  return [
    `# ${scale.key} (${name})`,
    `stored <- ${rColumn(name, "participants")}`,
    `answers <- cbind(${answers.join(", ")})`,
    `again <- ifelse(rowSums(!is.na(answers)) >= ${Math.max(1, least)}, ${value}, NA)`,
  ];
}
