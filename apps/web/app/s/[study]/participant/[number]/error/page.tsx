import type { Metadata } from "next";

import { ErrorPage } from "../../../../../../features/field/errors/error-page.tsx";

export const metadata: Metadata = { title: "Salah acak · Allocation error" };

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  return <ErrorPage number={(await params).number} />;
}
