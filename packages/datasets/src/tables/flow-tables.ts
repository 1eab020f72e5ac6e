import { sortByNumber } from "../masking.ts";
import type { ScreeningData, StudyData } from "../study-data.ts";
import type { Column, Row, Table } from "../table.ts";
import { columnLabels, derivations } from "../words.ts";
import { yesNoCodes } from "./participants-table.ts";

const column = (name: keyof typeof columnLabels, kind: Column["kind"], role: Column["role"] = "status"): Column => ({
  name,
  kind,
  role,
  label: columnLabels[name],
});

/** Every screening, enrolled or not: the upper half of the participant flow. */
export function screeningsTable(data: StudyData): Table {
  const criteria = data.protocol.eligibility.criteria.map((criterion) => ({
    code: criterion.key,
    label: criterion.text,
  }));
  return {
    name: "screenings",
    columns: [
      column("screening", "text", "key"),
      column("site", "text", "design"),
      column("screened_on", "date"),
      { ...column("eligible", "indicator"), codes: yesNoCodes },
      { ...column("failed_first", "text"), codes: criteria, derivation: derivations.failedFirst },
      { ...column("failed_all", "text"), codes: criteria },
      column("declined_reason", "text"),
      column("usubjid", "text", "key"),
    ],
    rows: function* (): Generator<Row> {
      for (const screening of data.screenings.toSorted(byNumber)) {
        yield [
          screening.number,
          screening.site,
          screening.screenedOn,
          screening.eligible === null ? null : screening.eligible ? 1 : 0,
          firstFailed(data, screening),
          screening.failed.length === 0 ? null : screening.failed.join(";"),
          screening.declinedReason === "" ? "unknown" : screening.declinedReason,
          screening.participant,
        ];
      }
    },
  };
}

/** Plain serial numbers count, others sort as text. */
function byNumber(a: ScreeningData, b: ScreeningData): number {
  const difference = Number(a.number) - Number(b.number);
  if (Number.isFinite(difference)) return difference;
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

/** The criterion that a screen failure is counted under: the first not met, in the order of the version that judged it. */
export function firstFailed(
  { protocol, versions }: Pick<StudyData, "protocol" | "versions">,
  screening: ScreeningData,
): string | null {
  const judged = versions?.find(({ version }) => version === screening.protocolVersion) ?? protocol;
  const failed = judged.eligibility.criteria.find((criterion) => screening.failed.includes(criterion.key));
  return failed?.key ?? screening.failed[0] ?? null;
}

/** Dated events of participants: visits missed, interventions discontinued, withdrawals, losses, arms shown out of order. */
export function eventsTable(data: StudyData): Table {
  return {
    name: "events",
    columns: [
      column("usubjid", "text", "key"),
      column("event", "text"),
      column("visit", "text"),
      column("on", "date"),
      column("reason", "text"),
    ],
    rows: function* (): Generator<Row> {
      for (const participant of sortByNumber(data.participants)) {
        const rows: Row[] = [
          ...participant.missed.map((missed): Row => [
            participant.number,
            "visit_missed",
            missed.visit,
            missed.on,
            missed.reason || null,
          ]),
          ...participant.ends.map((end): Row => [participant.number, end.kind, null, end.on, end.reason || null]),
          ...(participant.unmaskings ?? []).map((act): Row => [
            participant.number,
            "unmasked",
            null,
            act.on,
            act.category,
          ]),
        ];
        yield* rows.toSorted((a, b) => (String(a[3]) < String(b[3]) ? -1 : String(a[3]) > String(b[3]) ? 1 : 0));
      }
    },
  };
}

/** The register counts, the frame of total sampling. */
export function registerTable(data: StudyData): Table {
  return {
    name: "register",
    columns: [column("site", "text", "key"), column("count", "number", "count")],
    rows: () => data.registerCounts.map((register): Row => [register.site, register.count]),
  };
}
