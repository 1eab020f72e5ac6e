import type { Metadata } from "next";

import { DatasetsPage } from "../../../../features/desk/datasets/datasets-page.tsx";

export const metadata: Metadata = { title: "Himpunan data · Datasets" };

export default function Page() {
  return <DatasetsPage />;
}
