import type { Protocol } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import { namesArm } from "./names-arm.ts";

export type DeviationStatus = "open" | "reviewed" | "closed";

/** Where a deviation stands: a consequence of its reviews, never stored. */
export function deviationStatus(reviews: readonly { readonly closes: boolean }[]): DeviationStatus {
  if (reviews.some((review) => review.closes)) return "closed";
  return reviews.length > 0 ? "reviewed" : "open";
}

/** Whether a note may be added to a deviation. Refuses `deviation_closed`, `text_names_arm`. */
export function canReviewDeviation(request: {
  readonly protocol: Pick<Protocol, "arms" | "interventions">;
  readonly reviews: readonly { readonly closes: boolean }[];
  readonly note: string;
}): Result<null> {
  if (deviationStatus(request.reviews) === "closed") return refuse("deviation_closed");
  return namesArm(request.protocol, request.note) ? refuse("text_names_arm", { field: "note" }) : accept(null);
}
