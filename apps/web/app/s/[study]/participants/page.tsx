import type { Metadata } from "next";

import { ParticipantsPage } from "../../../../features/field/participants-page.tsx";

export const metadata: Metadata = { title: "Responden · Participants" };

export default function Page() {
  return <ParticipantsPage />;
}
