import type { EntrySummary, ParticipantRecord } from "@kendali/db";
import {
  deriveSchedule,
  type LocalizedText,
  type ParticipantFacts,
  type Protocol,
  type Role,
  type ScheduledVisit,
} from "@kendali/domain";

export type VisitForm = {
  readonly form: string;
  readonly title: LocalizedText;
  readonly required: boolean;
  readonly status: "empty" | "complete" | "locked";
  readonly revision: number;
  readonly performedOn: string | null;
  /** Whether one of the viewer's roles fills it. */
  readonly mine: boolean;
};

export type VisitView = ScheduledVisit & {
  readonly label: LocalizedText;
  readonly forms: readonly VisitForm[];
  readonly missed: { readonly on: string; readonly reason: string; readonly note: string | null } | null;
};

/** The schedule of a participant as a viewer may see it, with the state of each form. `protocol` is the viewed one. */
export function visitViews(request: {
  readonly protocol: Protocol;
  readonly record: ParticipantRecord;
  readonly facts: ParticipantFacts;
  readonly today: string;
  readonly roles: readonly Role[];
}): VisitView[] {
  const { protocol, record, facts, today, roles } = request;
  return deriveSchedule({ protocol, ...facts, today }).map((scheduled) => {
    const visit = protocol.visits.find((candidate) => candidate.key === scheduled.visit);
    const missed = record.missed.find((candidate) => candidate.visit === scheduled.visit);
    return {
      ...scheduled,
      label: visit?.label ?? { id: scheduled.visit, en: scheduled.visit },
      forms: (visit?.forms ?? []).map((planned) =>
        visitForm(
          protocol,
          planned,
          roles,
          record.entries.find((entry) => entry.visit === scheduled.visit && entry.form === planned.form),
        ),
      ),
      missed: missed === undefined ? null : { on: missed.on, reason: missed.reason, note: missed.note },
    };
  });
}

function visitForm(
  protocol: Protocol,
  planned: { readonly form: string; readonly required: boolean },
  roles: readonly Role[],
  entry: EntrySummary | undefined,
): VisitForm {
  const form = protocol.forms.find((candidate) => candidate.key === planned.form);
  return {
    form: planned.form,
    title: form?.title ?? { id: planned.form, en: planned.form },
    required: planned.required,
    status: entry?.status ?? "empty",
    revision: entry?.revision ?? 0,
    performedOn: entry?.performedOn ?? null,
    mine: form?.performedBy.some((role) => roles.includes(role)) ?? false,
  };
}
