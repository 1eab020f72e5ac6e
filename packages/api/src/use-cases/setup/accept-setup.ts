import { z } from "zod";
import { acceptLink } from "../../auth/links.ts";
import { defineUseCase } from "../../use-case.ts";

/** The first administrator, or an invited person, chooses a password by a one-time link. */
export const acceptSetup = defineUseCase({
  policy: "setup.accept",
  kind: "mutation",
  input: z.strictObject({ token: z.string().min(20).max(200), password: z.string().max(1000) }),
  run: (context, input) => acceptLink(context, input),
});
