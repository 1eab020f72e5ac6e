import { DocumentPage } from "../../../../features/builder/document/document-page.tsx";

import "./document.css";

export default function Page() {
  return <DocumentPage />;
}
