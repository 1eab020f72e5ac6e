"use client";

import { useMemo, useSyncExternalStore } from "react";

import { useStudy } from "../../../study/study-provider.tsx";
import { type FileOnWay, fileTally, noFiles } from "./file-tally.ts";

/** This person's files of this study that the server does not have, on whatever page they are asked about. */
export function useWaitingFiles(): readonly FileOnWay[] {
  const { key, viewer } = useStudy();
  const tally = useSyncExternalStore(fileTally.subscribe, fileTally.get, none);
  return useMemo(
    () =>
      [...tally.values()].filter(
        ({ place, isSent }) => !isSent && place.study === key && place.account === viewer.account,
      ),
    [tally, key, viewer.account],
  );
}

const none = () => noFiles;
