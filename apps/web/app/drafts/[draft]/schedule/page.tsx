import { SchedulePage } from "../../../../features/builder/schedule/schedule-page.tsx";

import "./schedule.css";

export default function Page() {
  return <SchedulePage />;
}
