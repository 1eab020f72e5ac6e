"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { inferProcedureInput } from "@trpc/server";

import type { AppRouter } from "@kendali/api";

import { useCommandId } from "../../field/use-command-id.ts";
import { useTRPC } from "../../trpc/trpc.ts";

type CreateInput = inferProcedureInput<AppRouter["protocolDraft"]["create"]>;
export type DraftOrigin = CreateInput["from"];

/** Makes a draft and opens it; where names of its file were changed, that is told first. Pressed twice, or sent again after a lost answer, it is one draft. */
export function useCreateDraft() {
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const commandId = useCommandId();
  const create = useMutation(
    trpc.protocolDraft.create.mutationOptions({
      onSuccess: async ({ id, twins }) => {
        await queries.invalidateQueries({ queryKey: trpc.protocolDraft.list.queryKey() });
        if (twins.length === 0) router.push(`/drafts/${id}`);
      },
    }),
  );
  const told = create.data !== undefined && create.data.twins.length > 0 ? create.data : null;
  return {
    create: (name: string, from: DraftOrigin) => {
      const content = { name: name.slice(0, 120), from };
      create.mutate({ commandId: commandId(content), ...content });
    },
    /** The name of the draft that is being made, or could not be made. */
    making: create.variables?.name ?? null,
    isMaking: create.isPending || (create.isSuccess && told === null),
    /** A draft that waits to be opened, with the parts of its file that bore one name. */
    told,
    error: create.error,
  };
}
