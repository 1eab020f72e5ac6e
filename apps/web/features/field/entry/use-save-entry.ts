"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { EntryView, SaveEntryAnswer, SaveEntryInput } from "@kendali/api";

import { useTRPC } from "../../trpc/trpc.ts";
import { type Failure, failureOf } from "../../trpc/refusal-of.ts";
import { newId } from "../../shell/new-id.ts";
import type { Judgement } from "./judge-entry.ts";
import type { DraftKeeping } from "./use-draft.ts";

export type SaveOutcome =
  { readonly ok: true; readonly answer: SaveEntryAnswer } | { readonly ok: false; readonly failure: Failure };

/** Sends one entry as one command. What was sent stays with the draft, so that a repetition is the same command. */
export function useSaveEntry(study: string, view: EntryView, keeping: DraftKeeping, me: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mutation = useMutation(trpc.entry.save.mutationOptions());

  async function save(judgement: Judgement): Promise<SaveOutcome> {
    const { draft, change, keepNow } = keeping;
    const content = contentOf(study, view, draft, judgement, me);
    const attempt = isSame(draft.attempt, content)
      ? draft.attempt
      : { ...content, commandId: newId(), deviceTime: new Date().toISOString() };
    change(() => ({ attempt }));
    keepNow();
    try {
      const answer = await mutation.mutateAsync(attempt);
      keeping.forget();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.today.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.participant.pathKey() }),
      ]);
      return { ok: true, answer };
    } catch (error) {
      const failure = failureOf(error);
      // The id belongs to another content: the next try is a command of its own.
      if (failure.kind === "refusal" && failure.refusal.code === "command_id_reused") change(() => ({ attempt: null }));
      return { ok: false, failure };
    }
  }

  return { save, isSending: mutation.isPending };
}

type Content = Omit<SaveEntryInput, "commandId" | "deviceTime">;

function contentOf(
  study: string,
  view: EntryView,
  { facts, baseRevision }: DraftKeeping["draft"],
  judgement: Judgement,
  me: string,
): Content {
  const outOfWindow = facts.outOfWindowReason.trim();
  const change = facts.changeReason.trim();
  return {
    study,
    participant: view.participant,
    visit: view.visit,
    form: view.form,
    baseRevision,
    protocolHash: view.protocolHash,
    performedOn: facts.performedOn,
    ...(facts.performedBy === me ? {} : { performedBy: facts.performedBy }),
    values: judgement.values,
    softReasons: judgement.softReasons,
    ...(outOfWindow === "" ? {} : { outOfWindowReason: outOfWindow }),
    ...(change === "" ? {} : { changeReason: change }),
  };
}

function isSame(attempt: SaveEntryInput | null, content: Content): attempt is SaveEntryInput {
  if (attempt === null) return false;
  const { commandId: _id, deviceTime: _time, ...sent } = attempt;
  return JSON.stringify(sent) === JSON.stringify(content);
}
