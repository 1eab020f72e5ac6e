import { countActiveAdministrators } from "@kendali/db";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";

/** Whether the platform answers, in which mode, and whether its first administrator still has to come. */
export const systemStatus = defineUseCase({
  policy: "system.status",
  kind: "query",
  input: z.undefined(),
  run: async (context) => {
    const administrators = await countActiveAdministrators(context.db.drizzle);
    return accept({ status: "ready" as const, mode: context.mode, needsSetup: administrators === 0 });
  },
});
