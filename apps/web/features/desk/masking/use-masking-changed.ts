import { useQueryClient } from "@tanstack/react-query";

import { useTRPC } from "../../trpc/trpc.ts";

/** Reads anew what a change of masking shows: the lists, the notices and what waits for a person. */
export function useMaskingChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.masking.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.notice.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.study.pathKey() });
  };
}
