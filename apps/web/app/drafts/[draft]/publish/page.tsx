import type { Metadata } from "next";

import { PublishPage } from "../../../../features/builder/publish/publish-page.tsx";

export const metadata: Metadata = { title: "Terbitkan · Publish" };

export default function Page() {
  return <PublishPage />;
}
