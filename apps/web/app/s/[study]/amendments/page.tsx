import type { Metadata } from "next";

import { AmendmentsPage } from "../../../../features/desk/amendments/amendments-page.tsx";

export const metadata: Metadata = { title: "Amandemen · Amendments" };

export default function Page() {
  return <AmendmentsPage />;
}
