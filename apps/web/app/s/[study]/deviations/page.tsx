import type { Metadata } from "next";

import { DeviationsPage } from "../../../../features/desk/deviations/deviations-page.tsx";

export const metadata: Metadata = { title: "Salah acak · Allocation errors" };

export default function Page() {
  return <DeviationsPage />;
}
