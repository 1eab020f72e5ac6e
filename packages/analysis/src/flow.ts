import { primaryOutcome, type Breakdown, type DatasetModel, type FlowCounts, type FlowGroup } from "@kendali/datasets";
import type { LocalizedText, Protocol } from "@kendali/domain";
import { columnsAt, companionOf, rColumn, type Frame } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import { rString } from "./r-script/r-text.ts";
import type { Num } from "./results.ts";

export type FlowBreakdown = {
  readonly total: Num;
  readonly parts: readonly { readonly reason: string; readonly count: Num }[];
};

export type FlowGroupResult = {
  readonly arm: string | null;
  readonly label: LocalizedText | null;
  readonly entered: Num;
  /** `null` while the arm is masked. */
  readonly discontinued: Num | null;
  readonly sessions: { readonly planned: number; readonly all: Num; readonly some: Num; readonly none: Num } | null;
  readonly visitDone: Num;
  readonly visitNotDone: FlowBreakdown;
  readonly observed: Num;
  readonly notObserved: FlowBreakdown;
};

/** The participant flow as numbers that R counts again from the tables. `null` where the study did not record a stage. */
export type FlowResult = {
  readonly eligibility: "recorded" | "not_available";
  readonly register: Num | null;
  readonly notScreened: Num | null;
  readonly screened: Num | null;
  readonly ineligible: FlowBreakdown | null;
  readonly declined: FlowBreakdown | null;
  readonly pending: Num | null;
  readonly enrolled: Num;
  readonly notAllocated: FlowBreakdown | null;
  /** Participants whose arm was shown to somebody masked; `null` without allocation, and where nobody published it. */
  readonly unmasked: Num | null;
  readonly timePoint: { readonly key: string; readonly label: LocalizedText } | null;
  readonly outcome: { readonly key: string; readonly label: LocalizedText } | null;
  readonly groups: readonly FlowGroupResult[];
  readonly code: readonly string[];
};

/** States every count of the flow with the R expression that counts it in the downloaded tables. */
export function stateFlow(model: DatasetModel, frame: Frame, book: NumberBook): Omit<FlowResult, "code"> {
  const { flow, protocol } = model;
  const isRecorded = flow.eligibility === "recorded";
  const count = (name: string, value: number, r: string): Num => book.number(name, value, r, "exact");
  const breakDown = (
    name: string,
    breakdown: Breakdown,
    total: string,
    part: (reason: string) => string,
  ): FlowBreakdown => ({
    total: count(name, breakdown.total, total),
    parts: namesOf(breakdown).map(({ reason, count: value, name: partName }) => ({
      reason,
      count: count(`${name}.${partName}`, value, part(reason)),
    })),
  });
  book.code(
    "excluded <- screenings$eligible %in% 0",
    "refused <- !excluded & !is.na(screenings$declined_reason) & is.na(screenings$usubjid)",
  );
  const byReason = (rows: string, column: string) => (reason: string) =>
    `sum(${rows} & ${column} %in% ${rString(reason)})`;
  const timePoint = protocol.visits.find((visit) => visit.key === flow.timePoint);
  const outcome = protocol.outcomes.find((each) => each.key === flow.outcome);
  return {
    eligibility: flow.eligibility,
    register: flow.register === null ? null : count("register", flow.register, "sum(register$count)"),
    notScreened:
      flow.notScreened === null
        ? null
        : count("not_screened", flow.notScreened, "max(0, sum(register$count) - nrow(screenings))"),
    screened: flow.screened === null ? null : count("screened", flow.screened, "nrow(screenings)"),
    ineligible: isRecorded
      ? breakDown("ineligible", flow.ineligible, "sum(excluded)", byReason("excluded", "screenings$failed_first"))
      : null,
    declined: isRecorded
      ? breakDown("declined", flow.declined, "sum(refused)", byReason("refused", "screenings$declined_reason"))
      : null,
    pending: isRecorded
      ? count("pending", flow.pending, "sum(!excluded & !refused & is.na(screenings$usubjid))")
      : null,
    enrolled: count("enrolled", flow.enrolled, "nrow(participants)"),
    notAllocated:
      flow.notAllocated === null
        ? null
        : breakDown("not_allocated", flow.notAllocated, notAllocatedIn(flow).total, notAllocatedIn(flow).part),
    unmasked:
      flow.unmasked === null
        ? null
        : count("unmasked", flow.unmasked, 'length(unique(events$usubjid[events$event %in% "unmasked"]))'),
    timePoint: timePoint === undefined ? null : { key: timePoint.key, label: timePoint.label },
    outcome: outcome === undefined ? null : { key: outcome.key, label: outcome.label },
    groups: flow.groups.map((group) =>
      stateGroup({
        hasSecondNumbers: hasSecondNumbers(flow),
        group,
        frame,
        protocol,
        book,
        breakDown,
        count,
        timePoint: flow.timePoint,
      }),
    ),
  };
}

const hasSecondNumbers = (flow: FlowCounts): boolean =>
  flow.notAllocated?.parts.some((part) => part.reason === "duplicate") ?? false;

/** Who is in no group, in R. A second number of one woman may have an allocation and still is not one of the groups'. */
function notAllocatedIn(flow: FlowCounts): { readonly total: string; readonly part: (reason: string) => string } {
  const isWithout = "is.na(participants$allocated_on)";
  const elsewhere = ["withdrawn", "lost_to_follow_up", ...(hasSecondNumbers(flow) ? ["duplicate"] : [])];
  return {
    total: hasSecondNumbers(flow) ? `sum(${isWithout} | participants$status %in% "duplicate")` : `sum(${isWithout})`,
    part: (reason) =>
      reason === "duplicate"
        ? 'sum(participants$status %in% "duplicate")'
        : reason === "waiting"
          ? `sum(${isWithout} & !(participants$status %in% c(${elsewhere.map((each) => `"${each}"`).join(", ")})))`
          : `sum(${isWithout} & participants$status %in% "${reason}")`,
  };
}

type GroupInput = {
  readonly hasSecondNumbers: boolean;
  readonly group: FlowGroup;
  readonly frame: Frame;
  readonly protocol: Protocol;
  readonly book: NumberBook;
  readonly count: (name: string, value: number, r: string) => Num;
  readonly breakDown: (
    name: string,
    breakdown: Breakdown,
    total: string,
    part: (reason: string) => string,
  ) => FlowBreakdown;
  readonly timePoint: string | null;
};

function stateGroup(input: GroupInput): FlowGroupResult {
  const { group, frame, protocol, book, count, breakDown, timePoint } = input;
  const name = group.arm ?? "all";
  const base =
    protocol.allocation === null
      ? "participants"
      : input.hasSecondNumbers
        ? 'participants[!is.na(participants[["allocated_on"]]) & !(participants[["status"]] %in% "duplicate"), ]'
        : 'participants[!is.na(participants[["allocated_on"]]), ]';
  const outcome = primaryOutcome(protocol);
  const status = frame.columns.find((column) => column.role === "status" && column.visit === timePoint)?.name;
  const later =
    outcome === undefined || timePoint === null ? undefined : columnsAt(frame, outcome.item, timePoint)[0]?.name;
  const earlier =
    outcome?.baselineVisit == null ? undefined : columnsAt(frame, outcome.item, outcome.baselineVisit)[0]?.name;
  const isMissing = (column: string | undefined) => (column === undefined ? "FALSE" : `is.na(${rColumn(column, "g")})`);
  book.code(
    `g <- ${group.arm === null ? base : `subset_arm(${base}, "${group.arm}")`}`,
    `held <- ${status === undefined ? "rep(FALSE, nrow(g))" : `${rColumn(status, "g")} %in% "done"`}`,
    `no_outcome <- ${later === undefined ? "held" : isMissing(later)}`,
    `no_baseline <- !no_outcome & ${isMissing(earlier)}`,
  );
  const why = (reason: string): string => {
    const [part = "", ...rest] = reason.split("_");
    const companion = companionOf(frame, (part === "outcome" ? later : earlier) ?? "");
    const rows = part === "outcome" ? "no_outcome" : "no_baseline";
    return companion === null
      ? `sum(held & ${rows})`
      : `sum(held & ${rows} & ${rColumn(companion, "g")} %in% "${rest.join("_")}")`;
  };
  return {
    arm: group.arm,
    label: protocol.arms.find((arm) => arm.key === group.arm)?.label ?? null,
    entered: count(`${name}.entered`, group.entered, "nrow(g)"),
    discontinued:
      group.discontinued === null
        ? null
        : count(`${name}.discontinued`, group.discontinued, 'sum(!is.na(g[["discontinued_on"]]))'),
    sessions:
      group.sessions === null
        ? null
        : {
            planned: group.sessions.planned,
            all: count(
              `${name}.sessions_all`,
              group.sessions.all,
              'sum(g[["sessions_given"]] >= g[["sessions_planned"]])',
            ),
            some: count(
              `${name}.sessions_some`,
              group.sessions.some,
              'sum(g[["sessions_given"]] > 0 & g[["sessions_given"]] < g[["sessions_planned"]])',
            ),
            none: count(`${name}.sessions_none`, group.sessions.none, 'sum(g[["sessions_given"]] == 0)'),
          },
    visitDone: count(`${name}.visit_done`, group.visitDone, "sum(held)"),
    visitNotDone: breakDown(`${name}.visit_not_done`, group.visitNotDone, "sum(!held)", (reason) =>
      status === undefined ? "nrow(g)" : `sum(${rColumn(status, "g")} %in% "${reason}")`,
    ),
    observed: count(`${name}.observed`, group.observed, "sum(held & !no_outcome & !no_baseline)"),
    notObserved: breakDown(`${name}.not_observed`, group.notObserved, "sum(held & (no_outcome | no_baseline))", why),
  };
}

/** Each part with a name for its id. Reasons may be words of people: two that are written almost alike still get names of their own. */
function namesOf(
  breakdown: Breakdown,
): readonly { readonly reason: string; readonly count: number; readonly name: string }[] {
  const taken = new Set<string>();
  return breakdown.parts.map(({ reason, count }, index) => {
    const wish = slug(reason);
    const name = wish === "" || taken.has(wish) ? `${wish}_${index + 1}` : wish;
    taken.add(name);
    return { reason, count, name };
  });
}

function slug(reason: string): string {
  return reason
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, 60);
}
