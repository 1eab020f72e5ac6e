"use client";

import { useEffect, useState } from "react";

import { localDateTimeIn } from "@kendali/domain";

const minute = 60_000;

/**
 * Date and time at a site, `YYYY-MM-DDTHH:MM`, to the minute. The date is the server's, which in a simulated study is not
 * the device's; the time of day is the device's clock in the site's zone.
 */
export function useSiteNow(timeZone: string, today: string): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), minute);
    return () => clearInterval(timer);
  }, []);
  return `${today}T${localDateTimeIn(now, timeZone).slice(11)}`;
}
