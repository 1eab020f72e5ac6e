import type { AnalysisResults } from "@kendali/analysis";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { openSnapshot } from "../snapshot/open-snapshot.ts";

export type AnalysisAnswer = {
  readonly snapshot: {
    readonly id: string;
    readonly name: string;
    readonly hash: string;
    readonly withArm: boolean;
    readonly createdAt: string;
  };
  readonly results: AnalysisResults;
};

/** The study's plan on a frozen dataset: the same snapshot gives the same results. */
export const runAnalysis = defineUseCase({
  policy: "analysis.run",
  kind: "query",
  input: z.strictObject({ study: studyKey, snapshot: z.uuid() }),
  run: async (context, input) => {
    const snapshot = await openSnapshot(context, input.snapshot);
    if (!snapshot.ok) return snapshot;
    const { id, name, hash, withArm, createdAt } = snapshot.value.row;
    return accept<AnalysisAnswer>({
      snapshot: { id, name, hash, withArm, createdAt },
      results: snapshot.value.results,
    });
  },
});
