import type { Metadata } from "next";

import { CommitmentPage } from "../../../../features/desk/commitment/commitment-page.tsx";

export const metadata: Metadata = { title: "Komitmen daftar acak · Commitment" };

export default function Page() {
  return <CommitmentPage />;
}
