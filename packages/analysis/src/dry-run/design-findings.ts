import type { DatasetModel, StudyData } from "@kendali/datasets";
import { addDays, placedItems, windowOf, type Protocol, type RefusalParams, type Visit } from "@kendali/domain";
import type { AnalysisRefusal, AnalysisResults } from "../results.ts";
import type { DryRunAssumptions } from "./assumptions.ts";
import type { Tally } from "./tally.ts";

/**
 * What living through the study showed of its design. `path` is the part of the document it is about, `count` how often it
 * happened, of `of`. `must`: it would stop the study; `should`: somebody ought to look.
 */
export type DesignFinding = {
  readonly code: DesignFindingCode;
  readonly path: string;
  readonly severity: "must" | "should";
  readonly count: number;
  readonly of: number;
  readonly params: RefusalParams;
};

export const designFindingCodes = [
  "form_refused",
  "reason_often",
  "item_never_shown",
  "item_not_made_up",
  "outcome_cut",
  "outcome_without_data",
  "visits_overlap",
  "visit_out_of_order",
  "visit_out_of_reach",
  "visit_never_held",
  "form_never_filled",
  "not_allocated",
  "stratum_small",
  "analysis_refused",
  "analysis_part_refused",
  "ethics_expires",
  "too_few_screened",
  "sample_size_not_met",
] as const;

export type DesignFindingCode = (typeof designFindingCodes)[number];

type Seen = {
  readonly protocol: Protocol;
  readonly assumptions: DryRunAssumptions;
  readonly data: StudyData;
  readonly model: DatasetModel;
  readonly results: AnalysisResults;
  readonly tally: Tally;
};

type Check = (seen: Seen) => readonly DesignFinding[];

/** All that a dry run found in the design: what would stop the study first, then in the order of the checks. */
export function designFindings(seen: Seen): readonly DesignFinding[] {
  const found = checks.flatMap((check) => check(seen));
  return [
    ...found.filter(({ severity }) => severity === "must"),
    ...found.filter(({ severity }) => severity === "should"),
  ];
}

const finding = (
  code: DesignFindingCode,
  path: string,
  more: Partial<Omit<DesignFinding, "code" | "path">> = {},
): DesignFinding => ({ code, path, severity: "should", count: 1, of: 1, params: {}, ...more });

/** Where an item stands in the document. */
function placeOf(protocol: Protocol, form: string, item: string): string {
  const placed = placedItems(protocol).find((one) => one.form.key === form && one.item.key === item);
  return placed?.path ?? `forms/${form}`;
}

/** A soft limit or constraint that so many entries break is not about what is unusual. */
const often = 0.2;

/** The least participants of a stratum in which a block scheme can balance anything. */
const smallStratum = 4;

const checks: readonly Check[] = [
  function formsThatRefused({ protocol, tally }) {
    return [...tally.refused].map(([key, count]) => {
      const [form = "", item = "", problem = ""] = key.split("/");
      const params = { ...tally.refusedParams.get(key), form, item, problem };
      return finding("form_refused", placeOf(protocol, form, item), {
        severity: "must",
        count,
        of: tally.entries.get(form) ?? count,
        params,
      });
    });
  },
  function reasonsAskedOften({ protocol, tally }) {
    return [...tally.unusual].flatMap(([key, count]) => {
      const [form = "", item = ""] = key.split("/");
      const of = tally.entries.get(form) ?? count;
      return count / of < often
        ? []
        : [finding("reason_often", placeOf(protocol, form, item), { count, of, params: { form, item } })];
    });
  },
  function itemsNeverShown({ protocol, tally }) {
    return [...tally.asked].flatMap(([key, of]) => {
      const [form = "", item = ""] = key.split("/");
      return tally.shown.has(key)
        ? []
        : [finding("item_never_shown", placeOf(protocol, form, item), { count: of, of, params: { form, item } })];
    });
  },
  function itemsNotMadeUp({ protocol, tally }) {
    return [...tally.unmade].map(([key, count]) => {
      const [form = "", item = ""] = key.split("/");
      return finding("item_not_made_up", placeOf(protocol, form, item), {
        count,
        of: tally.entries.get(form) ?? count,
        params: { form, item },
      });
    });
  },
  function outcomesCut({ protocol, tally }) {
    return [...tally.cut].map(([key, count]) => {
      const [form = "", item = ""] = key.split("/");
      return finding("outcome_cut", placeOf(protocol, form, item), {
        count,
        of: tally.entries.get(form) ?? count,
        params: { form, item },
      });
    });
  },
  outcomesWithoutData,
  visitsThatOverlap,
  function visitsOutOfOrder({ tally }) {
    return [...tally.outOfOrderVisits].map(([visit, count]) =>
      finding("visit_out_of_order", `visits/${visit}`, {
        count,
        of: tally.visits.get(visit) ?? count,
        params: { visit },
      }),
    );
  },
  function visitsOutOfReach({ tally }) {
    return [...tally.unreachableVisits].map(([visit, count]) =>
      finding("visit_out_of_reach", `visits/${visit}`, { severity: "must", count, of: count, params: { visit } }),
    );
  },
  function visitsNeverHeld({ protocol, tally }) {
    return protocol.visits
      .filter(({ key }) => !tally.visits.has(key) && !tally.unreachableVisits.has(key))
      .map(({ key }) => finding("visit_never_held", `visits/${key}`, { params: { visit: key } }));
  },
  function formsNeverFilled({ protocol, tally }) {
    return protocol.forms
      .filter(({ key }) => !tally.entries.has(key))
      .map(({ key }) => finding("form_never_filled", `forms/${key}`, { params: { form: key } }));
  },
  function thoseNotAllocated({ data, tally }) {
    return [...tally.notAllocatedBecause].map(([reason, count]) =>
      finding("not_allocated", "allocation", {
        severity: "must",
        count,
        of: data.participants.length,
        params: { reason },
      }),
    );
  },
  function smallStrata({ protocol, tally, data }) {
    if ((protocol.allocation?.strata.length ?? 0) === 0) return [];
    const small = [...tally.strata].filter(([, count]) => count < smallStratum);
    const params = { strata: tally.strata.size, least: Math.min(...tally.strata.values()), smallest: smallStratum };
    return small.length === 0 || data.participants.length < 2 * smallStratum
      ? []
      : [finding("stratum_small", "allocation/strata", { count: small.length, of: tally.strata.size, params })];
  },
  analysesRefused,
  function ethicsExpires({ protocol, data }) {
    const expires = protocol.ethics?.expiresOn;
    if (expires === undefined) return [];
    const late = data.participants.filter(({ enrolledOn }) => (enrolledOn ?? "") > expires).length;
    const params = { on: expires };
    return late === 0
      ? []
      : [finding("ethics_expires", "ethics", { severity: "must", count: late, of: data.participants.length, params })];
  },
  function tooFewScreened({ assumptions, data }) {
    const { length } = data.participants;
    return length >= assumptions.participants
      ? []
      : [finding("too_few_screened", "eligibility", { count: length, of: assumptions.participants })];
  },
  function sampleSizeNotMet({ assumptions, protocol }) {
    const { target } = protocol.sampleSize;
    return assumptions.participants >= target
      ? []
      : [finding("sample_size_not_met", "sampleSize", { count: assumptions.participants, of: target })];
  },
];

function outcomesWithoutData({ protocol, model }: Seen): readonly DesignFinding[] {
  const { participants } = model.tables;
  const rows = [...participants.rows()];
  return protocol.outcomes.flatMap((outcome) =>
    [outcome.baselineVisit, ...outcome.timePoints].flatMap((visit) => {
      if (visit === null) return [];
      const columns = participants.columns.flatMap((column, index) =>
        column.role === "item" && column.source?.item === outcome.item && column.source.visit === visit ? [index] : [],
      );
      const isThere = rows.some((row) => columns.some((index) => row[index] !== null && row[index] !== undefined));
      const params = { outcome: outcome.key, visit };
      return isThere ? [] : [finding("outcome_without_data", `outcomes/${outcome.key}`, { severity: "must", params })];
    }),
  );
}

/** Two visits of one arm that ask the same form, and of which one is not over when the other may begin. */
function visitsThatOverlap({ protocol, data }: Seen): readonly DesignFinding[] {
  const found: DesignFinding[] = [];
  for (const [index, first] of protocol.visits.entries())
    for (const second of protocol.visits.slice(index + 1)) {
      if (!shareForm(first, second) || !shareArm(protocol, first, second)) continue;
      const count = data.participants.filter((participant) => overlapFor(participant, first, second)).length;
      const params = { first: first.key, second: second.key };
      if (count > 0)
        found.push(finding("visits_overlap", `visits/${second.key}`, { count, of: data.participants.length, params }));
    }
  return found;
}

function shareForm(first: Visit, second: Visit): boolean {
  return first.forms.some(({ form }) => second.forms.some((other) => other.form === form));
}

function shareArm({ arms }: Protocol, first: Visit, second: Visit): boolean {
  const has = (visit: Visit, arm: string): boolean => visit.arms === undefined || visit.arms.includes(arm);
  return arms.some(({ key }) => has(first, key) && has(second, key));
}

function overlapFor(participant: StudyData["participants"][number], first: Visit, second: Visit): boolean {
  const { enrolledOn, allocatedOn } = participant;
  const reach = 36_500;
  if (enrolledOn === null || Math.abs(first.day) > reach || Math.abs(second.day) > reach) return false;
  if (Math.max(first.window.before, first.window.after, second.window.before, second.window.after) > reach)
    return false;
  // Two visits that count from the delivery overlap or do not, whatever its date.
  const anchors = {
    enrolledOn,
    allocatedOn,
    deliveredOn: first.anchor === second.anchor ? addDays(enrolledOn, -1) : null,
  };
  const [a, b] = [windowOf(first, anchors), windowOf(second, anchors)];
  return a !== null && b !== null && a.from <= b.to && b.from <= a.to;
}

function analysesRefused({ results }: Seen): readonly DesignFinding[] {
  return results.blocks.flatMap((block): readonly DesignFinding[] => {
    const path = `analysisPlan/analyses/${block.key}`;
    if (!block.ok) {
      const severity = block.role === "primary" ? ("must" as const) : ("should" as const);
      return [
        finding("analysis_refused", path, { severity, params: { analysis: block.key, reason: block.refusal.code } }),
      ];
    }
    return refusedParts(block.content).map(({ part, refusal }) =>
      finding("analysis_part_refused", path, { params: { analysis: block.key, part, reason: refusal.code } }),
    );
  });
}

type RefusedPart = { readonly part: string; readonly refusal: AnalysisRefusal };

/** Every attempt inside a content that gave no number, once for each reason. */
function refusedParts(content: unknown): readonly RefusedPart[] {
  const found = new Map<string, RefusedPart>();
  const walk = (value: unknown, part: string): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const each of value) walk(each, part);
      return;
    }
    const name = "name" in value && typeof value.name === "string" ? value.name : part;
    if ("ok" in value && value.ok === false && "refusal" in value) {
      const refusal = value.refusal as AnalysisRefusal;
      found.set(`${name}/${refusal.code}`, { part: name, refusal });
      return;
    }
    for (const each of Object.values(value)) walk(each, name);
  };
  walk(content, "");
  return [...found.values()];
}
