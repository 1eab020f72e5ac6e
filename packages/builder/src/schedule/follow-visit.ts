import { type Json, pathExists, placedItems, type Protocol } from "@kendali/domain";
import { mapReferences } from "../edits/map-references.ts";

/** A form that stands at another visit now; `from` has it no longer. */
export type FormMove = { readonly form: string; readonly from: readonly string[]; readonly to: string };

/** What goes on naming the visits a form left, because it is about other forms too. */
export type LeftBehind = { readonly analyses: readonly string[] };

/**
 * The document with everything that is about a form's answers at visits naming the visit where they are asked now: baseline
 * and time points of outcomes, of their estimands and analyses, and what assumptions are about. An analysis of other forms'
 * items too stays as it is, and is told.
 */
export function followForm(
  protocol: Protocol,
  move: FormMove,
): { readonly protocol: Protocol; readonly left: LeftBehind } {
  const isLeft = (visit: string | null | undefined): boolean =>
    visit !== null && visit !== undefined && visit !== move.to && move.from.includes(visit);
  const items = new Set(
    placedItems(protocol)
      .filter(({ form }) => form.key === move.form)
      .map(({ item }) => item.key),
  );
  const own = new Set(protocol.outcomes.filter(({ item }) => items.has(item)).map(({ key }) => key));
  const there = <T extends string | null>(visit: T): T | string => (isLeft(visit) ? move.to : visit);
  const left: string[] = [];
  const analyses = protocol.analysisPlan.analyses.map((analysis) => {
    const next = analysisAfter(protocol, analysis, { isLeft, own, items, to: move.to });
    if (next.isLeft) left.push(analysis.key);
    return next.analysis;
  });
  const made: Protocol = {
    ...protocol,
    outcomes: protocol.outcomes.map((outcome) =>
      own.has(outcome.key) && [outcome.baselineVisit, ...outcome.timePoints].some(isLeft)
        ? {
            ...outcome,
            baselineVisit: there(outcome.baselineVisit),
            timePoints: [...new Set(outcome.timePoints.map(there))],
          }
        : outcome,
    ),
    estimands: protocol.estimands.map((estimand) =>
      own.has(estimand.outcome) && isLeft(estimand.timePoint) ? { ...estimand, timePoint: move.to } : estimand,
    ),
    analysisPlan: analyses.every((analysis, place) => analysis === protocol.analysisPlan.analyses[place])
      ? protocol.analysisPlan
      : { ...protocol.analysisPlan, analyses },
    assumptions: protocol.assumptions.map((assumption) =>
      aboutAfter(assumption, (path) => {
        const [part, visit = "", list, form] = path;
        const isOfForm = part === "visits" && list === "forms" && form === move.form;
        return isOfForm && isLeft(visit) ? [part, move.to, ...path.slice(2)] : path;
      }),
    ),
  };
  return { protocol: made, left: { analyses: left } };
}

type Analysis = Protocol["analysisPlan"]["analyses"][number];
type Leaving = {
  readonly isLeft: (visit: string | undefined) => boolean;
  readonly own: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly to: string;
};

function analysisAfter(
  { estimands }: Protocol,
  analysis: Analysis,
  { isLeft, own, items, to }: Leaving,
): { readonly analysis: Analysis; readonly isLeft: boolean } {
  const { timePoint, visit } = analysis;
  const estimand = estimands.find(({ key }) => key === analysis.estimand)?.outcome;
  const outcomes = analysis.outcomes ?? (estimand === undefined ? [] : [estimand]);
  const read = analysis.items ?? [];
  const [some, all] = [outcomes.some((key) => own.has(key)), outcomes.every((key) => own.has(key))];
  const [someRead, allRead] = [read.some((key) => items.has(key)), read.every((key) => items.has(key))];
  const pointGoes = isLeft(timePoint) && some && all;
  const visitGoes = isLeft(visit) && someRead && allRead;
  const stays = (isLeft(timePoint) && some && !all) || (isLeft(visit) && someRead && !allRead);
  if (!pointGoes && !visitGoes) return { analysis, isLeft: stays };
  return {
    analysis: { ...analysis, ...(pointGoes ? { timePoint: to } : {}), ...(visitGoes ? { visit: to } : {}) },
    isLeft: stays,
  };
}

/** The document with everything that names visits which are gone naming the one that took their forms. */
export function forwardVisits(
  protocol: Protocol,
  gone: readonly { readonly from: string; readonly to: string }[],
): Protocol {
  return gone.reduce((made, { from, to }) => {
    const renamed = mapReferences(made, { kind: "visit", name: from, to }, () => undefined);
    const document = renamed as unknown as Json;
    return {
      ...renamed,
      // Nothing in a form names a visit: the very same value costs no comparison.
      forms: made.forms,
      outcomes: renamed.outcomes.map((outcome) => ({ ...outcome, timePoints: [...new Set(outcome.timePoints)] })),
      assumptions: renamed.assumptions.map((assumption) =>
        aboutAfter(assumption, (path) => {
          if (path[0] !== "visits" || path[1] !== from) return path;
          const next = ["visits", to, ...path.slice(2)];
          return pathExists(document, next.join("/")) ? next : ["visits", to];
        }),
      ),
    };
  }, protocol);
}

type Assumption = Protocol["assumptions"][number];

function aboutAfter(assumption: Assumption, next: (path: readonly string[]) => readonly string[]): Assumption {
  const about = assumption.about.map((own) => {
    const path = own.split("/").filter((step) => step !== "");
    const made = next(path);
    return made === path ? own : made.join("/");
  });
  return about.every((own, place) => own === assumption.about[place])
    ? assumption
    : { ...assumption, about: [...new Set(about)] };
}
