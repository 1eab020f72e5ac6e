"use client";

import { type KeyboardEvent, useState } from "react";

import { completeExpression, type Completion, type CompletionList, type ExpressionScope } from "@kendali/builder";

type Open = { readonly list: CompletionList; readonly active: number };

export type CompletionState = {
  readonly open: Open | null;
  /** After a letter or a move of the caret; `asked`: the person wants the list. */
  look: (text: string, caret: number, asked?: boolean) => void;
  close: () => void;
  take: (completion: Completion, list: CompletionList) => void;
  /** True where the key was for the list. */
  onKey: (event: KeyboardEvent, text: string, caret: number) => boolean;
};

/**
 * The list of what may be written at the caret. It opens by itself while a name or a code is typed, and by Ctrl+Space
 * anywhere; Enter takes what is marked, Escape closes it.
 */
export function useCompletion(
  scope: ExpressionScope,
  write: (completion: Completion, list: CompletionList) => void,
): CompletionState {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const take = (completion: Completion, list: CompletionList) => {
    close();
    write(completion, list);
  };
  const look = (text: string, caret: number, asked = false) => {
    const list = completeExpression(text, caret, scope);
    setOpen(isWorthShowing(list, text, asked) ? { list, active: list.end > list.start || asked ? 0 : -1 } : null);
  };
  const onKey = (event: KeyboardEvent, text: string, caret: number): boolean => {
    if (event.key === " " && event.ctrlKey) {
      look(text, caret, true);
      return true;
    }
    if (open === null || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { list, active } = open;
    const count = list.completions.length;
    switch (event.key) {
      case "ArrowDown":
        setOpen({ list, active: (active + 1) % count });
        return true;
      case "ArrowUp":
        setOpen({ list, active: (active <= 0 ? count : active) - 1 });
        return true;
      case "Escape":
        close();
        return true;
      case "Enter": {
        const chosen = list.completions[active];
        if (chosen === undefined) return false;
        take(chosen, list);
        return true;
      }
      default:
        return false;
    }
  };
  return { open, look, close, take, onKey };
}

function isWorthShowing({ completions, start, end }: CompletionList, text: string, asked: boolean): boolean {
  if (completions.length === 0) return false;
  if (asked) return true;
  const typed = text.slice(start, end);
  if (completions.length === 1 && completions[0]?.insert === typed) return false;
  // After an operator codes are offered by themselves; names only once a letter is typed.
  return typed !== "" || completions.some(({ kind }) => kind === "code" || kind === "method");
}
