import { AnalysisPage } from "../../../../features/builder/sections/analysis-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <AnalysisPage />;
}
