import { PeoplePage } from "../../../../features/builder/sections/people-page.tsx";

import "../../../../features/builder/sections/sections.css";

export default function Page() {
  return <PeoplePage />;
}
