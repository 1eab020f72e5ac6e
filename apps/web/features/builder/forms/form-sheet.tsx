"use client";

import type { Form } from "@kendali/domain";

import { SheetView } from "../sheet/sheet-view.tsx";
import { useAt, useBuilder } from "../shell/use-builder.ts";

/** The same items as a sheet. */
export function FormSheet({ form: key }: { form: string }) {
  const builder = useBuilder();
  const form = useAt(["forms", key]) as unknown as Form | undefined;
  if (form === undefined) return null;
  return (
    <SheetView
      key={key}
      document={builder.document}
      form={form}
      edit={(edits) => builder.edit(edits)}
      mayEdit={builder.draft.mayEdit}
    />
  );
}
