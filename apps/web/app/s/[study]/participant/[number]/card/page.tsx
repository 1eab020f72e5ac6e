import type { Metadata } from "next";

import { CardPage } from "../../../../../../features/field/allocation/card-page.tsx";

export const metadata: Metadata = { title: "Kartu tersegel · Sealed card" };

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  return <CardPage number={(await params).number} />;
}
