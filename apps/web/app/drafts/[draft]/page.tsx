import type { Metadata } from "next";

import { StepsPage } from "../../../features/builder/steps/steps-page.tsx";

export const metadata: Metadata = { title: "Rancangan penelitian · Study draft" };

export default function Page() {
  return <StepsPage />;
}
