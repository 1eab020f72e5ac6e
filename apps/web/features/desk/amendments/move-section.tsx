"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { MovePreview } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { DeskData } from "../desk-data.tsx";
import { AskedAnew, StayingEntries } from "./asked-anew.tsx";
import { useAmendmentWords, useVersionsChanged } from "./use-amendment-words.ts";
import { usePlaceNames } from "./use-place-names.ts";

/** Unlocked entries of older versions, re-read under the one in force: looked at first, then moved as an act of its own. */
export function MoveSection() {
  const { t } = useAmendmentWords();
  const { key } = useStudy();
  const [isAsked, setAsked] = useState(false);
  const [moved, setMoved] = useState<number | null>(null);
  const options = useTRPC().amendment.previewMove.queryOptions({ study: key });
  const preview = useQuery({ ...options, enabled: isAsked, staleTime: 0, gcTime: 0 });
  return (
    <section aria-labelledby="moving">
      <h2 id="moving">{t("move_title")}</h2>
      <p className="ink2">{t("move_text")}</p>
      {moved === null ? null : <Message tone="ok" live="status" title={t("moved", { count: moved })} />}
      {isAsked ? (
        <DeskData query={preview} heights={[20, 120]}>
          {(seen) => (
            <Movable
              seen={seen}
              onMoved={(count) => {
                setMoved(count);
                setAsked(false);
              }}
            />
          )}
        </DeskData>
      ) : (
        <div className="acts">
          <Button onClick={() => setAsked(true)}>{t("move_preview")}</Button>
        </div>
      )}
    </section>
  );
}

function Movable({ seen, onMoved }: { seen: MovePreview; onMoved: (count: number) => void }) {
  const { t } = useAmendmentWords();
  const [isOpen, setOpen] = useState(false);
  const differing = seen.failing - seen.answerable - seen.opened;
  const counts = { locked: seen.locked, retired: seen.retired, failing: differing, opened: seen.opened };
  const staying = (["locked", "retired", "failing", "opened"] as const).filter((why) => counts[why] > 0);
  return (
    <>
      <p>
        <b>
          {seen.total === 0 ? t("move_none") : t("move_counts", { count: seen.total, participants: seen.participants })}
        </b>
      </p>
      {seen.moving.length === 0 ? null : <MovingTable seen={seen} />}
      {staying.length === 0 ? null : (
        <ul className="move-staying">
          {staying.map((why) => (
            <li key={why}>{t(`move_${why}`, { count: counts[why] })}</li>
          ))}
        </ul>
      )}
      {seen.total === 0 ? null : (
        <div className="acts">
          <Button onClick={() => setOpen(true)}>{t("move_act", { count: seen.total })}</Button>
        </div>
      )}
      <AskedAnew seen={seen} />
      <StayingEntries seen={seen} />
      {isOpen ? <MoveSheet total={seen.total} onClose={() => setOpen(false)} onMoved={onMoved} /> : null}
    </>
  );
}

function MovingTable({ seen }: { seen: MovePreview }) {
  const { t } = useAmendmentWords();
  const names = usePlaceNames();
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby="moving">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t("move_column_visit")}</th>
            <th scope="col">{t("move_column_form")}</th>
            <th scope="col" className="num">
              {t("move_column_entries")}
            </th>
          </tr>
        </thead>
        <tbody>
          {seen.moving.map(({ visit, form, count }) => (
            <tr key={`${visit}/${form}`}>
              <th scope="row">{names.visit(visit)}</th>
              <td>{names.form(form)}</td>
              <td className="num">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MoveSheet({
  total,
  onClose,
  onMoved,
}: {
  total: number;
  onClose: () => void;
  onMoved: (count: number) => void;
}) {
  const { t, locale } = useAmendmentWords();
  const { key } = useStudy();
  const changed = useVersionsChanged();
  const commandId = useCommandId();
  const [reason, setReason] = useState("");
  const move = useMutation(
    useTRPC().amendment.move.mutationOptions({
      onSuccess: async ({ moved }) => {
        onMoved(moved);
        await changed();
      },
    }),
  );
  const content = { study: key, reason: reason.trim(), total };
  return (
    <ActSheet
      open
      title={t("move_act_title", { count: total })}
      onClose={onClose}
      confirm={t("move_act", { count: total })}
      missing={reason.trim() === "" ? t("move_missing") : null}
      isPending={move.isPending}
      error={move.error}
      onConfirm={() => move.mutate({ ...content, commandId: commandId(content) })}
    >
      <p className="ink2">{t("move_act_text")}</p>
      <TextBox
        id="move-reason"
        locale={locale}
        label={t("move_reason")}
        value={reason}
        onChange={setReason}
        maxLength={500}
        long
      />
    </ActSheet>
  );
}
