"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { useCommandId } from "../../field/use-command-id.ts";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";

/** What is done with a draft as a whole, from the list. */
export type DraftAct =
  | { readonly kind: "rename"; readonly draft: string; readonly name: string }
  | { readonly kind: "close" | "reopen" | "remove"; readonly draft: string };

/** Does one act at a time; sent again after a lost answer it is the same act. */
export function useDraftActs() {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const lists = useTRPC().protocolDraft.list.queryKey();
  const commandId = useCommandId();
  // The same act done again after it was done is another act.
  const [round, setRound] = useState(0);
  const act = useMutation<unknown, unknown, DraftAct>({
    mutationFn: (asked) => {
      const command = { commandId: commandId({ ...asked, round }), draft: asked.draft };
      return asked.kind === "rename"
        ? client.protocolDraft.rename.mutate({ ...command, name: asked.name })
        : client.protocolDraft[asked.kind].mutate(command);
    },
    onSuccess: async () => {
      setRound((count) => count + 1);
      await queries.invalidateQueries({ queryKey: lists });
    },
  });
  return {
    run: (asked: DraftAct, onDone: () => void = () => undefined) => act.mutate(asked, { onSuccess: onDone }),
    reset: act.reset,
    /** The act that is under way. */
    doing: act.isPending ? act.variables : null,
    error: act.error,
  };
}
