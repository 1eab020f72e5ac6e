import type { EntryView } from "@kendali/api";
import { isLocalDate, type Refusal } from "@kendali/domain";

import type { VisitFacts } from "./draft-store.ts";

export type FactKey = keyof VisitFacts;

/** What stands in the way of an entry beside its values: a refusal that the server would give too, or an empty field. */
export type FactProblem = { readonly fact: FactKey; readonly refusal: Refusal | "empty" };

/** How the facts of an entry stand when it is opened. A visit is dated today only where today lies in its window. */
export function initialFacts(view: EntryView, me: string): VisitFacts {
  const today = view.context.today ?? "";
  const { window } = view.schedule;
  const isInside = window !== null && today >= window.from && today <= window.to;
  const isMine = view.performers.some((performer) => performer.id === me);
  const only = view.performers.length === 1 ? view.performers[0]?.id : undefined;
  return {
    performedOn: view.performedOn ?? (isInside ? today : ""),
    performedBy: view.performedBy ?? (isMine ? me : (only ?? "")),
    outOfWindowReason: view.outOfWindowReason ?? "",
    changeReason: "",
  };
}

/** Whether the date lies after the window, so that a reason is asked for. */
export function isAfterWindow(view: EntryView, performedOn: string): boolean {
  const { window } = view.schedule;
  return window !== null && isLocalDate(performedOn) && performedOn > window.to;
}

/** What must be put right before the entry is sent, in the order of the page. The server decides again. */
export function judgeFacts(request: {
  readonly view: EntryView;
  readonly facts: VisitFacts;
  readonly baseRevision: number;
  /** The date at the site, which may have changed since the page was opened. */
  readonly today: string;
}): readonly FactProblem[] {
  const { view, facts, baseRevision, today } = request;
  const problems: FactProblem[] = [];
  const add = (fact: FactKey, refusal: Refusal | "empty") => problems.push({ fact, refusal });
  const { window, kind } = view.schedule;
  const date = facts.performedOn;
  const params = { visit: view.visit, from: window?.from ?? "", to: window?.to ?? "" };
  if (!isLocalDate(date)) add("performedOn", "empty");
  else if (date > today) add("performedOn", { code: "date_in_future", params: { date } });
  else if (window !== null && date < window.from) add("performedOn", { code: "visit_not_yet_due", params });
  else if (isAfterWindow(view, date) && kind === "intervention_session")
    add("performedOn", { code: "visit_outside_window", params });
  else if (isAfterWindow(view, date) && facts.outOfWindowReason.trim() === "") add("outOfWindowReason", "empty");
  if (facts.performedBy === "") add("performedBy", "empty");
  if (baseRevision > 0 && facts.changeReason.trim() === "") add("changeReason", "empty");
  return problems;
}
