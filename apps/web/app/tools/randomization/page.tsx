import type { Metadata } from "next";

import { RandomizationPage } from "../../../features/tools/randomization/randomization-page.tsx";

export const metadata: Metadata = { title: "Rancangan pengacakan · Randomization design" };

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { study } = await searchParams;
  return <RandomizationPage study={typeof study === "string" && study !== "" ? study : null} />;
}
