import { readColumns, type DatasetModel } from "@kendali/datasets";
import type { ArmGuess, LocalizedText, Protocol } from "@kendali/domain";
import { methods, runBangBlindingIndex, runJamesBlindingIndex, type Interval } from "@kendali/stats";
import { comparedArms } from "./arms.ts";
import type { Frame } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import { rString } from "./r-script/r-text.ts";
import type { Attempt, IntervalResult, Num, SampleInfo } from "./results.ts";
import { bookInterval } from "./summaries.ts";

/** An index with its standard error; no interval where all guesses weigh the same. */
export type BlindingIndex = {
  readonly index: Num;
  readonly standardError: Num;
  readonly interval: IntervalResult | null;
};

/** What assessors guessed of the participants of one arm. */
export type MaskingArm = {
  readonly arm: string;
  readonly label: LocalizedText;
  readonly guessed: Readonly<Record<ArmGuess, Num>>;
};

/** How well the assessors were masked: what they guessed after the last measurement, Bang's index by arm and James's. */
export type MaskingResult = {
  /** Participants in arms, of whom assessors were asked about so many. */
  readonly sample: SampleInfo;
  /** The compared arm first. */
  readonly arms: readonly MaskingArm[];
  /** In the order of the arms. */
  readonly bang: Attempt<readonly BlindingIndex[]>;
  readonly james: Attempt<BlindingIndex>;
  readonly code: readonly string[];
};

const answers: readonly ArmGuess[] = ["intervention", "control", "unknown"];

type Masking = {
  readonly model: DatasetModel;
  readonly frame: Frame;
  readonly protocol: Protocol;
  readonly book: NumberBook;
  readonly level: number;
};

/** States the guesses and both indices; null where nobody guessed, in pooled data, and unless there are two arms. */
export function stateMasking(masking: Masking): Omit<MaskingResult, "code"> | null {
  const { model, frame, protocol, book, level } = masking;
  const table = model.tables.guesses;
  const compared = comparedArms(protocol);
  if (table === undefined || compared === null || protocol.arms.length !== 2) return null;
  const columns = readColumns(table);
  const [armCells = [], guessCells = []] = [columns.get("arm"), columns.get("guess")];
  const countOf = (arm: string, guess: ArmGuess): number =>
    armCells.filter((cell, row) => cell === arm && guessCells[row] === guess).length;
  const arms = [
    { ...compared.compared[0], r: "treated" },
    { ...compared.reference, r: "control" },
  ].map(({ key, label, r }) => ({ arm: key, label, r, counts: answers.map((guess) => countOf(key, guess)) }));
  const total = arms.reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0);
  if (total === 0) return null;
  book.code(
    'asked <- function(arm) vapply(c("intervention", "control", "unknown"), function(guess) sum(guesses$arm %in% arm & guesses$guess %in% guess), numeric(1))',
    ...arms.map(({ arm, r }) => `${r} <- asked(${rString(arm)})`),
  );
  const sample = sampleOf(
    book,
    total,
    frame.cells("arm").filter((arm) => arms.some((each) => each.arm === arm)).length,
    arms,
  );
  const guessed = arms.map(({ arm, label, r, counts }): MaskingArm => {
    const stated = (guess: ArmGuess): Num =>
      book.number(`${arm}.${guess}`, counts[answers.indexOf(guess)] ?? 0, `${r}[["${guess}"]]`, "exact");
    return {
      arm,
      label,
      guessed: { intervention: stated("intervention"), control: stated("control"), unknown: stated("unknown") },
    };
  });
  const [first, second] = arms.map(({ counts: [treated = 0, control = 0, unknown = 0] }) => ({
    treated,
    control,
    unknown,
  }));
  if (first === undefined || second === undefined) return null;
  return {
    sample,
    arms: guessed,
    ...indices(book, { first, second }, { level, sample, names: arms.map(({ arm }) => arm) }),
  };
}

function sampleOf(
  book: NumberBook,
  asked: number,
  allocated: number,
  arms: readonly { readonly arm: string }[],
): SampleInfo {
  const inArms = `sum(participants$arm %in% c(${arms.map(({ arm }) => rString(arm)).join(", ")}))`;
  const population = book.number("allocated", allocated, inArms, "exact");
  const used = book.number("asked", asked, "sum(treated, control)", "exact");
  const left = allocated - asked;
  const count = book.number("not_asked", left, `${inArms} - sum(treated, control)`, "exact");
  return { population, used, excluded: left === 0 ? [] : [{ part: "guess", missing: "missing", count }] };
}

type Guesses = Parameters<typeof runJamesBlindingIndex>[0];
type Stated = { readonly level: number; readonly sample: SampleInfo; readonly names: readonly string[] };

/** The vectors of guesses in the R code. */
const inR = { first: "treated", second: "control" } as const;

function indices(book: NumberBook, guesses: Guesses, stated: Stated): Pick<MaskingResult, "bang" | "james"> {
  return { bang: bangOf(book, guesses, stated), james: jamesOf(book, guesses, stated) };
}

function bangOf(book: NumberBook, guesses: Guesses, { level, sample, names }: Stated): MaskingResult["bang"] {
  const outcome = runBangBlindingIndex(guesses, { level });
  if (!outcome.ok) return outcome;
  book.by("bang_blinding_index", sample);
  book.code(`bang_index <- local({ ${methods.bang_blinding_index.rCall(inR, { level })} })`);
  const { first, second } = outcome.result.details;
  const result = [first, second].map(({ index, standardError, interval }, row) =>
    bookIndex(book, `${names[row] ?? ""}.bang`, {
      index,
      standardError,
      interval,
      r: (part) => `bang_index[${row + 1}, ${part}]`,
    }),
  );
  return { ok: true, result };
}

function jamesOf(book: NumberBook, guesses: Guesses, { level, sample }: Stated): MaskingResult["james"] {
  const outcome = runJamesBlindingIndex(guesses, { level });
  if (!outcome.ok) return outcome;
  book.by("james_blinding_index", sample);
  book.code(`james_index <- local({ ${methods.james_blinding_index.rCall(inR, { level })} })`);
  const { estimate, standardError, interval } = outcome.result;
  const found = { index: estimate.value, standardError, interval, r: (part: string) => `james_index[${part}]` };
  return { ok: true, result: bookIndex(book, "james", found) };
}

type FoundIndex = {
  readonly index: number;
  readonly standardError: number;
  readonly interval: Interval | null;
  /** The R expression of a part, by its name in R. */
  readonly r: (part: string) => string;
};

function bookIndex(book: NumberBook, name: string, { index, standardError, interval, r }: FoundIndex): BlindingIndex {
  return {
    index: book.number(`${name}.index`, index, r('"index"')),
    standardError: book.number(`${name}.se`, standardError, r('"se"')),
    interval: interval === null ? null : bookInterval(book, name, interval, r('c("lower", "upper")')),
  };
}
