import { StatementsPage } from "../../../../features/builder/sections/statements-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <StatementsPage />;
}
