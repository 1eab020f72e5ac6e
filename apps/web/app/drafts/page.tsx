import type { Metadata } from "next";

import { StartPage } from "../../features/builder/start/start-page.tsx";

export const metadata: Metadata = { title: "Rancang penelitian · Design a study" };

export default function Page() {
  return <StartPage />;
}
