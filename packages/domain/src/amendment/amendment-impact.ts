import { diffProtocol, type ProtocolChange } from "../protocol/diff-protocol.ts";
import type { Protocol } from "../protocol/types.ts";
import type { Problem } from "../result.ts";
import {
  nothingHidden,
  nothingTouched,
  participantsIn,
  touchedByFormAt,
  touchedBySet,
  touchedByVisit,
  type AmendmentCounts,
  type HiddenParts,
  type TouchedData,
} from "./amendment-counts.ts";
import { amendmentProblems, codesWithNewWords } from "./amendment-problems.ts";
import { halfTakenWords } from "./exchanged-words.ts";
import { statementOf, type ImpactStatement } from "./impact-statement.ts";
import { questionsWithNewWords } from "./meaning-words.ts";
import { touchedSet, type TouchedCounts } from "./touched-sets.ts";

/** One change, what it touches, and what happens to that. */
export type ChangeImpact = {
  readonly change: ProtocolChange;
  readonly touched: TouchedData;
  readonly statement: ImpactStatement;
  /** Why it cannot be made; empty when it can. */
  readonly problems: readonly Problem[];
};

export type AmendmentImpact = {
  readonly changes: readonly ChangeImpact[];
  /** Every problem, those of no single change among them. */
  readonly problems: readonly Problem[];
  /**
   * Paths of codes and questions with new words, and of parts that take another one's in one language: somebody must state
   * that each means the same. Whether a question has values is asked of the study and never of a form.
   */
  readonly meanings: readonly string[];
};

/**
 * What the next version of a running study's document would do to what is captured: each change with the count of data it
 * touches and what happens to them. `earlier`: versions before `before`, so that a retired key is not used for something
 * else; `hidden`: what is not counted for a masked viewer.
 */
export function amendmentImpact(
  before: Protocol,
  after: Protocol,
  counts: AmendmentCounts,
  more: {
    readonly earlier?: readonly Protocol[];
    readonly hidden?: HiddenParts;
    /** What stands in the study of `touchedSets(before, after)`, but of what is hidden. */
    readonly touched?: TouchedCounts;
  } = {},
): AmendmentImpact {
  const problems = amendmentProblems(after, { versions: [...(more.earlier ?? []), before], counts });
  const world = { before, counts, touched: more.touched ?? {}, hidden: more.hidden ?? nothingHidden };
  const changes = diffProtocol(before, after).map((change): ChangeImpact => {
    const path = shortPath(change.path);
    return {
      change,
      touched: touchedBy(change, world),
      statement: statementOf(change, before, after),
      problems: problems.filter((problem) => isWithin(path, problem.path) || isWithin(problem.path, path)),
    };
  });
  const isEnrolled = participantsIn(counts) > 0;
  const isUsed = isEnrolled || counts.screenings > 0;
  const reworded = [
    ...(isEnrolled ? questionsWithNewWords(before, after) : []),
    ...(isUsed ? [...codesWithNewWords(before, after), ...halfTakenWords(before, after)] : []),
  ];
  const meanings = [...new Set(reworded)];
  return { changes, problems, meanings };
}

/** The path as problems write it: without the names of the lists of sections and items. */
function shortPath(path: readonly string[]): string {
  const isImplied = (step: string, index: number): boolean =>
    path[0] === "forms" && ((index === 2 && step === "sections") || (index === 4 && step === "items"));
  return path.filter((step, index) => !isImplied(step, index)).join("/");
}

function isWithin(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}/`);
}

type World = {
  readonly before: Protocol;
  readonly counts: AmendmentCounts;
  readonly touched: TouchedCounts;
  readonly hidden: HiddenParts;
};

function touchedBy(change: ProtocolChange, { before, counts, touched, hidden }: World): TouchedData {
  const { path, kind } = change;
  const [part, key = "", list, member = ""] = path;
  switch (part) {
    case "visits": {
      const isForm = list === "forms" && path.length >= 4;
      const values = touched[path.join("/")]?.values ?? 0;
      return isForm
        ? touchedByFormAt(counts, hidden, { visit: key, form: member, values })
        : touchedByVisit(counts, hidden, { visit: key, values });
    }
    case "sites":
      return { ...nothingTouched, participants: counts.participantsBySite[key] ?? 0 };
    case "consent":
      return { ...nothingTouched, consents: counts.consents };
    case "eligibility":
      return kind === "add" && path.length === 3
        ? nothingTouched
        : { ...nothingTouched, screenings: counts.screenings };
    case "forms":
      // That a form which tells the arm is changed or added is seen; what stands in it is not told.
      if (hidden.forms.has(key) && !(kind === "add" && path.length === 2)) return null;
      break;
    default:
  }
  const set = touchedSet(change, before);
  return set === null ? nothingTouched : touchedBySet(touched, hidden, set);
}
