"use client";

import { useState } from "react";

import { useCommandId } from "../../field/use-command-id.ts";

type GoLiveCommand = {
  readonly id: (content: object) => string;
  /** The answer came: the same act after it is another command. */
  readonly done: () => void;
};

export type GoLiveSheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly command: GoLiveCommand;
  /** The act is done, and the study is read anew. */
  readonly onActed: () => void;
};

/** Ids of approvals and withdrawals: kept while an answer is awaited, new for an act that is done again later. */
export function useGoLiveCommand(): GoLiveCommand {
  const commandId = useCommandId();
  const [answered, setAnswered] = useState(0);
  return {
    id: (content) => commandId({ ...content, answered }),
    done: () => setAnswered((count) => count + 1),
  };
}
