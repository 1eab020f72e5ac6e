import { FormsPage } from "../../../../features/builder/forms/forms-page.tsx";

export default function Page() {
  return <FormsPage />;
}
