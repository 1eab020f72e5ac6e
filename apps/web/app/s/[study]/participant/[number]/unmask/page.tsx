import type { Metadata } from "next";

import { UnmaskPage } from "../../../../../../features/field/unmask/unmask-page.tsx";

export const metadata: Metadata = { title: "Pembukaan samaran · Unmasking" };

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  return <UnmaskPage number={(await params).number} />;
}
