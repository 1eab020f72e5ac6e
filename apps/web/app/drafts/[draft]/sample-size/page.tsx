import { SampleSizePage } from "../../../../features/builder/sections/sample-size-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <SampleSizePage />;
}
