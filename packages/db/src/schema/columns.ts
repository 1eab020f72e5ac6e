import { customType } from "drizzle-orm/pg-core";

/** `timestamptz` as an ISO 8601 text in UTC: no `Date` leaves this package. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: toIsoInstant,
});

/** `date` as `YYYY-MM-DD`. */
export const localDate = customType<{ data: string; driverData: string }>({ dataType: () => "date" });

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Postgres writes `2026-11-22 13:50:04.12+00`; the platform writes `2026-11-22T13:50:04.120Z`. */
export function toIsoInstant(text: string): string {
  return new Date(text).toISOString();
}
