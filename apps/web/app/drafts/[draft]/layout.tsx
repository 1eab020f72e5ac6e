import type { ReactNode } from "react";

import { DraftGate } from "../../../features/builder/shell/draft-gate.tsx";

export default async function DraftLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ draft: string }>;
}) {
  return <DraftGate draft={(await params).draft}>{children}</DraftGate>;
}
