import type { Metadata } from "next";

import { TodayPage } from "../../../../features/field/today-page.tsx";

export const metadata: Metadata = { title: "Kunjungan hari ini · Today's visits" };

export default function Page() {
  return <TodayPage />;
}
