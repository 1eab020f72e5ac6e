"use client";

import { useMemo, useSyncExternalStore } from "react";

import type { EntryView } from "@kendali/api";

import { useStudy } from "../../../study/study-provider.tsx";
import { useTRPCClient } from "../../../trpc/trpc.ts";
import { type FileDesk, fileDeskOf } from "./file-desk.ts";
import { fileTally, noFiles } from "./file-tally.ts";

/** The desk of an entry's files, drawn anew whenever one of them changes or gets on its way. */
export function useFileDesk(view: EntryView): FileDesk {
  const { key: study, viewer } = useStudy();
  const client = useTRPCClient();
  const { participant, visit, form } = view;
  const desk = useMemo(
    () => fileDeskOf({ account: viewer.account, study, participant, visit, form }, client),
    [viewer.account, study, participant, visit, form, client],
  );
  useSyncExternalStore(desk.subscribe, desk.files, none);
  useSyncExternalStore(fileTally.subscribe, fileTally.get, noneOnWay);
  return desk;
}

const nothing: ReturnType<FileDesk["files"]> = new Map();
const none = () => nothing;
const noneOnWay = () => noFiles;
