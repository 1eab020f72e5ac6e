import type { Metadata } from "next";

import { OverviewPage } from "../../../../features/desk/overview/overview-page.tsx";

export const metadata: Metadata = { title: "Ikhtisar · Overview" };

export default function Page() {
  return <OverviewPage />;
}
