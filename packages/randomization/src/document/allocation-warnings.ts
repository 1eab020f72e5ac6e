import type { Problem } from "@kendali/domain";
import { type Designed, designAdvice } from "./design-advice.ts";

/**
 * What a valid document's allocation is accepted with and should still be thought over: a coin of 1 under minimization
 * (Taves), blocks of one size that an open site counts, strata that are too many, too small or without effect. Each with
 * its place in the document. Warnings refuse nothing.
 *
 * The document is one that `validateStudyDocument` accepted.
 */
export function allocationWarnings(protocol: Designed): readonly Problem[] {
  return (designAdvice(protocol)?.warnings ?? []).map(({ path, code, params }) => ({
    path: `allocation${path}`,
    code,
    params,
  }));
}
