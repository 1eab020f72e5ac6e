import type { Metadata } from "next";

import { ResultsPage } from "../../../../../features/desk/results/results-page.tsx";

export const metadata: Metadata = { title: "Hasil · Results" };

export default async function Page({ params }: { params: Promise<{ snapshot: string }> }) {
  return <ResultsPage snapshot={(await params).snapshot} />;
}
