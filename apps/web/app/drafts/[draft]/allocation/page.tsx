import { AllocationPage } from "../../../../features/builder/sections/allocation-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <AllocationPage />;
}
