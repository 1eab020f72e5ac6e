import type { ReactNode } from "react";

import { StudyProvider } from "../../../features/study/study-provider.tsx";

export default async function StudyLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ study: string }>;
}) {
  return <StudyProvider study={(await params).study}>{children}</StudyProvider>;
}
