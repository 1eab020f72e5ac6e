import type { FlowBreakdown, FlowGroupResult, Num } from "@kendali/analysis";
import type { ReportContext } from "./report-context.ts";
import type { FlowBox, FlowDiagram } from "./report-model.ts";

type BoxInput = {
  readonly id: string;
  readonly label: string;
  readonly number: Num;
  readonly place: FlowBox["place"];
  readonly arm?: string | null;
  readonly details?: FlowBox["details"];
  readonly isMerged?: boolean;
};

/**
 * The participant flow as boxes and edges (CONSORT 2025, TREND). Each box that splits equals the sum of those it splits into:
 * register = not screened + screened, screened = not eligible + declined + pending + enrolled, and so on down to those analysed.
 */
export function drawFlow(context: ReportContext): FlowDiagram {
  const { t, results, say } = context;
  const { flow } = results;
  const boxes: FlowBox[] = [];
  const edges: [string, string][] = [];
  let above: string | null = null;

  const add = (input: BoxInput, from: string | null): void => {
    boxes.push({
      id: input.id,
      label: input.label,
      count: context.number(input.number, 0),
      number: input.number.id,
      place: input.place,
      arm: input.arm ?? null,
      details: input.details ?? [],
      isMerged: input.isMerged ?? false,
    });
    if (from !== null) edges.push([from, input.id]);
  };
  const addMain = (id: string, label: string, number: Num | null): void => {
    if (number === null) return;
    add({ id, label, number, place: "main" }, above);
    above = id;
  };
  const addSide = (id: string, label: string, number: Num | null, details: FlowBox["details"] = []): void => {
    if (number !== null && number.value > 0) add({ id, label, number, place: "side", details }, above);
  };
  const detailsOf = (breakdown: FlowBreakdown | null, word: (reason: string) => string): FlowBox["details"] =>
    (breakdown?.parts ?? []).map((part) => ({
      label: word(part.reason),
      count: context.number(part.count, 0),
      number: part.count.id,
    }));

  addMain("register", t("flow_register"), flow.register);
  addSide("not_screened", t("flow_not_screened"), flow.notScreened);
  addMain("screened", t("flow_screened"), flow.screened);
  addSide(
    "not_eligible",
    t("flow_not_eligible"),
    flow.ineligible?.total ?? null,
    detailsOf(flow.ineligible, (key) => criterionWords(context, key)),
  );
  addSide("declined", t("flow_declined"), flow.declined?.total ?? null, detailsOf(flow.declined, context.reason));
  addSide("pending", t("flow_pending"), flow.pending);
  addMain("enrolled", t("flow_enrolled"), flow.enrolled);
  addSide(
    "not_allocated",
    t("flow_not_allocated"),
    flow.notAllocated?.total ?? null,
    detailsOf(flow.notAllocated, context.reason),
  );
  for (const group of flow.groups) addGroup(context, group, { add, detailsOf, above });

  return {
    title: t("flow_title"),
    boxes,
    edges,
    notes: [
      ...(flow.eligibility === "not_available" ? [t("flow_eligibility_not_available")] : []),
      ...((flow.ineligible?.total.value ?? 0) > 0 ? [t("flow_first_criterion")] : []),
      ...(results.isMasked ? [t("flow_merged")] : []),
      ...(flow.unmasked === null
        ? []
        : flow.unmasked.value === 0
          ? [t("flow_unmasked_none")]
          : [t("flow_unmasked", { count: context.number(flow.unmasked, 0) })]),
      ...(flow.outcome === null ? [] : [`${t("fact_definition")}: ${say(flow.outcome.label)}.`]),
    ],
  };
}

type Pen = {
  readonly add: (input: BoxInput, from: string | null) => void;
  readonly detailsOf: (breakdown: FlowBreakdown | null, word: (reason: string) => string) => FlowBox["details"];
  readonly above: string | null;
};

/** One arm's column, or the merged one: entered, not measured, measured, not analysed, analysed. */
function addGroup(context: ReportContext, group: FlowGroupResult, pen: Pen): void {
  const { t, say, results, protocol } = context;
  const { timePoint, outcome } = results.flow;
  const id = (name: string): string => `${group.arm ?? "all"}_${name}`;
  const visit = timePoint === null ? "" : say(timePoint.label);
  const place = group.arm === null ? "main" : "arm";
  const common = { place, arm: group.arm, isMerged: results.isMasked } as const;
  const entered = protocol.allocation === null ? t("flow_group") : t("flow_allocated");
  const label = group.label === null ? entered : `${say(group.label)}: ${entered.toLowerCase()}`;
  const received = receivedDetails(context, group);
  // Without allocation a group enters with enrolment; the same count twice says something only where sessions are counted.
  const isRepeated = protocol.allocation === null && received.length === 0;
  if (!isRepeated)
    pen.add({ id: id("entered"), label, number: group.entered, details: received, ...common }, pen.above);
  const from = isRepeated ? pen.above : id("entered");
  if (group.visitNotDone.total.value > 0) {
    pen.add(
      {
        id: id("not_measured"),
        label: t("flow_visit_not_done", { visit }),
        number: group.visitNotDone.total,
        place: "side",
        arm: group.arm,
        details: pen.detailsOf(group.visitNotDone, context.reason),
      },
      from,
    );
  }
  pen.add(
    {
      id: id("measured"),
      label: t("flow_visit_done", { visit }),
      number: group.visitDone,
      ...common,
    },
    from,
  );
  if (group.notObserved.total.value > 0) {
    pen.add(
      {
        id: id("not_analysed"),
        label: t("flow_not_observed"),
        number: group.notObserved.total,
        place: "side",
        arm: group.arm,
        details: pen.detailsOf(group.notObserved, (reason) => partReason(context, reason)),
      },
      id("measured"),
    );
  }
  const name =
    outcome === null
      ? ""
      : context.outcomeName(protocol.outcomes.find((each) => each.key === outcome.key)?.item ?? "", outcome.label);
  pen.add(
    { id: id("analysed"), label: t("flow_observed", { outcome: name }), number: group.observed, ...common },
    id("measured"),
  );
}

/** What became of the intervention: sessions received, and who stopped it. Those who stopped are among the others, not beside them. */
function receivedDetails(context: ReportContext, group: FlowGroupResult): FlowBox["details"] {
  const { t } = context;
  const { sessions, discontinued } = group;
  const line = (label: string, number: Num | null) =>
    number === null || number.value === 0 ? [] : [{ label, count: context.number(number, 0), number: number.id }];
  return [
    ...(sessions === null
      ? []
      : [
          ...line(t("flow_sessions_all", { planned: sessions.planned }), sessions.all),
          ...line(t("flow_sessions_some"), sessions.some),
          ...line(t("flow_sessions_none"), sessions.none),
        ]),
    ...line(t("flow_discontinued"), discontinued),
  ];
}

/** `outcome_refused` as "outcome: refused". */
function partReason(context: ReportContext, reason: string): string {
  const [part = "", ...rest] = reason.split("_");
  return `${part === "baseline" ? context.t("part_baseline") : context.t("part_outcome")}: ${context.reason(rest.join("_"))}`;
}

function criterionWords(context: ReportContext, key: string): string {
  const criterion = context.protocol.eligibility.criteria.find((each) => each.key === key);
  if (criterion === undefined) return context.t("reason_unknown");
  return criterion.kind === "inclusion"
    ? context.t("criterion_not_met", { text: context.say(criterion.text) })
    : context.say(criterion.text);
}
