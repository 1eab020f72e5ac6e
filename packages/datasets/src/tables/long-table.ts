import { formRevealsArm, hasArms, isFreeText, sortByNumber, visitRevealsArm } from "../masking.ts";
import { hasColumn } from "../item-columns.ts";
import { encodeValue, readItem, viewParticipant } from "../participant-view.ts";
import type { StudyData } from "../study-data.ts";
import type { Column, Row, Table } from "../table.ts";
import { columnLabels, derivations, missingReasonLabels } from "../words.ts";
import { studyDay } from "./participants-table.ts";

/** One row per participant, visit, form and item that was entered, sessions included where the arm is not masked. */
export function longTable(data: StudyData, isMasked: boolean): Table {
  const { protocol } = data;
  const showsArm = hasArms(protocol) && !isMasked;
  const column = (name: keyof typeof columnLabels, kind: Column["kind"], role: Column["role"] = "design"): Column => ({
    name,
    kind,
    role,
    label: columnLabels[name],
  });
  const forms = new Map(
    protocol.forms.filter((form) => !(isMasked && formRevealsArm(form))).map((form) => [form.key, form]),
  );
  const itemsOf = new Map(
    protocol.forms.map((form) => [
      form.key,
      form.sections
        .flatMap((section) => section.items)
        .filter((item) => hasColumn(item) && !(isMasked && isFreeText(item))),
    ]),
  );
  return {
    name: "long",
    columns: [
      column("usubjid", "text", "key"),
      column("site", "text"),
      ...(showsArm ? [column("arm", "text")] : []),
      {
        ...column("visit", "text"),
        codes: protocol.visits
          .filter((visit) => !(isMasked && visitRevealsArm(protocol, visit)))
          .map((visit) => ({ code: visit.key, label: visit.label })),
      },
      column("form", "text"),
      column("item", "text"),
      column("value", "text", "item"),
      column("unit", "text"),
      {
        ...column("missing_reason", "text", "missing"),
        explains: "value",
        codes: Object.entries(missingReasonLabels).map(([code, label]) => ({ code, label })),
      },
      column("performed_on", "date"),
      { ...column("day", "number"), derivation: derivations.day },
      column("out_of_window", "number", "status"),
    ],
    rows: function* (): Generator<Row> {
      for (const participant of sortByNumber(data.participants)) {
        const view = viewParticipant(protocol, participant, data.versions);
        for (const visit of protocol.visits) {
          if (isMasked && visitRevealsArm(protocol, visit)) continue;
          for (const reference of visit.forms) {
            const form = forms.get(reference.form);
            const entry = view.entry(visit.key, reference.form);
            if (form === undefined || entry === undefined) continue;
            const day = studyDay(protocol, view, visit, entry.performedOn);
            for (const item of itemsOf.get(form.key) ?? []) {
              if (!view.wasAsked(entry, item)) continue;
              const reading = readItem(view, visit, form, item);
              const cell = reading.missing === null ? encodeValue(reading.value) : null;
              yield [
                participant.number,
                participant.site,
                ...(showsArm ? [participant.arm] : []),
                visit.key,
                form.key,
                item.key,
                cell === null ? null : String(cell),
                item.unit ?? null,
                reading.missing,
                entry.performedOn,
                day,
                entry.outOfWindowReason === null ? 0 : 1,
              ];
            }
          }
        }
      }
    },
  };
}
