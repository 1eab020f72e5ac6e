import { useQueryClient } from "@tanstack/react-query";

import { useTRPC } from "../../trpc/trpc.ts";

/** Reads the team anew after an act. */
export function useTeamChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: trpc.team.pathKey() });
}
