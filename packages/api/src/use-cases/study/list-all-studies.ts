import { listStudies } from "@kendali/db";
import { accept, type LocalizedText, type Role, type StudyKind } from "@kendali/domain";
import { z } from "zod";
import { protocolOf } from "../../protocol-cache.ts";
import { defineUseCase } from "../../use-case.ts";

export type StudyListing = {
  readonly key: string;
  readonly kind: StudyKind;
  readonly status: "draft" | "live" | "locked";
  readonly title: LocalizedText;
  readonly shortTitle: LocalizedText;
  readonly protocolVersion: string;
  readonly createdAt: string;
  readonly sites: readonly { readonly key: string; readonly name: LocalizedText }[];
  readonly roles: readonly Role[];
};

/** Every study, for granting roles in them: nothing of what was collected. */
export const listAllStudies = defineUseCase({
  policy: "study.listAll",
  kind: "query",
  input: z.undefined(),
  run: async (context) => {
    const listings: StudyListing[] = [];
    for (const row of await listStudies(context.db.drizzle)) {
      const protocol = await protocolOf(context.db.drizzle, row.id, row.protocolHash);
      listings.push({
        key: row.key,
        kind: row.kind,
        status: row.status,
        title: protocol.title,
        shortTitle: protocol.shortTitle,
        protocolVersion: protocol.version,
        createdAt: row.createdAt,
        sites: protocol.sites.map((site) => ({ key: site.key, name: site.name })),
        roles: protocol.roles.map((role) => role.role),
      });
    }
    return accept(listings);
  },
});
