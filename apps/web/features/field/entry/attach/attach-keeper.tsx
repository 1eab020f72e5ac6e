"use client";

import { useEffect, useEffectEvent } from "react";

import type { EntryState } from "../use-entry.ts";
import { useFileDesk } from "./use-file-desk.ts";

/** Reads what the device keeps for an entry when its page is opened, and sends it before the rest. */
export function AttachKeeper({ entry }: { entry: EntryState }) {
  const desk = useFileDesk(entry.view);
  const open = useEffectEvent(() => void desk.open(entry.answers.texts));
  useEffect(() => {
    open();
  }, [desk]);
  return null;
}
