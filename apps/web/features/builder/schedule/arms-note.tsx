"use client";

import { Message } from "@kendali/ui/components/message";

import type { ArmsSaid } from "./use-arm-acts.ts";

/** What was said, and of which arms: by undo or from elsewhere there can be others, of which it says nothing. */
export type ArmsNoted = { readonly said: ArmsSaid; readonly arms: string };

export function noted(said: ArmsSaid, had: readonly string[], toggled: string): ArmsNoted {
  const others = had.filter((arm) => arm !== toggled);
  const now = said.isDone ? (others.length < had.length ? others : [...had, toggled]) : had;
  return { said, arms: now.toSorted().join() };
}

export function notedOf(note: ArmsNoted | null, arms: readonly string[]): ArmsSaid | null {
  return note !== null && note.arms === arms.toSorted().join() ? note.said : null;
}

/** Why nothing changed, or what to look after; nothing where neither is. */
export function ArmsNote({ said }: { said: ArmsSaid }) {
  const { isDone, words, warnings } = said;
  if (!isDone) return words === "" ? null : <Message tone="bad">{words}</Message>;
  if (warnings.length === 0) return null;
  return (
    <Message tone="warn">
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Message>
  );
}
