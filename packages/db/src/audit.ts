import { canonicalJson } from "@kendali/domain";
import { sql } from "drizzle-orm";
import type { Executor } from "./open-database.ts";

/** The study of events that belong to no study: accounts, sign-ins, the platform itself. */
export const platformId = "00000000-0000-0000-0000-000000000000";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** One thing that happened, before it has its place in the chain. `data` never holds a name, a phone number or an arm. */
export type AuditRecord = {
  readonly studyId: string;
  /** `study`, `screening:17`, a participant's number, or `platform`. */
  readonly chain: string;
  readonly site: string | null;
  readonly action: string;
  readonly account: string | null;
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
  /** `injected` where a simulated or practice study took its time from a script. */
  readonly clock: "system" | "injected";
  readonly data: { readonly [key: string]: Json | undefined };
};

/** The text that is hashed and stored: canonical, so that a verifier needs no knowledge of how a database orders keys. */
export function auditText(record: AuditRecord): string {
  const { studyId: _study, chain: _chain, ...event } = record;
  return canonicalJson(event);
}

export async function appendAudit(executor: Executor, record: AuditRecord): Promise<void> {
  await executor.execute(
    sql`SELECT append_audit(${record.studyId}::uuid, ${record.chain}, ${record.site}, ${record.action}, ${record.account}::uuid, ${record.at}::timestamptz, ${auditText(record)})`,
  );
}
