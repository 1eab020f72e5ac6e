import type { DeviationKind } from "../deviations/deviation-kinds.ts";
import { namesArm } from "../deviations/names-arm.ts";
import type { LocalDateTime } from "../local-date.ts";
import { canAllocate, type AllocateRequest, type StratumLevel } from "../participant/can-allocate.ts";
import { accept, refuse, type Result } from "../result.ts";

/** A sealed card as its outside and its pile say it. */
export type OpenedCard = {
  readonly site: string;
  /** The levels of the stratum its pile is for, by factor. */
  readonly strata: Readonly<Record<string, string>>;
  readonly isUsed: boolean;
  /** Whether a card before it in its pile is still unused. */
  readonly isBeforeItsTurn: boolean;
};

export type UseCardRequest = AllocateRequest & {
  /** Null: the study has no card of that code. */
  readonly card: OpenedCard | null;
  /** When it was opened and now, by the clock of the participant's site. */
  readonly openedAt: LocalDateTime;
  readonly now: LocalDateTime;
  /** When the study's cards were promised, by the same clock: before it there was none to open. */
  readonly promisedAt: LocalDateTime;
  /** Why a card was used. */
  readonly reason: string;
};

/** How the opening of a card departed from what should be; her allocation is what the card says all the same. */
export type CardDeviation = Extract<DeviationKind, "card_out_of_order" | "card_wrong_pile">;

export type CardUse = {
  /** Her own strata, in the plan's order. */
  readonly strata: readonly StratumLevel[];
  readonly deviations: readonly CardDeviation[];
};

/**
 * Whether the card that was opened for a participant may be entered as her allocation: behind the same gate as any other,
 * once, and never for somebody who has an allocation already. A card of another pile, or taken before its turn, was opened
 * and told nevertheless: it stands, and is reported. Refuses `cards_not_in_study`, `card_for_allocated`, what `canAllocate`
 * refuses, `text_names_arm`, `date_in_future`, `card_before_consent`, `card_before_go_live`,
 * `card_unknown`, `card_used`.
 *
 * Source: Yelland et al. 2015 (an allocation that was told is kept).
 */
export function canUseCard(request: UseCardRequest): Result<CardUse> {
  const { protocol, participant, card, openedAt, consent } = request;
  if (protocol.allocation?.cards === undefined) return refuse("cards_not_in_study");
  if (participant.allocatedOn !== null) return refuse("card_for_allocated", { date: participant.allocatedOn });
  const strata = canAllocate(request);
  if (!strata.ok) return strata;
  if (namesArm(protocol, request.reason)) return refuse("text_names_arm", { field: "reason" });
  if (openedAt > request.now) return refuse("date_in_future", { field: "openedAt", date: openedAt.slice(0, 10) });
  if (consent !== null && openedAt.slice(0, 10) < consent.signedOn)
    return refuse("card_before_consent", { signedOn: consent.signedOn });
  if (openedAt < request.promisedAt) return refuse("card_before_go_live", { date: request.promisedAt.slice(0, 10) });
  if (card === null) return refuse("card_unknown");
  if (card.isUsed) return refuse("card_used");
  const isHers = strata.value.every(({ factor, level }) => card.strata[factor] === level);
  return accept({
    strata: strata.value,
    deviations: [
      ...(card.site === participant.site && isHers ? [] : (["card_wrong_pile"] as const)),
      ...(card.isBeforeItsTurn ? (["card_out_of_order"] as const) : []),
    ],
  });
}
