import type { Metadata } from "next";

import { ParticipantPage } from "../../../../../features/field/participant/participant-page.tsx";

export const metadata: Metadata = { title: "Responden · Participant" };

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  return <ParticipantPage number={(await params).number} />;
}
