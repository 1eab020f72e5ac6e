import { daysFromCivil, readCivilDate } from "@kendali/i18n";

const width = 104;
const middle = width / 2;
const line = 12;

export type WindowTrackProps = {
  /** First and last allowed day and the target day, `YYYY-MM-DD`. */
  readonly opens: string;
  readonly target: string;
  readonly closes: string;
  readonly today: string;
  /** Done or missed: the window is history and steps back. */
  readonly quiet?: boolean | undefined;
};

/**
 * The window of a visit as one picture: the allowed days a bar, the target day a ring, today a dashed line in the middle.
 * It always stands beside the same thing in words and is therefore hidden from screen readers.
 */
export function WindowTrack({ opens, target, closes, today, quiet = false }: WindowTrackProps) {
  const [first, ring, last, now] = [opens, target, closes, today].map(dayNumber);
  if (first === undefined || ring === undefined || last === undefined || now === undefined) return null;
  const reach = Math.max(7, ...[first, ring, last].map((day) => Math.abs(day - now)));
  const x = (day: number) => Math.round((middle + ((day - now) * (middle - 3)) / reach) * 10) / 10;
  const [left, right] = [x(first), x(last)];
  const look = quiet ? "track quiet" : now > last ? "track late" : "track";
  return (
    <svg className={look} viewBox={`0 0 ${width} 18`} width={width} height="18" aria-hidden="true" focusable="false">
      <path className="b" d={`M2 ${line}H${width - 2}`} />
      <path className="w" d={`M${left} ${line}H${right}M${left} ${line - 4}v8M${right} ${line - 4}v8`} />
      <circle className="t" cx={x(ring)} cy={line} r="3.4" />
      <path className="n" d={`M${middle} 2v15`} />
    </svg>
  );
}

function dayNumber(date: string): number | undefined {
  const civil = readCivilDate(date);
  return civil === null ? undefined : daysFromCivil(civil);
}
