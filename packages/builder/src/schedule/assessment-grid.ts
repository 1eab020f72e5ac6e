import type { Arm, Form, Intervention, Protocol, Visit } from "@kendali/domain";

/** A column: the day of screening, the moment of allocation, one visit, or a run of sessions that are alike but for their day. */
export type GridColumn =
  | { readonly kind: "screening"; readonly key: "screening" }
  | { readonly kind: "allocation"; readonly key: "allocation" }
  | { readonly kind: "visit"; readonly key: string; readonly visits: readonly Visit[] };

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
      return { planned: planning.length === column.visits.length ? "all" : "some", arms };
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

/** Whether participants of an arm have a visit. */
export function hasArm(visit: Pick<Visit, "arms">, arm: string): boolean {
  return visit.arms?.includes(arm) ?? true;
}

function columnsOf(protocol: Protocol): readonly GridColumn[] {
  const columns: GridColumn[] = [{ kind: "screening", key: "screening" }];
  const afterVisit = protocol.allocation?.afterVisit;
  for (const run of runsOf(protocol.visits)) {
    columns.push({ kind: "visit", key: run[0]?.key ?? "", visits: run });
    if (run.some(({ key }) => key === afterVisit)) columns.push({ kind: "allocation", key: "allocation" });
  }
  const isPlaced = columns.some(({ kind }) => kind === "allocation");
  if (protocol.allocation !== null && !isPlaced) columns.splice(1, 0, { kind: "allocation", key: "allocation" });
  return columns;
}

/** Visits that follow each other and are sessions of one kind are one run; every other visit is a run of its own. */
function runsOf(visits: readonly Visit[]): readonly (readonly Visit[])[] {
  const runs: Visit[][] = [];
  for (const visit of visits) {
    const last = runs.at(-1);
    const previous = last?.at(-1);
    if (last !== undefined && previous !== undefined && areAlike(previous, visit)) last.push(visit);
    else runs.push([visit]);
  }
  return runs;
}

function areAlike(a: Visit, b: Visit): boolean {
  const traits = ({ kind, anchor, epoch, arms, window, timeOfDay }: Visit): string =>
    JSON.stringify([kind, anchor, epoch, arms ?? null, window, timeOfDay ?? null]);
  return a.kind === "intervention_session" && traits(a) === traits(b);
}
