import type { Metadata } from "next";

import { AllocatePage } from "../../../../../../features/field/allocation/allocate-page.tsx";

export const metadata: Metadata = { title: "Pengacakan · Randomization" };

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  return <AllocatePage number={(await params).number} />;
}
