import {
  countEntriesByVersion,
  listAmendmentDates,
  listAmendments as readAmendments,
  listDraftsOf,
  listEntryOpenings,
  type AmendmentDateRow,
  type AmendmentRow,
} from "@kendali/db";
import { accept, actingAssignments, policies, type LocalDate, type Protocol } from "@kendali/domain";
import { z } from "zod";
import { asUnion } from "../../study-versions.ts";
import { visibleForms } from "../../viewed-protocol.ts";
import { amendingRoles } from "../../protocol-drafts.ts";
import type { StudyContext } from "../../context.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { impactViews, type ImpactView, type StoredImpact } from "./amendment-views.ts";
import { amendmentSites, type AmendmentSite } from "./preview-amendment.ts";
import { hiddenFrom } from "./weigh-draft.ts";

/** A version of the study's document, with how it came about and from when it rules where. */
export type VersionView = {
  /** 0 for the version the study opened with. */
  readonly sequence: number;
  readonly version: string;
  readonly protocolHash: string;
  /** The document's own date. */
  readonly date: LocalDate;
  readonly consentVersion: string;
  /** Entries captured under it at the viewer's sites that the viewer may know of, and how many of those are locked. */
  readonly entries: number;
  readonly locked: number;
  readonly amendment: {
    readonly reason: string;
    readonly ethicsNumber: string;
    readonly ethicsOn: LocalDate;
    readonly publishedBy: string;
    readonly publishedAt: string;
    readonly effective: readonly { readonly site: string; readonly on: LocalDate; readonly hasBegun: boolean }[];
    /** What it touched when it was published; a masked viewer is not told of what tells the arm. */
    readonly impact: readonly ImpactView[];
  } | null;
};

/** An entry of an older version that waits for answers to what a later one asks beside it. */
export type EntryOpening = {
  readonly participant: string;
  readonly visit: string;
  readonly form: string;
  /** The version under which it is answered. */
  readonly version: string;
  readonly reason: string;
  readonly openedBy: string;
  readonly openedAt: string;
};

export type AmendmentList = {
  /** The newest first. */
  readonly versions: readonly VersionView[];
  readonly sites: readonly AmendmentSite[];
  /** Drafts of the next version that are open, for who may amend. */
  readonly drafts: readonly { readonly id: string; readonly name: string; readonly updatedAt: string }[];
  /** At the viewer's sites, as far as the viewer may know of them. */
  readonly openings: readonly EntryOpening[];
};

/** The versions of a study from the newest to the first, and what is being prepared. */
export const listAmendments = defineUseCase({
  policy: "amendment.list",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study, db } = context;
    const sites = amendmentSites(context, study.protocol);
    const hidden = hiddenFrom(context, null);
    const rows = await readAmendments(db.drizzle, study.id);
    const dates = await listAmendmentDates(db.drizzle, study.id);
    const of = { studyId: study.id, sites: study.viewer.sites };
    const counts = await countEntriesByVersion(db.drizzle, of, {
      visits: [...hidden.visits],
      forms: [...hidden.forms],
    });
    const mayAmend = actingAssignments(policies["study.amend"], study.viewer.assignments).ok;
    const drafts = mayAmend ? await listDraftsOf(db.drizzle, context.account.id, amendingRoles) : [];
    const tellsAll = study.viewer.sight === "all";
    const versions = study.versions.map(({ hash, protocol }, index): VersionView => {
      const documents = { before: study.versions[index - 1]?.protocol ?? protocol, after: protocol };
      const row = rows.find((candidate) => candidate.toHash === hash) ?? null;
      return {
        sequence: row?.sequence ?? 0,
        version: protocol.version,
        protocolHash: hash,
        date: protocol.date,
        consentVersion: protocol.consent.version,
        entries: counts.get(hash)?.entries ?? 0,
        locked: counts.get(hash)?.locked ?? 0,
        amendment: row === null ? null : amendmentView(row, dates, { sites, tellsAll, documents }),
      };
    });
    return accept<AmendmentList>({
      versions: versions.toReversed(),
      sites,
      drafts: drafts
        .filter((draft) => draft.studyId === study.id && draft.closedAt === null && draft.removedAt === null)
        .map(({ id, name, updatedAt }) => ({ id, name, updatedAt })),
      openings: await waitingOpenings(context),
    });
  },
});

/** Those whose entries are still of an older version and may still change. */
async function waitingOpenings({ study, db }: StudyContext): Promise<readonly EntryOpening[]> {
  if (study.versions.length === 1) return [];
  const visible = visibleForms(asUnion(study));
  const openings = await listEntryOpenings(db.drizzle, study.id);
  return openings
    .filter(
      ({ siteId, visit, form, protocolHash, toHash, status }) =>
        (study.viewer.sites?.includes(siteId) ?? true) &&
        (visible?.includes(`${visit}/${form}`) ?? true) &&
        protocolHash !== toHash &&
        status === "complete",
    )
    .map(({ participant, visit, form, toHash, reason, openedByName, openedAt }) => ({
      participant,
      visit,
      form,
      reason,
      openedBy: openedByName,
      openedAt,
      version: study.versions.find(({ hash }) => hash === toHash)?.protocol.version ?? "",
    }));
}

function amendmentView(
  row: AmendmentRow,
  dates: readonly AmendmentDateRow[],
  seen: {
    readonly sites: readonly AmendmentSite[];
    readonly tellsAll: boolean;
    readonly documents: { readonly before: Protocol; readonly after: Protocol };
  },
): NonNullable<VersionView["amendment"]> {
  const newest = new Map(dates.filter((date) => date.sequence === row.sequence).map((date) => [date.siteId, date]));
  return {
    reason: row.reason,
    ethicsNumber: row.ethicsNumber,
    ethicsOn: row.ethicsOn,
    publishedBy: row.publishedByName,
    publishedAt: row.publishedAt,
    effective: [...newest.values()].map(({ siteId, effectiveOn }) => {
      const today = seen.sites.find(({ site }) => site === siteId)?.today;
      return { site: siteId, on: effectiveOn, hasBegun: today !== undefined && effectiveOn <= today };
    }),
    impact: impactViews(row.impact as StoredImpact, seen.documents, seen.tellsAll),
  };
}
