import type { Metadata } from "next";

import { HomePage } from "../features/shell/home-page.tsx";

export const metadata: Metadata = { title: "Penelitian Anda · Your studies" };

export default function Page() {
  return <HomePage />;
}
