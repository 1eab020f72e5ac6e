import type { Metadata } from "next";

import "../../../../features/builder/sections/sections.css";
import { ControlledPage } from "../../../../features/builder/controlled/controlled-page.tsx";

export const metadata: Metadata = { title: "Jadikan terkontrol · Make it controlled" };

export default function Page() {
  return <ControlledPage />;
}
