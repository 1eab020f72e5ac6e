import { sql } from "drizzle-orm";
import type { TouchedCounts, TouchedSet } from "@kendali/domain";
import type { Executor } from "../open-database.ts";

/**
 * What a study holds of each set: answers, the entries that hold any of them and the participants these belong to, each
 * counted once, but at hidden visits and in hidden forms. Sets of one id are counted together. A set that nothing answers
 * is not in the result.
 */
export async function countTouched(
  executor: Executor,
  studyId: string,
  sets: readonly TouchedSet[],
  hidden: { readonly visits: ReadonlySet<string>; readonly forms: ReadonlySet<string> },
): Promise<TouchedCounts> {
  const members = sets.flatMap(({ id, items, visit, code }) =>
    items.map(({ form, item }) => ({ id, visit, form, item, code })),
  );
  if (members.length === 0) return {};
  const rows = await executor.execute<{ id: string; entries: number; values: number; participants: number }>(sql`
    WITH s AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(members)}::text::jsonb) AS m (id text, visit text, form text, item text, code int)),
    e AS MATERIALIZED (SELECT participant, visit, form, "values" FROM form_entry WHERE study_id = ${studyId}::uuid
      AND visit <> ALL (${sql.param([...hidden.visits])}::text[]) AND form <> ALL (${sql.param([...hidden.forms])}::text[])
      AND EXISTS (SELECT FROM s WHERE (s.form IS NULL OR s.form = form_entry.form) AND (s.visit IS NULL OR s.visit = form_entry.visit))),
    v AS MATERIALIZED (SELECT e.participant, e.visit, e.form, one.item, one.value FROM e, jsonb_each(e."values") AS one (item, value)),
    held AS (
      SELECT s.id, v.* FROM s JOIN v ON v.form = s.form AND v.item = s.item AND (s.visit IS NULL OR v.visit = s.visit) AND (s.code IS NULL OR v.value @> to_jsonb(s.code))
      UNION ALL
      SELECT s.id, e.participant, e.visit, e.form, one.item, one.value
        FROM s JOIN e ON (s.form IS NULL OR e.form = s.form) AND (s.visit IS NULL OR e.visit = s.visit) AND s.item IS NULL LEFT JOIN LATERAL jsonb_each(e."values") AS one (item, value) ON true)
    SELECT id, count(DISTINCT (participant, visit, form, item)) FILTER (WHERE item IS NOT NULL)::int AS "values", count(DISTINCT (participant, visit, form))::int AS entries, count(DISTINCT participant)::int AS participants
    FROM held GROUP BY id`);
  return Object.fromEntries(rows.map(({ id, ...counts }) => [id, counts]));
}
