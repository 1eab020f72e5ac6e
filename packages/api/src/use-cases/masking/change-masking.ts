import {
  insertMaskingDecision,
  insertMaskingRequest,
  listMaskingRequests,
  lockGrant,
  updateGrantLevel,
} from "@kendali/db";
import { accept, canRequestMaskingChange, namesArm, refuse, type BlindingLevel } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { reaches } from "../../participant-facts.ts";
import { notify } from "../../notices.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey, words } from "../inputs.ts";
import { canDecide } from "./list-masking.ts";

export type RequestMaskingAnswer = { readonly request: string; readonly requestedAt: string };

/** Asks that an assignment becomes less masked, with a reason. Nothing changes until a second person approves. */
export const requestMasking = defineUseCase({
  policy: "masking.request",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    grant: z.uuid(),
    level: z.enum(["blind", "own_act", "none"]),
    reason: words(500),
  }),
  run: (context, input) =>
    asCommand<RequestMaskingAnswer>(context, "masking.request", input, async (unit) => {
      const { study } = context;
      if (namesArm(study.protocol, input.reason)) return refuse("text_names_arm", { field: "reason" });
      const grant = await lockGrant(unit.tx, study.id, input.grant);
      if (grant === null || grant.revokedAt !== null) return refuse("not_found");
      const reached = reaches(study.viewer, grant.siteId);
      if (!reached.ok) return reached;
      const earlier = await listMaskingRequests(unit.tx, { studyId: study.id, sites: null, grant: grant.id });
      const allowed = canRequestMaskingChange(
        { protocol: study.protocol, isUnblinded: study.unblindedAt !== null },
        {
          assignment: { account: grant.accountId, level: grant.blinding },
          level: input.level,
          requester: context.account.id,
          hasOpenRequest: earlier.some((request) => request.decision === null),
        },
      );
      if (!allowed.ok) return allowed;
      const request = context.newId();
      const requestedAt = context.now();
      await insertMaskingRequest(unit.tx, {
        studyId: study.id,
        id: request,
        grantId: grant.id,
        siteId: grant.siteId,
        fromLevel: grant.blinding,
        toLevel: input.level,
        reason: input.reason,
        requestedBy: context.account.id,
        requestedAt,
      });
      await unit.audit(
        studyEvent(
          context,
          "masking.request",
          { chain: "study", site: grant.siteId },
          {
            request,
            account: grant.accountId,
            role: grant.role,
            from: grant.blinding,
            to: input.level,
            reason: input.reason,
          },
        ),
      );
      return accept({ request, requestedAt });
    }),
});

export type DecideMaskingAnswer = {
  readonly request: string;
  readonly decision: "approve" | "decline";
  /** The level that the assignment has from now on; null when it has ended. */
  readonly level: BlindingLevel | null;
};

/** Decides a request as the second person. An approval holds for the very next act of the account, and for good. */
export const decideMasking = defineUseCase({
  policy: "masking.decide",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    request: z.uuid(),
    decision: z.enum(["approve", "decline"]),
    reason: words(500).optional(),
  }),
  run: (context, input) =>
    asCommand<DecideMaskingAnswer>(context, "masking.decide", input, async (unit) => {
      const { study } = context;
      if (namesArm(study.protocol, input.reason ?? "")) return refuse("text_names_arm", { field: "reason" });
      const find = async () =>
        (await listMaskingRequests(unit.tx, { studyId: study.id, sites: null, id: input.request }))[0];
      const asked = await find();
      if (asked === undefined) return refuse("not_found");
      const reached = reaches(study.viewer, asked.site);
      if (!reached.ok) return reached;
      // Two decisions of one request come one after the other, and the later one sees the earlier.
      await lockGrant(unit.tx, study.id, asked.grant);
      const request = (await find()) ?? asked;
      const allowed = canDecide(context, request, input.decision);
      if (!allowed.ok) return allowed;
      const isApproved = input.decision === "approve";
      await insertMaskingDecision(unit.tx, {
        studyId: study.id,
        requestId: request.id,
        siteId: request.site,
        decision: input.decision,
        reason: input.reason ?? null,
        decidedBy: context.account.id,
        decidedAt: context.now(),
      });
      if (isApproved) await updateGrantLevel(unit.tx, study.id, request.grant, request.to);
      const facts = { account: request.account, role: request.role, from: request.from, to: request.to };
      await notify(context, unit, {
        kind: isApproved ? "masking_changed" : "masking_declined",
        site: request.site,
        params: { ...facts, name: request.displayName, request: request.id },
      });
      const place = { chain: "study", site: request.site };
      await unit.audit(
        studyEvent(context, "masking.decide", place, {
          ...facts,
          request: request.id,
          decision: input.decision,
          reason: input.reason ?? null,
        }),
      );
      return accept({
        request: request.id,
        decision: input.decision,
        level: isApproved ? request.to : request.current,
      });
    }),
});
