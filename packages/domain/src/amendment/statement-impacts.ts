import type { Protocol } from "../protocol/types.ts";
import { nothingTouched, type TouchedData } from "./amendment-counts.ts";
import type { ChangeImpact } from "./amendment-impact.ts";
import type { ImpactStatement } from "./impact-statement.ts";
import { touchedSet, type TouchedCounts, type TouchedSet } from "./touched-sets.ts";

/** All changes of which one thing is said, and what they touch together. */
export type StatementImpact = {
  readonly statement: ImpactStatement;
  /** Null: not told to this viewer. `"apart"`: of several kinds, which only have counts of their own. */
  readonly touched: TouchedData | "apart";
};

/** The sets of all changes of which one thing is said, under the name of the statement: counted together, nothing twice. */
export function statementSets(changes: readonly ChangeImpact[], before: Protocol): readonly TouchedSet[] {
  return changes.flatMap(({ change, statement }) => {
    const set = touchedSet(change, before);
    return set === null || set.items.length === 0 ? [] : [{ ...set, id: statement }];
  });
}

/**
 * What the changes of each statement touch together. `counted`: what stands in the study of `statementSets(changes, before)`.
 *
 * @example two questions of 20 answers each that go, of the same 20 women // { values: 40, participants: 20, … }
 */
export function statementImpacts(
  changes: readonly ChangeImpact[],
  before: Protocol,
  counted: TouchedCounts,
): readonly StatementImpact[] {
  const groups = new Map<ImpactStatement, ChangeImpact[]>();
  for (const one of changes) {
    const group = groups.get(one.statement);
    if (group === undefined) groups.set(one.statement, [one]);
    else group.push(one);
  }
  return [...groups].map(([statement, group]) => ({
    statement,
    touched: touchedTogether(group, before, counted[statement] ?? nothingTouched),
  }));
}

function touchedTogether(
  group: readonly ChangeImpact[],
  before: Protocol,
  counted: TouchedCounts[string],
): StatementImpact["touched"] {
  if (group.some(({ touched }) => touched === null)) return null;
  // Of one part, however many of its properties change: once.
  const parts = new Map(group.map((one) => [subjectOf(one), one]));
  const touching = [...parts.values()].filter(({ touched }) => Object.values(touched ?? {}).some((count) => count > 0));
  const [first] = touching;
  if (first === undefined) return nothingTouched;
  const rows = touching.flatMap(({ touched }) => (touched === null ? [] : [touched]));
  if (touching.length === 1) return first.touched;
  const kinds = new Set(touching.map(({ change }) => kindOf(change.path)));
  if (kinds.size > 1) return "apart";
  const sum = (name: "entries" | "values" | "visits" | "participants") =>
    rows.reduce((total, row) => total + row[name], 0);
  switch (kindOf(first.change.path)) {
    case "answers":
      return { ...nothingTouched, ...counted, visits: sum("visits") };
    case "visits": {
      // Entries of two visits are others; who had both is counted where something was answered at them, and else not told.
      const isCounted = touching.every(({ change }) => touchedSet(change, before) !== null);
      return {
        entries: sum("entries"),
        values: sum("values"),
        visits: sum("visits"),
        participants: isCounted ? counted.participants : 0,
      };
    }
    case "sites":
      return { ...nothingTouched, participants: sum("participants") };
    default:
      // Screenings and consents are those of the whole study.
      return first.touched;
  }
}

function kindOf(path: readonly string[]): "answers" | "visits" | "sites" | "study" {
  const [part] = path;
  if (part === "visits" || part === "sites") return part;
  return part === "consent" || part === "eligibility" ? "study" : "answers";
}

/** What a change counts the data of: its visit or site as a whole, or the form at it; else the change itself. */
function subjectOf({ change: { path } }: ChangeImpact): string {
  const kind = kindOf(path);
  if (kind === "answers") return path.join("/");
  if (kind === "study") return path[0] ?? "";
  return path.slice(0, path[0] === "visits" && path[2] === "forms" ? 4 : 2).join("/");
}
