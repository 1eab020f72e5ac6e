import type { Metadata } from "next";

import { AuditPage } from "../../../../features/desk/audit/audit-page.tsx";

export const metadata: Metadata = { title: "Jejak audit · Audit trail" };

export default function Page() {
  return <AuditPage />;
}
