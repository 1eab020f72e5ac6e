import { listParticipants, readInitials } from "@kendali/db";
import { accept, localDateTimeIn, type LocalizedText } from "@kendali/domain";
import { z } from "zod";
import { armIn, knownArms } from "../../arms.ts";
import { factsOf, rolesAt, todayAt } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { forParticipant } from "../../study-versions.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { studyKey } from "../inputs.ts";
import { visitViews, type VisitView } from "../participant/visit-view.ts";

export type TodayRow = Pick<
  VisitView,
  | "visit"
  | "label"
  | "kind"
  | "targetDate"
  | "window"
  | "timeOfDay"
  | "studyDay"
  | "postpartumDay"
  | "daysLate"
  | "performedOn"
  | "forms"
> & {
  readonly participant: string;
  readonly initials: string | null;
  readonly site: string;
  readonly state: "due" | "overdue" | "done" | "missed";
  /** Whether one of the viewer's roles fills a form of it. */
  readonly mine: boolean;
};
export type Today = {
  /** Local date and time at the first of the viewer's sites. */
  readonly date: string;
  readonly time: string;
  readonly sites: readonly { readonly key: string; readonly name: LocalizedText; readonly today: string }[];
  readonly counts: { readonly overdue: number; readonly due: number; readonly done: number };
  readonly rows: readonly TodayRow[];
};

const shownStates = ["overdue", "due", "done", "missed"] as const;

/** What is owed, due, and was done today at the viewer's sites: overdue first, then by participant number. */
export const listToday = defineUseCase({
  policy: "today.list",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study } = context;
    const records = await listParticipants(context.db.drizzle, {
      studyId: study.id,
      sites: study.viewer.sites,
      deliveryItem: study.protocol.deliveryItem,
      onlyOpen: true,
    });
    const arms = await knownArms(context);
    const rows = records.flatMap((record): TodayRow[] => {
      const today = todayAt(context, study, record.site);
      const protocol = viewedProtocol(forParticipant(context, study, record));
      const facts = factsOf(record, armIn(context, arms, record.number), protocol);
      return visitViews({
        protocol,
        record,
        facts,
        today,
        roles: rolesAt(study.viewer.assignments, record.site),
      }).flatMap((visit) => {
        const state = shownStates.find((candidate) => candidate === visit.state);
        const isShown =
          state === "overdue" || state === "due" || visit.performedOn === today || visit.missed?.on === today;
        if (state === undefined || !isShown) return [];
        const { label, kind, targetDate, window, timeOfDay, studyDay, postpartumDay, daysLate, performedOn, forms } =
          visit;
        return [
          {
            visit: visit.visit,
            label,
            kind,
            targetDate,
            window,
            timeOfDay,
            studyDay,
            postpartumDay,
            daysLate,
            performedOn,
            forms,
            participant: record.number,
            initials: null,
            site: record.site,
            state,
            mine: forms.some((form) => form.mine),
          },
        ];
      });
    });
    const initials = await readInitials(context.db.drizzle, study.id, [...new Set(rows.map((row) => row.participant))]);
    const sites = study.protocol.sites.filter(
      (site) => study.viewer.sites === null || study.viewer.sites.includes(site.key),
    );
    const first = sites[0];
    const now = first === undefined ? context.now() : localDateTimeIn(context.now(), first.timeZone);
    return accept<Today>({
      date: now.slice(0, 10),
      time: now.slice(11, 16),
      sites: sites.map((site) => ({ key: site.key, name: site.name, today: todayAt(context, study, site.key) })),
      counts: countStates(rows),
      rows: rows
        .map((row) => ({ ...row, initials: initials.get(row.participant) ?? null }))
        .toSorted((a, b) => rank(a) - rank(b) || b.daysLate - a.daysLate || a.participant.localeCompare(b.participant)),
    });
  },
});

function rank(row: TodayRow): number {
  return shownStates.indexOf(row.state);
}

/** A visit counts where one of the viewer's roles has something to do in it. */
function countStates(rows: readonly TodayRow[]): Today["counts"] {
  const count = (state: TodayRow["state"]): number => rows.filter((row) => row.state === state && row.mine).length;
  return { overdue: count("overdue"), due: count("due"), done: count("done") };
}
