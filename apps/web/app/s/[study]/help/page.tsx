import type { Metadata } from "next";

import { HelpPage } from "../../../../features/field/help-page.tsx";

export const metadata: Metadata = { title: "Bantuan · Help" };

export default function Page() {
  return <HelpPage />;
}
