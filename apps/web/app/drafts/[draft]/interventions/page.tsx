import { InterventionsPage } from "../../../../features/builder/sections/interventions-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <InterventionsPage />;
}
