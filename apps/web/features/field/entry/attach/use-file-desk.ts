"use client";

import { useMemo, useSyncExternalStore } from "react";

import type { EntryView } from "@kendali/api";

import { useStudy } from "../../../study/study-provider.tsx";
import { useTRPCClient } from "../../../trpc/trpc.ts";
import { type FileDesk, fileDeskOf, type FileState } from "./file-desk.ts";

/** The desk of an entry's files, drawn anew whenever one of them changes. */
export function useFileDesk(view: EntryView): FileDesk {
  const { key: study, viewer } = useStudy();
  const client = useTRPCClient();
  const { participant, visit, form } = view;
  const desk = useMemo(
    () => fileDeskOf({ account: viewer.account, study, participant, visit, form }, client),
    [viewer.account, study, participant, visit, form, client],
  );
  useSyncExternalStore(desk.subscribe, desk.files, none);
  return desk;
}

const nothing: ReadonlyMap<string, FileState> = new Map();
const none = (): ReadonlyMap<string, FileState> => nothing;
