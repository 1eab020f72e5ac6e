import type { Metadata } from "next";

import { GoLivePage } from "../../../../features/desk/go-live/go-live-page.tsx";

export const metadata: Metadata = { title: "Memulai penelitian · Going live" };

export default function Page() {
  return <GoLivePage />;
}
