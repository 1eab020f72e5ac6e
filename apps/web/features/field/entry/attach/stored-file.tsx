"use client";

import type { EntryView } from "@kendali/api";
import type { CompiledField } from "@kendali/domain";

import { useStudy } from "../../../study/study-provider.tsx";
import { AttachedFile, downloadUrl } from "./attached-file.tsx";
import { useFileDesk } from "./use-file-desk.ts";

type StoredFileProps = { field: CompiledField; value: string; view: EntryView; isPressed?: boolean };

/** A file that an entry names: from the server, or from this device as long as it is kept here. */
export function StoredFile({ field, value, view, isPressed = false }: StoredFileProps) {
  const { key: study } = useStudy();
  const item = field.item.key;
  const url = useFileDesk(view).stateOf(item, value)?.url ?? downloadUrl(study, view, item, value);
  return <AttachedFile field={field} value={value} url={url} isPressed={isPressed} />;
}
