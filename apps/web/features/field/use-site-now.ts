"use client";

import { useEffect, useState } from "react";

import { siteNow } from "./site-now.ts";

const minute = 60_000;

/** Date and time at a site, `YYYY-MM-DDTHH:MM`, to the minute; `today` is the server's date there when the page was read. */
export function useSiteNow(timeZone: string, today: string): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  const [at] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), minute);
    return () => clearInterval(timer);
  }, []);
  return siteNow({ today, at }, now, timeZone);
}
