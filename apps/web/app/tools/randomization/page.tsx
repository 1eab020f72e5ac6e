import type { Metadata } from "next";

import { RandomizationPage } from "../../../features/tools/randomization/randomization-page.tsx";

export const metadata: Metadata = { title: "Rancangan pengacakan · Randomization design" };

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { study, draft } = await searchParams;
  return <RandomizationPage study={wordOf(study)} draft={wordOf(draft)} />;
}

function wordOf(param: string | string[] | undefined): string | null {
  return typeof param === "string" && param !== "" ? param : null;
}
