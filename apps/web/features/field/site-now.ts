import { addDays, daysBetween, localDateTimeIn } from "@kendali/domain";

/** What was known when a page was read: the server's date at the site, and the device's clock at that moment. */
export type SiteReading = { readonly today: string; readonly at: string };

/**
 * Date and time at a site, `YYYY-MM-DDTHH:MM`. The date is the server's, which a device set to another day does not change;
 * the time of day is the device's clock in the site's zone. A page that stays open past the site's midnight goes on to the
 * new day, unless the device disagreed with the server about the date from the start.
 */
export function siteNow(read: SiteReading, now: string, timeZone: string): string {
  const [from, local] = [localDateTimeIn(read.at, timeZone).slice(0, 10), localDateTimeIn(now, timeZone)];
  const days = from === read.today ? Math.max(0, daysBetween(from, local.slice(0, 10))) : 0;
  return `${days === 0 ? read.today : addDays(read.today, days)}T${local.slice(11)}`;
}
