import { createHash } from "node:crypto";
import { and, asc, eq, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Database, Executor } from "../open-database.ts";
import { account, auditEvent, auditHead } from "../schema/platform.ts";

export type AuditEventRow = typeof auditEvent.$inferSelect & { readonly accountName: string | null };

/** The newest events first. `sites` null means every site; study-level events belong to none and are always listed. */
export async function listAuditEvents(
  executor: Executor,
  query: {
    readonly studyId: string;
    readonly sites: readonly string[] | null;
    readonly chain: string | null;
    /** The place after which to go on: `skip` listed events of this chain at this instant were seen already. */
    readonly after: { readonly at: string; readonly chain: string; readonly skip: number } | null;
    readonly limit: number;
    /** Events about these visits, forms and kinds of end are left out before anything is counted. */
    readonly hidden: {
      readonly visits: readonly string[];
      readonly forms: readonly string[];
      readonly ends: readonly string[];
    };
  },
): Promise<AuditEventRow[]> {
  const conditions: (SQL | undefined)[] = [eq(auditEvent.studyId, query.studyId)];
  if (query.sites !== null)
    conditions.push(or(isNull(auditEvent.siteId), inArray(auditEvent.siteId, [...query.sites])));
  if (query.chain !== null) conditions.push(eq(auditEvent.chain, query.chain));
  for (const [name, hidden] of [
    ["visit", query.hidden.visits],
    ["form", query.hidden.forms],
    ["kind", query.hidden.ends],
  ] as const) {
    if (hidden.length === 0) continue;
    conditions.push(
      sql`coalesce(${auditEvent.event}::jsonb #>> ${sql.param(["data", name])}::text[], '') <> ALL (${sql.param([...hidden])}::text[])`,
    );
  }
  if (query.after !== null)
    conditions.push(
      sql`(${auditEvent.recordedAt}, ${auditEvent.chain}) <= (${query.after.at}::timestamptz, ${query.after.chain})`,
    );
  const rows = await executor
    .select({ event: auditEvent, accountName: account.displayName })
    .from(auditEvent)
    .leftJoin(account, eq(account.id, auditEvent.accountId))
    .where(and(...conditions))
    .orderBy(sql`${auditEvent.recordedAt} DESC, ${auditEvent.chain} DESC, ${auditEvent.sequence} DESC`)
    .limit(query.limit)
    .offset(query.after?.skip ?? 0);
  return rows.map((row) => ({ ...row.event, accountName: row.accountName }));
}

export type AuditBreak = {
  readonly chain: string;
  readonly sequence: number;
  readonly problem: "gap" | "hash" | "previous" | "columns" | "head";
};
export type AuditVerification = {
  readonly events: number;
  readonly chains: number;
  readonly breaks: readonly AuditBreak[];
};

const firstHash = "0".repeat(64);
const pageSize = 5000;

/** Recomputes every hash of a study's chains from the stored text, and compares the heads: any change of a row shows up. */
export async function verifyAudit(database: Database, studyId: string): Promise<AuditVerification> {
  const heads = new Map(
    (await database.drizzle.select().from(auditHead).where(eq(auditHead.studyId, studyId))).map((head) => [
      head.chain,
      head,
    ]),
  );
  const breaks: AuditBreak[] = [];
  const seen = new Map<string, { sequence: number; hash: string }>();
  let events = 0;
  for (let after: { chain: string; sequence: number } | null = null; ;) {
    const rows: (typeof auditEvent.$inferSelect)[] = await readPage(database, studyId, after);
    for (const row of rows) {
      const last = seen.get(row.chain) ?? { sequence: 0, hash: firstHash };
      breaks.push(...breaksOf(row, last));
      seen.set(row.chain, { sequence: row.sequence, hash: row.hash });
      events += 1;
      after = { chain: row.chain, sequence: row.sequence };
    }
    if (rows.length < pageSize) break;
  }
  for (const chain of new Set([...heads.keys(), ...seen.keys()])) {
    const [head, last] = [heads.get(chain), seen.get(chain)];
    if (head?.hash !== last?.hash || head?.sequence !== last?.sequence)
      breaks.push({ chain, sequence: last?.sequence ?? 0, problem: "head" });
  }
  return { events, chains: seen.size, breaks };
}

async function readPage(database: Database, studyId: string, after: { chain: string; sequence: number } | null) {
  return database.drizzle
    .select()
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.studyId, studyId),
        ...(after === null
          ? []
          : [sql`(${auditEvent.chain}, ${auditEvent.sequence}) > (${after.chain}, ${after.sequence})`]),
      ),
    )
    .orderBy(asc(auditEvent.chain), asc(auditEvent.sequence))
    .limit(pageSize);
}

function breaksOf(row: typeof auditEvent.$inferSelect, last: { sequence: number; hash: string }): AuditBreak[] {
  const found: AuditBreak["problem"][] = [];
  if (row.sequence !== last.sequence + 1) found.push("gap");
  if (row.previousHash !== last.hash) found.push("previous");
  if (row.hash !== hashOf(row)) found.push("hash");
  if (!agreesWithText(row)) found.push("columns");
  return found.map((problem) => ({ chain: row.chain, sequence: row.sequence, problem }));
}

function hashOf(row: typeof auditEvent.$inferSelect): string {
  const text = [row.previousHash, row.studyId, row.chain, String(row.sequence), row.event].join("\n");
  return createHash("sha256").update(text).digest("hex");
}

/** The columns are for searching; the text is what was hashed. */
function agreesWithText(row: typeof auditEvent.$inferSelect): boolean {
  const text = JSON.parse(row.event) as { action?: unknown; account?: unknown; at?: unknown; site?: unknown };
  return (
    text.action === row.action &&
    (text.account ?? null) === row.accountId &&
    (text.site ?? null) === row.siteId &&
    typeof text.at === "string" &&
    new Date(text.at).getTime() === new Date(row.recordedAt).getTime()
  );
}
