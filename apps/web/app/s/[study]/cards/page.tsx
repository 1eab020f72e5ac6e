import type { Metadata } from "next";

import { CardsPage } from "../../../../features/desk/cards/cards-page.tsx";

export const metadata: Metadata = { title: "Kartu tersegel · Sealed cards" };

export default function Page() {
  return <CardsPage />;
}
