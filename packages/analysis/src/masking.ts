import { readColumns, type DatasetModel } from "@kendali/datasets";
import type { ArmGuess, LocalizedText, Protocol } from "@kendali/domain";
import { methods, runBangBlindingIndex, runJamesBlindingIndex, type Interval } from "@kendali/stats";
import { comparedArms } from "./arms.ts";
import type { Frame } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import { refused } from "./plan-context.ts";
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
  /** The compared arms first. */
  readonly arms: readonly MaskingArm[];
  /** In the order of the arms. */
  readonly bang: Attempt<readonly BlindingIndex[]>;
  /** Of more than two arms those compared are one: what was asked is whether it is intervention or control. */
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

/** States the guesses and both indices; null where nobody guessed, in pooled data, and of one arm. */
export function stateMasking(masking: Masking): Omit<MaskingResult, "code"> | null {
  const { model, frame, protocol, book, level } = masking;
  const table = model.tables.guesses;
  const compared = comparedArms(protocol);
  if (table === undefined || compared === null) return null;
  const columns = readColumns(table);
  const [armCells = [], guessCells = []] = [columns.get("arm"), columns.get("guess")];
  const countOf = (arm: string, guess: ArmGuess): number =>
    armCells.filter((cell, row) => cell === arm && guessCells[row] === guess).length;
  const treated = compared.compared.map((arm, index) => ({
    ...arm,
    r: compared.compared.length === 1 ? "treated" : `treated_${index + 1}`,
  }));
  const arms = [...treated, { ...compared.reference, r: "control" }].map(({ key, label, r }) => ({
    arm: key,
    label,
    r,
    counts: answers.map((guess) => countOf(key, guess)),
  }));
  const total = arms.reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0);
  if (total === 0) return null;
  book.code(
    'asked <- function(arm) vapply(c("intervention", "control", "unknown"), function(guess) sum(guesses$arm %in% arm & guesses$guess %in% guess), numeric(1))',
    ...arms.map(({ arm, r }) => `${r} <- asked(${rString(arm)})`),
    ...(treated.length === 1 ? [] : [`treated <- ${treated.map(({ r }) => r).join(" + ")}`]),
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
  const groups = arms.map(({ arm, r, counts: [intervention = 0, control = 0, unknown = 0] }) => ({
    arm,
    r,
    counts: { treated: intervention, control, unknown },
  }));
  const stated = { level, sample };
  return { sample, arms: guessed, bang: bangOf(book, groups, stated), james: jamesOf(book, groups, stated) };
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

/** The guesses about one arm, and the vector of them in the R code. */
type Group = {
  readonly arm: string;
  readonly r: string;
  readonly counts: Parameters<typeof runJamesBlindingIndex>[0]["first"];
};
type Stated = { readonly level: number; readonly sample: SampleInfo };

/** Bang's index of each arm, which its own guesses decide: every compared arm beside the reference, and that beside the first. */
function bangOf(book: NumberBook, groups: readonly Group[], { level, sample }: Stated): MaskingResult["bang"] {
  const reference = groups.at(-1);
  if (reference === undefined) return refused("wrong_number_of_arms", { count: 0 });
  const compared = groups.slice(0, -1);
  const outcomes = compared.map((group) => ({
    group,
    outcome: runBangBlindingIndex({ first: group.counts, second: reference.counts }, { level }),
  }));
  const result: BlindingIndex[] = [];
  for (const { outcome } of outcomes) if (!outcome.ok) return outcome;
  book.by("bang_blinding_index", sample);
  for (const [place, { group, outcome }] of outcomes.entries()) {
    if (!outcome.ok) return outcome;
    const inR = { first: group.r, second: reference.r };
    book.code(`bang_index <- local({ ${methods.bang_blinding_index.rCall(inR, { level })} })`);
    const { first, second } = outcome.result.details;
    result.push(bookBang(book, group.arm, 1, first));
    // The reference's index is the same beside every arm: it is stated once, at the end.
    if (place === outcomes.length - 1) result.push(bookBang(book, reference.arm, 2, second));
  }
  return { ok: true, result };
}

function bookBang(book: NumberBook, arm: string, row: 1 | 2, found: Omit<FoundIndex, "r">): BlindingIndex {
  const { index, standardError, interval } = found;
  const r = (part: string): string => `bang_index[${row}, ${part}]`;
  return bookIndex(book, `${arm}.bang`, { index, standardError, interval, r });
}

function jamesOf(book: NumberBook, groups: readonly Group[], { level, sample }: Stated): MaskingResult["james"] {
  const compared = groups.slice(0, -1).map(({ counts }) => counts);
  const sum = (of: (counts: Group["counts"]) => number): number => compared.reduce((all, one) => all + of(one), 0);
  const first = {
    treated: sum(({ treated }) => treated),
    control: sum(({ control }) => control),
    unknown: sum(({ unknown }) => unknown),
  };
  const second = groups.at(-1)?.counts ?? first;
  const outcome = runJamesBlindingIndex({ first, second }, { level });
  if (!outcome.ok) return outcome;
  book.by("james_blinding_index", sample);
  const inR = { first: "treated", second: "control" };
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
