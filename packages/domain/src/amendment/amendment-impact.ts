import { diffProtocol, type ProtocolChange } from "../protocol/diff-protocol.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { Protocol } from "../protocol/types.ts";
import type { Problem } from "../result.ts";
import {
  nothingHidden,
  nothingTouched,
  participantsIn,
  touchedByForm,
  touchedByFormAt,
  touchedByItems,
  touchedByVisit,
  type AmendmentCounts,
  type HiddenParts,
  type TouchedData,
} from "./amendment-counts.ts";
import { amendmentProblems, codesWithNewWords } from "./amendment-problems.ts";
import { halfTakenWords } from "./exchanged-words.ts";
import { statementOf, type ImpactStatement } from "./impact-statement.ts";

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
  /** Paths of codes with new words, and of parts that take another one's in one language: somebody must state that each means the same. */
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
  more: { readonly earlier?: readonly Protocol[]; readonly hidden?: HiddenParts } = {},
): AmendmentImpact {
  const problems = amendmentProblems(after, { versions: [...(more.earlier ?? []), before], counts });
  const world = { before, after, counts, hidden: more.hidden ?? nothingHidden };
  const changes = diffProtocol(before, after).map((change): ChangeImpact => {
    const path = shortPath(change.path);
    return {
      change,
      touched: touchedBy(change, world),
      statement: statementOf(change, before, after),
      problems: problems.filter((problem) => isWithin(path, problem.path) || isWithin(problem.path, path)),
    };
  });
  const isUsed = participantsIn(counts) > 0 || counts.screenings > 0;
  const meanings = isUsed ? [...new Set([...codesWithNewWords(before, after), ...halfTakenWords(before, after)])] : [];
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
  readonly after: Protocol;
  readonly counts: AmendmentCounts;
  readonly hidden: HiddenParts;
};

function touchedBy({ path, kind }: ProtocolChange, world: World): TouchedData {
  const { counts, hidden, before } = world;
  const [part, key = "", list, member = "", , leaf] = path;
  const isNew = kind === "add";
  switch (part) {
    case "forms":
      return touchedInForms({ form: key, list, section: member, item: leaf, isNew: isNew && path.length <= 6 }, world);
    case "visits": {
      const isForm = list === "forms" && path.length >= 4;
      return isForm
        ? touchedByFormAt(counts, hidden, { visit: key, form: member })
        : touchedByVisit(counts, hidden, key);
    }
    case "codelists": {
      const users = placedItems(before).filter(({ item }) => item.codelist === key);
      const items = users.map(({ form, item }) => ({ form: form.key, item: item.key }));
      return touchedByItems(counts, hidden, items, list === "codes" && member !== "" ? member : null);
    }
    case "sites":
      return { ...nothingTouched, participants: counts.participantsBySite[key] ?? 0 };
    case "consent":
      return { ...nothingTouched, consents: counts.consents };
    case "eligibility":
      return isNew && path.length === 3 ? nothingTouched : { ...nothingTouched, screenings: counts.screenings };
    case "scales": {
      const scored = placedItems(before).filter(({ item }) => item.scale === key);
      return touchedByItems(
        counts,
        hidden,
        scored.map(({ form, item }) => ({ form: form.key, item: item.key })),
      );
    }
    default:
      return nothingTouched;
  }
}

function touchedInForms(
  at: {
    readonly form: string;
    readonly list: string | undefined;
    readonly section: string;
    readonly item: string | undefined;
    readonly isNew: boolean;
  },
  { counts, hidden, before }: World,
): TouchedData {
  if (at.list !== "sections" || at.section === "")
    return at.isNew ? nothingTouched : touchedByForm(counts, hidden, at.form);
  if (hidden.forms.has(at.form)) return null;
  if (at.isNew) return nothingTouched;
  const items = placedItems(before).filter(
    ({ form, section, item }) =>
      form.key === at.form && (at.item === undefined ? section.key === at.section : item.key === at.item),
  );
  return touchedByItems(
    counts,
    hidden,
    items.map(({ form, item }) => ({ form: form.key, item: item.key })),
  );
}
