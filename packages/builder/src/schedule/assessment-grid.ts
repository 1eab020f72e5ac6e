import type { Arm, Form, Intervention, Protocol, Visit } from "@kendali/domain";
import { armsOf, hasArm } from "./visit-arms.ts";

/**
 * A column of visits. Several are either sessions on several days that are alike but for their day (`isRun`), or siblings:
 * visits of one moment that stand beside each other and differ in their arms, so that a form can be for some arms only.
 */
export type VisitColumn = {
  readonly kind: "visit";
  /** The key of its first visit. */
  readonly key: string;
  readonly visits: readonly Visit[];
  readonly isRun: boolean;
};

/** A column: the day of screening, the moment of allocation, or visits. */
export type GridColumn =
  | { readonly kind: "screening"; readonly key: "screening" }
  | { readonly kind: "allocation"; readonly key: "allocation" }
  | VisitColumn;

/** A row: what happens at enrolment, an intervention, or a form. */
export type GridRow =
  | { readonly kind: "eligibility" | "consent" | "allocation"; readonly key: string }
  | { readonly kind: "intervention"; readonly key: string; readonly intervention: Intervention }
  | { readonly kind: "form"; readonly key: string; readonly form: Form };

export type GridGroup = {
  readonly key: "enrolment" | "interventions" | "assessments";
  readonly rows: readonly GridRow[];
};

/** The schedule of assessments as SPIRIT draws it: what (rows) happens when (columns). */
export type AssessmentGrid = { readonly columns: readonly GridColumn[]; readonly groups: readonly GridGroup[] };

/** What stands where a row meets a column. `some`: only in part of a run of sessions. */
export type GridCell = { readonly planned: "all" | "some" | "none"; readonly arms: readonly Arm[] };

/** The grid of a document, in the document's order; any readable draft has one, however incomplete. */
export function assessmentGrid(protocol: Protocol): AssessmentGrid {
  const isTreatment = (form: Form): boolean => form.purpose === "intervention";
  const row = (form: Form): GridRow => ({ kind: "form", key: `form:${form.key}`, form });
  return {
    columns: columnsOf(protocol),
    groups: [
      {
        key: "enrolment",
        rows: [
          { kind: "eligibility", key: "eligibility" },
          { kind: "consent", key: "consent" },
          ...(protocol.allocation === null ? [] : [{ kind: "allocation", key: "allocation" } as const]),
        ],
      },
      {
        key: "interventions",
        rows: [
          ...protocol.interventions.map((intervention): GridRow => ({
            kind: "intervention",
            key: `intervention:${intervention.key}`,
            intervention,
          })),
          ...protocol.forms.filter(isTreatment).map(row),
        ],
      },
      { key: "assessments", rows: protocol.forms.filter((form) => !isTreatment(form)).map(row) },
    ],
  };
}

/** What a row plans in a column, and for whom. */
export function cellOf(protocol: Protocol, row: GridRow, column: GridColumn): GridCell {
  const all = { planned: "all", arms: protocol.arms } as const;
  const none = { planned: "none", arms: [] } as const;
  switch (row.kind) {
    case "eligibility":
    case "consent":
      return column.kind === "screening" ? all : none;
    case "allocation":
      return column.kind === "allocation" ? all : none;
    case "intervention": {
      const span = spanOf(protocol, row.intervention);
      const arms = protocol.arms.filter((arm) => arm.interventions.includes(row.intervention.key));
      return span.includes(column.key) ? { planned: "all", arms } : none;
    }
    case "form": {
      if (column.kind !== "visit") return none;
      const planning = column.visits.filter((visit) => visit.forms.some(({ form }) => form === row.form.key));
      if (planning.length === 0) return none;
      const arms = protocol.arms.filter((arm) => planning.some((visit) => hasArm(visit, arm.key)));
      const isPart = column.isRun && planning.length < column.visits.length;
      return { planned: isPart ? "some" : "all", arms };
    }
  }
}

/** The keys of the columns in which an intervention is given: its sessions, or without any from allocation (in one group from the first visit) to the end. */
export function spanOf(protocol: Protocol, intervention: Intervention): readonly string[] {
  const columns = columnsOf(protocol);
  const { sessions } = intervention;
  if (sessions !== null)
    return columns
      .filter(
        (column) =>
          column.kind === "visit" &&
          column.visits.some((visit) => visit.forms.some(({ form }) => form === sessions.form)),
      )
      .map(({ key }) => key);
  const start = columns.findIndex(({ kind }) => kind === (protocol.allocation === null ? "visit" : "allocation"));
  return columns.slice(start + (protocol.allocation === null ? 0 : 1)).map(({ key }) => key);
}

/** The column in which a visit stands; `null` where there is no such visit. */
export function columnOfVisit(protocol: Protocol, visit: string): VisitColumn | null {
  const found = columnsOf(protocol).find(
    (column) => column.kind === "visit" && column.visits.some(({ key }) => key === visit),
  );
  return found?.kind === "visit" ? found : null;
}

function columnsOf(protocol: Protocol): readonly GridColumn[] {
  const columns: GridColumn[] = [{ kind: "screening", key: "screening" }];
  const afterVisit = protocol.allocation?.afterVisit;
  for (const { visits, isRun } of groupsOf(protocol)) {
    columns.push({ kind: "visit", key: visits[0]?.key ?? "", visits, isRun });
    if (visits.some(({ key }) => key === afterVisit)) columns.push({ kind: "allocation", key: "allocation" });
  }
  const isPlaced = columns.some(({ kind }) => kind === "allocation");
  if (protocol.allocation !== null && !isPlaced) columns.splice(1, 0, { kind: "allocation", key: "allocation" });
  return columns;
}

type Group = { readonly visits: Visit[]; isRun: boolean };

/** Siblings are one group; sessions without siblings that follow each other and are alike are one run. */
function groupsOf(protocol: Protocol): readonly Group[] {
  const groups: Group[] = [];
  for (const visits of siblingsOf(protocol)) {
    const [visit] = visits;
    const last = groups.at(-1);
    const previous = last?.visits.at(-1);
    if (visit === undefined) continue;
    const isNext = visits.length === 1 && (last?.isRun === true || last?.visits.length === 1);
    if (last !== undefined && previous !== undefined && isNext && areAlike(previous, visit)) {
      last.visits.push(visit);
      last.isRun = true;
    } else groups.push({ visits, isRun: false });
  }
  return groups;
}

/** Visits that follow each other, of one moment and no two of the same arms. */
function siblingsOf({ visits, arms }: Protocol): readonly Visit[][] {
  const groups: Visit[][] = [];
  const armsIn = (visit: Visit): string => armsOf(visit, arms).join();
  for (const visit of visits) {
    const last = groups.at(-1);
    const isBeside = (other: Visit): boolean => isOneMoment(other, visit) && armsIn(other) !== armsIn(visit);
    if (last?.every(isBeside) === true) last.push(visit);
    else groups.push([visit]);
  }
  return groups;
}

/** Whether visits are at the same time and count as the same: what siblings have in common. */
function isOneMoment(a: Visit, b: Visit): boolean {
  return (
    a.day === b.day &&
    a.kind === b.kind &&
    a.anchor === b.anchor &&
    a.epoch === b.epoch &&
    a.window.before === b.window.before &&
    a.window.after === b.window.after &&
    a.timeOfDay?.from === b.timeOfDay?.from &&
    a.timeOfDay?.to === b.timeOfDay?.to
  );
}

function areAlike(a: Visit, b: Visit): boolean {
  const traits = ({ kind, anchor, epoch, arms, window, timeOfDay }: Visit): string =>
    JSON.stringify([kind, anchor, epoch, arms ?? null, window, timeOfDay ?? null]);
  return a.kind === "intervention_session" && traits(a) === traits(b);
}
