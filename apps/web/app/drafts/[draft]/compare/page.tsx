import type { Metadata } from "next";

import { ComparePage } from "../../../../features/builder/compare/compare-page.tsx";

export const metadata: Metadata = { title: "Bandingkan · Compare" };

export default function Page() {
  return <ComparePage />;
}
