import { listAuditEvents, type AuditEventRow, type Json } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { seal, unseal } from "@kendali/randomization";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { asUnion } from "../../study-versions.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { studyKey } from "../inputs.ts";

const pageSize = 100;

export type AuditView = {
  readonly chain: string;
  /** Place in the chain and its hash; null for a masked viewer, to whom a gap would tell of a hidden event. */
  readonly sequence: number | null;
  readonly hash: string | null;
  readonly at: string;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly site: string | null;
  readonly action: string;
  readonly clock: "system" | "injected";
  readonly data: { readonly [key: string]: Json | undefined };
};
export type AuditPage = { readonly events: readonly AuditView[]; readonly nextCursor: string | null };

/** What happened, the newest first. To a masked viewer events of visits and forms that tell the arm do not exist. */
export const listAudit = defineUseCase({
  policy: "audit.list",
  kind: "query",
  input: z.strictObject({
    study: studyKey,
    chain: z.string().max(40).optional(),
    cursor: z.string().max(400).optional(),
  }),
  run: async (context, input) => {
    const study = asUnion(context.study);
    const after = input.cursor === undefined ? null : openCursor(input.cursor, context.keys.sealKey);
    if (input.cursor !== undefined && after === null) return refuse("invalid_input", { field: "cursor" });
    const viewed = viewedProtocol(study);
    const rows = await listAuditEvents(context.db.drizzle, {
      studyId: study.id,
      sites: study.viewer.sites,
      chain: input.chain ?? null,
      after,
      limit: pageSize + 1,
      hidden: {
        visits: study.protocol.visits
          .map((visit) => visit.key)
          .filter((key) => !viewed.visits.some((visit) => visit.key === key)),
        forms: study.protocol.forms
          .map((form) => form.key)
          .filter((key) => !viewed.forms.some((form) => form.key === key)),
        ends: study.viewer.sight === "none" ? ["discontinuation"] : [],
      },
    });
    const shown = rows.slice(0, pageSize);
    const isMasked = study.viewer.sight === "none";
    const events = shown.map((row): AuditView => {
      const { clock, data } = JSON.parse(row.event) as Pick<AuditView, "clock" | "data">;
      return {
        chain: row.chain,
        sequence: isMasked ? null : row.sequence,
        hash: isMasked ? null : row.hash,
        at: row.recordedAt,
        account: row.accountId,
        accountName: row.accountName,
        site: row.siteId,
        action: row.action,
        clock,
        data,
      };
    });
    const place = rows.length > pageSize ? placeAfter(shown, after) : null;
    const nextCursor = place === null ? null : sealCursor(place, context.keys.sealKey, context.randomBytes(nonceBytes));
    return accept<AuditPage>({ events, nextCursor });
  },
});

/**
 * A place in the list, by what the viewer was shown: an instant, a chain, and how many of that chain's events of that
 * instant. Not by the event's number in its chain: already the length of a sealed number would tell of hidden events.
 */
type Cursor = { readonly at: string; readonly chain: string; readonly skip: number };
const purpose = new TextEncoder().encode("kendali audit cursor");
const nonceBytes = 24;

function placeAfter(shown: readonly AuditEventRow[], after: Cursor | null): Cursor | null {
  const last = shown.at(-1);
  if (last === undefined) return null;
  const { recordedAt: at, chain } = last;
  const before = after !== null && after.chain === chain && sameInstant(after.at, at) ? after.skip : 0;
  return { at, chain, skip: before + shown.filter((row) => row.chain === chain && row.recordedAt === at).length };
}

function sameInstant(first: string, second: string): boolean {
  return Date.parse(first) === Date.parse(second);
}

/** Sealed, so that nobody builds a place that was never shown. */
function sealCursor(cursor: Cursor, key: Uint8Array, nonce: Uint8Array): string {
  const sealed = seal(new TextEncoder().encode(JSON.stringify(cursor)), { key, nonce, associatedData: purpose });
  return Buffer.concat([nonce, sealed]).toString("base64url");
}

function openCursor(text: string, key: Uint8Array): Cursor | null {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length <= nonceBytes) return null;
  const opened = unseal(new Uint8Array(bytes.subarray(nonceBytes)), {
    key,
    nonce: new Uint8Array(bytes.subarray(0, nonceBytes)),
    associatedData: purpose,
  });
  return opened === null ? null : (JSON.parse(new TextDecoder().decode(opened)) as Cursor);
}
