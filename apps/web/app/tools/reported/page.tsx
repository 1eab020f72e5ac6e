import type { Metadata } from "next";

import { ReportedPage } from "../../../features/tools/reported/reported-page.tsx";

export const metadata: Metadata = { title: "Periksa tabel terbitan · Published-table check" };

export default function Page() {
  return <ReportedPage />;
}
