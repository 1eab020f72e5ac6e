import { ConsentPage } from "../../../../features/builder/sections/consent-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <ConsentPage />;
}
