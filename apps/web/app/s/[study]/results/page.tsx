import type { Metadata } from "next";

import { ResultsPage } from "../../../../features/desk/results/results-page.tsx";

export const metadata: Metadata = { title: "Hasil · Results" };

export default function Page() {
  return <ResultsPage snapshot={null} />;
}
