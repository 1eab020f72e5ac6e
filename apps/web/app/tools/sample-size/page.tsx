import type { Metadata } from "next";

import { SampleSizePage } from "../../../features/tools/sample-size/sample-size-page.tsx";

export const metadata: Metadata = { title: "Besar sampel · Sample size" };

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  return <SampleSizePage query={query} />;
}
