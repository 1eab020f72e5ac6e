import type { BlindingLevel, StudyKind } from "@kendali/domain";
import type { Database } from "../open-database.ts";
import { toIsoInstant } from "../schema/columns.ts";
import type { StudyStatus } from "../schema/study-data.ts";
import { laterVersionsSql } from "./amendments.ts";
import type { GrantRow } from "./studies.ts";

/** Who asks: a browser's session, or an account that a command of the server itself acts for. */
export type Identification = { readonly sessionHash: string } | { readonly accountId: string };

export type ViewerAccount = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly administrator: boolean;
  readonly locale: "id" | "en";
  readonly disabledAt: string | null;
};
export type ViewerSession = {
  readonly idHash: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
};
export type LaterVersion = {
  readonly hash: string;
  readonly from: string;
  readonly effective: readonly { readonly site: string; readonly on: string }[];
};
export type ViewerStudy = {
  readonly id: string;
  readonly key: string;
  readonly kind: StudyKind;
  readonly status: StudyStatus;
  /** The newest version that was published; which one rules where, `versions` say. */
  readonly protocolHash: string;
  readonly lockedAt: string | null;
  readonly unblindedAt: string | null;
  readonly grants: readonly GrantRow[];
  /** The versions that followed the first, in order, each with the date from which it rules at a site; null: none did. */
  readonly versions: readonly LaterVersion[] | null;
  /** The least masking that the account ever held there, also in roles it gave back. */
  readonly leastLevel: BlindingLevel;
};

/** What one indexed read tells about a request: the account, its session, and the study with the account's grants in it. */
export type Viewer = {
  readonly account: ViewerAccount;
  readonly session: ViewerSession | null;
  readonly study: ViewerStudy | null;
};

/** The viewer, or null when the session or the account does not exist. Whether the session still stands is the caller's rule. */
export async function findViewer(
  database: Database,
  who: Identification,
  studyKey: string | null,
): Promise<Viewer | null> {
  const rows = await database.client.unsafe(
    `SELECT ${viewerJson} AS viewer FROM ${viewerSource}`,
    viewerParameters(who, studyKey),
    { prepare: true },
  );
  return toViewer(rows[0]?.viewer);
}

/** $1 session hash or null, $2 account or null, $3 study key or null; the tables are `account a` and, where there is one, `session s`. */
export function viewerParameters(
  who: Identification,
  studyKey: string | null,
): [string | null, string | null, string | null] {
  return "sessionHash" in who ? [who.sessionHash, null, studyKey] : [null, who.accountId, studyKey];
}

export const viewerSource = `account a LEFT JOIN session s ON s.id_hash = $1::text AND s.account_id = a.id
  WHERE a.id = coalesce((SELECT account_id FROM session WHERE id_hash = $1::text), $2::uuid)`;

/** SQL for the least masking that an account ever held in a study: what somebody saw does not end with a role. */
export function leastLevelSql(study: string, account: string): string {
  const held = (level: string) =>
    `EXISTS (SELECT FROM role_assignment h WHERE h.study_id = ${study} AND h.account_id = ${account} AND h.blinding = '${level}')`;
  return `CASE WHEN ${held("none")} THEN 'none' WHEN ${held("own_act")} THEN 'own_act' ELSE 'blind' END`;
}

export const viewerJson = `jsonb_build_object(
  'account', jsonb_build_object('id', a.id, 'username', a.username, 'displayName', a.display_name, 'administrator', a.administrator, 'locale', a.locale, 'disabledAt', a.disabled_at),
  'session', CASE WHEN s.id_hash IS NULL THEN NULL ELSE jsonb_build_object('idHash', s.id_hash, 'createdAt', s.created_at, 'lastSeenAt', s.last_seen_at, 'expiresAt', s.expires_at, 'revokedAt', s.revoked_at) END,
  'study', (SELECT jsonb_build_object('id', y.id, 'key', y.key, 'kind', y.kind, 'status', y.status, 'protocolHash', y.protocol_hash, 'lockedAt', y.locked_at, 'unblindedAt', y.unblinded_at, 'leastLevel', ${leastLevelSql("y.id", "a.id")}, 'versions', ${laterVersionsSql("y.id")},
    'grants', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'site', g.site_id, 'blinding', g.blinding)), '[]') FROM role_assignment g WHERE g.study_id = y.id AND g.account_id = a.id AND g.revoked_at IS NULL))
    FROM study y WHERE y.key = $3::text))`;

export function toViewer(value: unknown): Viewer | null {
  if (value === null || value === undefined) return null;
  const viewer = value as Viewer;
  return {
    ...viewer,
    session:
      viewer.session === null
        ? null
        : {
            ...viewer.session,
            lastSeenAt: toIsoInstant(viewer.session.lastSeenAt),
            expiresAt: toIsoInstant(viewer.session.expiresAt),
          },
  };
}
