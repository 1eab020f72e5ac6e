import { DryRunPage } from "../../../../features/builder/dry-run/dry-run-page.tsx";

import "./dry-run.css";

export default function Page() {
  return <DryRunPage />;
}
