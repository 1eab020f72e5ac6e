import { addDays, type LocalDate } from "../local-date.ts";

/** From when a version rules the acts of a site. */
export type EffectiveDate = { readonly site: string; readonly on: LocalDate };

/** One version of a study's document. The first one of a study has no dates: it rules wherever no later one does. */
export type DatedVersion = {
  readonly hash: string;
  readonly effective: readonly EffectiveDate[];
};

/**
 * The version that rules what is done at a site on a local date of that site: the newest whose date has come. Versions are
 * given from the first to the newest.
 *
 * @example versionInForce([first, second], "malut", "2026-03-09") // first, when the second starts there on 10 March
 */
export function versionInForce<V extends DatedVersion>(versions: readonly V[], site: string, on: LocalDate): V {
  const ruling = versions.findLast((version, index) => index === 0 || hasStarted(version, site, on)) ?? versions[0];
  if (ruling === undefined) throw new Error("invariant: a study has a version");
  return ruling;
}

function hasStarted(version: DatedVersion, site: string, on: LocalDate): boolean {
  return version.effective.some((date) => date.site === site && date.on <= on);
}

/**
 * Whether a form opened under a version may still be sent: it rules at the site now, or did at some time since the day
 * before the participant was enrolled (a version may start on the very day on which she was).
 */
export function maySendUnder(
  versions: readonly DatedVersion[],
  hash: string,
  at: { readonly site: string; readonly enrolledOn: LocalDate; readonly today: LocalDate },
): boolean {
  const days = [addDays(at.enrolledOn, -1), at.today];
  const starts = versions.flatMap((version) =>
    version.effective.filter(({ site, on }) => site === at.site && on > (days[0] ?? on) && on <= at.today),
  );
  return [...days, ...starts.map(({ on }) => on)].some((on) => versionInForce(versions, at.site, on).hash === hash);
}
