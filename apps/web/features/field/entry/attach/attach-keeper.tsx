"use client";

import { useEffect, useEffectEvent } from "react";

import type { EntryState } from "../use-entry.ts";
import { useFileDesk } from "./use-file-desk.ts";

/** Reads what the device keeps for an entry when its page is opened, and sends it when the network is back. */
export function AttachKeeper({ entry }: { entry: EntryState }) {
  const desk = useFileDesk(entry.view);
  const open = useEffectEvent(() => void desk.open(entry.answers.texts));
  useEffect(() => {
    open();
    const send = () => desk.sendWaiting();
    addEventListener("online", send);
    return () => removeEventListener("online", send);
  }, [desk]);
  return null;
}
