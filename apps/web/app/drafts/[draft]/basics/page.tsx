import type { Metadata } from "next";

import { BasicsPage } from "../../../../features/builder/basics/basics-page.tsx";

export const metadata: Metadata = { title: "Pokok penelitian · Basics" };

export default function Page() {
  return <BasicsPage />;
}
