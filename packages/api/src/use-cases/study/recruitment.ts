import { addDays, daysBetween } from "@kendali/domain";

export type Recruitment = {
  /** What is counted: participants allocated, or enrolled where nobody is allocated. */
  readonly counts: "allocated" | "enrolled";
  readonly target: number;
  readonly total: number;
  readonly firstOn: string | null;
  /** One point per week from the first to today; `on` is the week's last day, or today. */
  readonly series: readonly { readonly on: string; readonly total: number }[];
  /** Per week over the last eight weeks, or over all of them while there are fewer. */
  readonly pacePerWeek: number | null;
  /** The day on which the target is reached at this pace; null when it is reached, or nobody came lately. */
  readonly expectedOn: string | null;
};

const paceWeeks = 8;

/**
 * How recruitment went, and where its own pace leads. A protocol states the number of participants and no rate, so
 * there is no planned line to be behind of: none is invented.
 */
export function recruitmentSeries(input: {
  readonly dates: readonly string[];
  readonly target: number;
  readonly counts: Recruitment["counts"];
  readonly today: string;
}): Recruitment {
  const { target, counts, today } = input;
  const dates = input.dates.toSorted();
  const firstOn = dates[0] ?? null;
  const base = { counts, target, total: dates.length, firstOn };
  if (firstOn === null) return { ...base, series: [], pacePerWeek: null, expectedOn: null };
  const until = (day: string): number => dates.filter((date) => date <= day).length;
  const series: { on: string; total: number }[] = [];
  for (let on = addDays(firstOn, 6); on < today; on = addDays(on, 7)) series.push({ on, total: until(on) });
  series.push({ on: today, total: until(today) });
  const days = Math.min(paceWeeks * 7, daysBetween(firstOn, today) + 1);
  const recent = dates.length - until(addDays(today, -days));
  const perDay = recent / days;
  const missing = target - dates.length;
  const expectedOn = missing <= 0 || perDay === 0 ? null : addDays(today, Math.ceil(missing / perDay));
  return { ...base, series, pacePerWeek: Math.round(perDay * 70) / 10, expectedOn };
}
