import { FormPage } from "../../../../../features/builder/forms/form-page.tsx";

export default async function Page({ params }: { params: Promise<{ form: string }> }) {
  return <FormPage form={(await params).form} />;
}
