import type { Metadata } from "next";

import { EntryPage } from "../../../../../../../features/field/entry/entry-page.tsx";

export const metadata: Metadata = { title: "Isian · Entry" };

type Address = { number: string; visit: string; form: string };

export default async function Page({ params }: { params: Promise<Address> }) {
  const { number, visit, form } = await params;
  return <EntryPage key={`${number}/${visit}/${form}`} participant={number} visit={visit} form={form} />;
}
