"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { MovePreview } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { useAmendmentWords, useVersionsChanged } from "./use-amendment-words.ts";
import { usePlaceNames } from "./use-place-names.ts";

type Failing = MovePreview["problems"][number];

/** Entries that only lack answers to new questions: named with what they lack, and opened so that somebody can give them. */
export function AskedAnew({ seen }: { seen: MovePreview }) {
  const { t } = useAmendmentWords();
  const [isOpen, setOpen] = useState(false);
  const asking = seen.problems.filter(({ state }) => state === "asks");
  if (asking.length === 0) return null;
  return (
    <div className="asked-anew">
      <h3>{t("asks_title", { count: seen.answerable })}</h3>
      <p className="ink2">{t("asks_text")}</p>
      <EntryGroups rows={asking} saysWhy={false} />
      <div className="acts">
        <Button onClick={() => setOpen(true)}>{t("asks_open", { count: asking.length })}</Button>
      </div>
      {isOpen ? <OpenSheet entries={asking} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Entries whose own answers would not hold under the version in force; they stay as they are. */
export function StayingEntries({ seen }: { seen: MovePreview }) {
  const { t } = useAmendmentWords();
  const differing = seen.problems.filter(({ state }) => state === "differs");
  if (differing.length === 0) return null;
  return (
    <div className="asked-anew">
      <h3>{t("differs_title", { count: differing.length })}</h3>
      <p className="ink2">{t("differs_text")}</p>
      <EntryGroups rows={differing} saysWhy />
    </div>
  );
}

/** Entries with the same words to say, under one head. */
function EntryGroups({ rows, saysWhy }: { rows: readonly Failing[]; saysWhy: boolean }) {
  const names = usePlaceNames();
  const groups = new Map<string, { readonly first: Failing; readonly participants: string[] }>();
  for (const row of rows) {
    const name = [row.visit, row.form, ...row.problems.map(({ path, code }) => `${path} ${code}`)].join(" ");
    const group = groups.get(name) ?? { first: row, participants: [] };
    group.participants.push(row.participant);
    groups.set(name, group);
  }
  return (
    <ul className="entry-groups">
      {[...groups].map(([name, { first, participants }]) => (
        <li key={name}>
          <p className="change-trail">{`${names.visit(first.visit)} · ${names.form(first.form)}`}</p>
          {first.problems.map((problem) => (
            <p key={`${problem.code} ${problem.path}`}>
              <b>{names.item(problem)}</b>
              {saysWhy ? `: ${names.problem(problem)}` : null}
            </p>
          ))}
          <p className="numbers">
            {participants.map((number) => (
              <span key={number}>{number}</span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

function OpenSheet({ entries, onClose }: { entries: readonly Failing[]; onClose: () => void }) {
  const { t, locale } = useAmendmentWords();
  const { key } = useStudy();
  const changed = useVersionsChanged();
  const commandId = useCommandId();
  const [reason, setReason] = useState("");
  const open = useMutation(
    useTRPC().amendment.openEntries.mutationOptions({
      onSuccess: async () => {
        await changed();
        onClose();
      },
    }),
  );
  const content = {
    study: key,
    reason: reason.trim(),
    entries: entries.map(({ participant, visit, form }) => ({ participant, visit, form })),
  };
  return (
    <ActSheet
      open
      title={t("asks_open_title", { count: entries.length })}
      onClose={onClose}
      confirm={t("asks_open", { count: entries.length })}
      missing={reason.trim() === "" ? t("move_missing") : null}
      isPending={open.isPending}
      error={open.error}
      onConfirm={() => open.mutate({ ...content, commandId: commandId(content) })}
    >
      <p className="ink2">{t("asks_open_text")}</p>
      <TextBox
        id="open-reason"
        locale={locale}
        label={t("asks_reason")}
        value={reason}
        onChange={setReason}
        maxLength={500}
        long
      />
    </ActSheet>
  );
}
