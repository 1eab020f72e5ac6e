import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ScreeningPage } from "../../../../../features/field/screening/screening-page.tsx";

export const metadata: Metadata = { title: "Skrining · Screening" };

export default async function Page({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  if (!/^[1-9]\d{0,8}$/.test(number)) notFound();
  return <ScreeningPage number={Number(number)} />;
}
