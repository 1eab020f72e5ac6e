import { inTransaction } from "@kendali/db";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { studyEvent } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { buildBundle, type BuiltBundle } from "./build-bundle.ts";

/** As it is given out; `fileName` is what a browser saves it as. */
export type RevealedAllocations = BuiltBundle & { readonly fileName: string };

/**
 * The secret of a study's lists with every allocation made from them, for anybody to derive again. Only after lock and
 * unblinding. Who took it, and the hash of what was given, is recorded, so that a changed copy is told from the original.
 */
export const revealAllocations = defineUseCase({
  policy: "allocation.reveal",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context) =>
    inTransaction<RevealedAllocations>(context.db, async (unit) => {
      const built = await buildBundle(context, unit.tx);
      if (!built.ok) return built;
      const { sha256, allocations } = built.value;
      await unit.audit(
        studyEvent(context, "allocation.reveal", { chain: "study", site: null }, { sha256, allocations }),
      );
      return accept({ ...built.value, fileName: bundleFileName(context.study.key) });
    }),
});

/** What the revealed bundle of a study is called. */
export function bundleFileName(study: string): string {
  return `${study}-allocations.json`;
}
