import type { Metadata } from "next";

import { SetupPage } from "../../../features/session/setup-page.tsx";

export const metadata: Metadata = { title: "Akun · Account", referrer: "no-referrer" };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  return <SetupPage token={(await params).token} />;
}
