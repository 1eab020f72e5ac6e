import type { Metadata } from "next";

import { readPilotTable } from "../../../features/tools/reported/read-pilot-table.ts";
import { ReportedPage } from "../../../features/tools/reported/reported-page.tsx";

export const metadata: Metadata = { title: "Periksa tabel terbitan · Published-table check" };

export default function Page() {
  return <ReportedPage example={readPilotTable()} />;
}
