import { inTransaction } from "@kendali/db";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { buildBundle } from "./build-bundle.ts";
import { bundleFileName } from "./reveal-allocations.ts";

/** What a download of the allocations would give: no secret, no row and no arm of it. */
export type BundleDescription = {
  readonly fileName: string;
  readonly sha256: string;
  /** Length of the file in bytes. */
  readonly bytes: number;
  readonly allocations: number;
  readonly commitment: string;
};

/** Describes the file that `revealAllocations` gives, so that a page can name its hash before anybody takes it. */
export const describeBundle = defineUseCase({
  policy: "allocation.bundle",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context) =>
    inTransaction<BundleDescription>(context.db, async (unit) => {
      const built = await buildBundle(context, unit.tx);
      if (!built.ok) return built;
      const { text, ...described } = built.value;
      return accept({ ...described, fileName: bundleFileName(context.study.key), bytes: Buffer.byteLength(text) });
    }),
});
