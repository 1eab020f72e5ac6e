import type { Metadata } from "next";

import { AdminPage } from "../../features/admin/admin-page.tsx";

export const metadata: Metadata = { title: "Akun dan penelitian · Accounts and studies" };

export default function Page() {
  return <AdminPage />;
}
