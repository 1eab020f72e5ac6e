import { accept, type BlindingLevel, type Protocol, type Role, type StudyKind } from "@kendali/domain";
import { z } from "zod";
import { isWithin, todayAt } from "../../participant-facts.ts";
import { atSite } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { studyKey } from "../inputs.ts";

export type StudyView = {
  readonly key: string;
  readonly kind: StudyKind;
  readonly status: "draft" | "live" | "locked";
  readonly mode: "demo" | "production";
  readonly isUnblinded: boolean;
  readonly protocolHash: string;
  /** Without block sizes; for a masked viewer without arms, interventions and whatever tells the arm. */
  readonly protocol: Protocol;
  /** Which version rules at each of the viewer's sites today. */
  readonly inForce: readonly { readonly site: string; readonly protocolHash: string }[];
  readonly today: readonly { readonly site: string; readonly date: string }[];
  readonly viewer: {
    readonly account: string;
    readonly roles: readonly Role[];
    /** Each role with its site; null: every site. What a page offers goes by these, as what the server allows. */
    readonly assignments: readonly { readonly role: Role; readonly site: string | null }[];
    /** Null: every site. */
    readonly sites: readonly string[] | null;
    readonly blinding: BlindingLevel;
    /** Whether arms are shown as such; `own_act` viewers see the sessions of those who have them. */
    readonly canSeeArm: boolean;
    /** Whether the study has arms that this viewer may not know. */
    readonly isMasked: boolean;
  };
};

/** A study as its viewer may know it. */
export const getStudy = defineUseCase({
  policy: "study.get",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { study } = context;
    const { viewer } = study;
    return accept<StudyView>({
      key: study.key,
      kind: study.kind,
      status: study.status,
      mode: context.mode,
      isUnblinded: study.unblindedAt !== null,
      protocolHash: study.protocolHash,
      protocol: viewedProtocol(study),
      inForce: study.protocol.sites
        .filter((site) => isWithin(viewer.sites, site.key))
        .map((site) => ({ site: site.key, protocolHash: atSite(context, study, site.key).protocolHash })),
      today: study.protocol.sites
        .filter((site) => isWithin(viewer.sites, site.key))
        .map((site) => ({ site: site.key, date: todayAt(context, study, site.key) })),
      viewer: {
        account: context.account.id,
        roles: viewer.roles,
        assignments: viewer.assignments.map(({ role, site }) => ({ role, site })),
        sites: viewer.sites,
        blinding: viewer.blinding,
        canSeeArm: viewer.sight === "all",
        isMasked: viewer.sight !== "all",
      },
    });
  },
});
