"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";

import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";

/** One participant as this person may know her. */
export function useParticipant(number: string) {
  const { key: study } = useStudy();
  return useQuery({
    ...useTRPC().participant.get.queryOptions({ study, participant: number }),
    refetchOnMount: "always",
  });
}

/** After something was recorded about a participant: her page, the lists and the day are read anew. */
export function useParticipantChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.participant.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.today.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.screening.pathKey() }),
    ]);
  };
}
