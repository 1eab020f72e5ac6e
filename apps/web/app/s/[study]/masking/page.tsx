import type { Metadata } from "next";

import { MaskingPage } from "../../../../features/desk/masking/masking-page.tsx";

export const metadata: Metadata = { title: "Penyamaran · Masking" };

export default function Page() {
  return <MaskingPage />;
}
