import { pairedTOpinion } from "./paired-t.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Every family that R is asked about. */
export const secondOpinions: readonly SecondOpinion[] = [pairedTOpinion];
