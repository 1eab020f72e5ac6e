import type { Metadata } from "next";

import { ScreenPage } from "../../../../features/field/screening/screen-page.tsx";

export const metadata: Metadata = { title: "Skrining baru · New screening" };

export default function Page() {
  return <ScreenPage />;
}
