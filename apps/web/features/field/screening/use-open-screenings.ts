"use client";

import { useQuery } from "@tanstack/react-query";

import type { ScreeningView } from "@kendali/api";

import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";

/** Screened mothers who may still take part: eligible or consented, and not yet enrolled. */
export function useOpenScreenings() {
  const { key: study } = useStudy();
  const trpc = useTRPC();
  const client = useTRPCClient();
  return useQuery({
    queryKey: [...trpc.screening.pathKey(), "open", study],
    refetchOnMount: "always",
    queryFn: async (): Promise<readonly ScreeningView[]> => {
      const open: ScreeningView[] = [];
      let cursor: number | null = null;
      do {
        const page: Awaited<ReturnType<typeof client.screening.list.query>> = await client.screening.list.query({
          study,
          ...(cursor === null ? {} : { cursor }),
        });
        open.push(...page.screenings.filter(({ status }) => status === "eligible" || status === "consented"));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return open.toReversed();
    },
  });
}
