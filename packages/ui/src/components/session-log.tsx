import type { ReactNode } from "react";

/** One day of an intervention: given, missed, today, or still to come. */
export type SessionDayState = "given" | "missed" | "today" | "later";

export type SessionDay = {
  readonly day: number;
  readonly state: SessionDayState;
  /** "Jum 20 Nov". */
  readonly date: string;
  /** "15.10–15.25 · 15 menit", or the reason of a missed session. */
  readonly detail: string;
  readonly chip?: ReactNode;
  /** Today's button, or a correction of the past. */
  readonly action?: ReactNode;
};

const cells: Readonly<Record<SessionDayState, string>> = { given: "y", missed: "m", today: "t", later: "" };

/** The days of an intervention in one picture: filled given, striped missed, ringed today. `label` says the same in words. */
export function SessionCells({ label, days }: { readonly label: string; readonly days: readonly SessionDay[] }) {
  return (
    <div className="prog" role="img" aria-label={label}>
      {days.map(({ day, state }) => (
        <i key={day} className={cells[state]} />
      ))}
    </div>
  );
}

/** The same days as rows; today's carries its button, the future waits. */
export function SessionLog({ days }: { readonly days: readonly SessionDay[] }) {
  return (
    <ul className="days">
      {days.map(({ day, state, date, detail, chip, action }) => (
        <li key={day} className={state === "today" ? "now" : state === "later" ? "later" : undefined}>
          <span className="d">{day}</span>
          <p>
            <b>{date}</b>
            {detail}
          </p>
          {chip}
          {action}
        </li>
      ))}
    </ul>
  );
}
