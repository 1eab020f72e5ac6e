"use client";

import { SheetView } from "../sheet/sheet-view.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { useCapturedWords } from "./captured-note.tsx";

/** The same items as a spreadsheet. */
export function FormSheet({ form }: { form: string }) {
  const builder = useBuilder();
  const { document, draft } = builder;
  const captured = useCapturedWords();
  const found = document.forms.find(({ key }) => key === form);
  if (found === undefined) return null;
  return (
    <SheetView
      document={document}
      form={found}
      edit={(edits) => builder.edit(edits)}
      mayEdit={draft.mayEdit}
      noteOf={captured}
    />
  );
}
