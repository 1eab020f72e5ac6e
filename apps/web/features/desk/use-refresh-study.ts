import { useQueryClient } from "@tanstack/react-query";

import { useTRPC } from "../trpc/trpc.ts";

/** Reads the study anew after an act that concerns the whole of it. */
export function useRefreshStudy(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.study.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.allocation.commitment.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.session.me.queryKey() });
  };
}
