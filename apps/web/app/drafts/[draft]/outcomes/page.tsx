import { OutcomesPage } from "../../../../features/builder/sections/outcomes-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <OutcomesPage />;
}
