import type { Metadata } from "next";

import { OneDeviationPage } from "../../../../../features/desk/deviations/deviation-page.tsx";

export const metadata: Metadata = { title: "Catatan salah acak · Allocation error record" };

export default async function Page({ params }: { params: Promise<{ deviation: string }> }) {
  return <OneDeviationPage deviation={(await params).deviation} />;
}
