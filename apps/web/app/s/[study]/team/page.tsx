import type { Metadata } from "next";

import { TeamPage } from "../../../../features/desk/team/team-page.tsx";

import "./team.css";

export const metadata: Metadata = { title: "Tim · Team" };

export default function Page() {
  return <TeamPage />;
}
