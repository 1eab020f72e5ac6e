"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { AmendmentPreview } from "@kendali/api";
import { problemWords } from "@kendali/i18n/problem-words";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { ChangeList } from "./change-list.tsx";
import { Meanings } from "./meanings.tsx";
import { PublishSheet } from "./publish-sheet.tsx";
import { inOneLanguage, useAmendmentWords } from "./use-amendment-words.ts";
import { WhatHappens } from "./what-happens.tsx";

/** What publishing a draft would do: what becomes of what is captured, then the changes one by one, then the act. */
export function DraftPreview({ draft, entries, onPublished }: PreviewProps) {
  const { key } = useStudy();
  const options = useTRPC().amendment.preview.queryOptions({ study: key, draft });
  const preview = useQuery({ ...options, staleTime: 0, gcTime: 0 });
  return (
    <div className="draft-preview">
      <DeskData query={preview} heights={[20, 80, 80]}>
        {(seen) => <Weighed seen={seen} draft={draft} entries={entries} onPublished={onPublished} />}
      </DeskData>
    </div>
  );
}

type PreviewProps = {
  draft: string;
  /** What is captured so far, as far as the viewer may know. */
  entries: number;
  onPublished: (version: string) => void;
};

function Weighed({ seen, draft, entries, onPublished }: PreviewProps & { seen: AmendmentPreview }) {
  const { t, locale } = useAmendmentWords();
  const [same, setSame] = useState<readonly string[]>([]);
  const [isOpen, setOpen] = useState(false);
  const refused = seen.changes.filter(({ problems }) => problems.length > 0);
  const allowed = seen.changes.filter(({ problems }) => problems.length === 0);
  const isBlocked = seen.problems.length > 0 || seen.documentProblems.length > 0;
  // As many as are listed above: one for each change that cannot be made, and for each problem of no change.
  const toMend =
    seen.documentProblems.length + inOneLanguage(refused, locale).length + unplacedProblems(seen, refused).length;
  const isUnstated = seen.meanings.some(({ path }) => !same.includes(path));
  return (
    <>
      <h3>{t(isBlocked ? "plain_blocked" : "plain_title", { version: seen.version.to })}</h3>
      <Obstacles seen={seen} refused={refused} />
      {isBlocked ? null : (
        <p className="plain-lead">
          {t(entries === 0 ? "plain_none" : "plain_lead", { count: entries, version: seen.version.to })}
        </p>
      )}
      {allowed.length === 0 ? null : (
        <>
          <h4>{t(isBlocked ? "happens_rest" : "happens_title")}</h4>
          <WhatHappens changes={allowed} happens={seen.happens} />
          <h4>{t("changes_one_by_one", { from: seen.version.from, to: seen.version.to })}</h4>
          <ChangeList changes={allowed} />
        </>
      )}
      <Meanings meanings={seen.meanings} same={same} onSame={setSame} />
      <div className="acts">
        <Button kind="primary" disabled={isBlocked || isUnstated} onClick={() => setOpen(true)}>
          {isBlocked
            ? t("publish_missing_mending", { count: toMend })
            : isUnstated
              ? t("publish_missing_meaning")
              : t("publish", { version: seen.version.to })}
        </Button>
      </div>
      {isOpen ? (
        <PublishSheet
          seen={seen}
          draft={draft}
          sameMeaning={same}
          onClose={() => setOpen(false)}
          onPublished={onPublished}
        />
      ) : null}
    </>
  );
}

/** Problems of no single change. */
function unplacedProblems(seen: AmendmentPreview, refused: AmendmentPreview["changes"]): AmendmentPreview["problems"] {
  const isPlaced = (path: string): boolean =>
    refused.some(({ problems }) => problems.some((problem) => problem.path === path));
  return seen.problems.filter(({ path }) => !isPlaced(path));
}

/** Why it cannot be published yet, each with its place and what to do instead. */
function Obstacles({ seen, refused }: { seen: AmendmentPreview; refused: AmendmentPreview["changes"] }) {
  const { t, locale, trailOf } = useAmendmentWords();
  const count = inOneLanguage(refused, locale).length;
  const unplaced = unplacedProblems(seen, refused);
  return (
    <>
      {seen.documentProblems.length === 0 ? null : (
        <Message tone="bad" title={t("document_problems", { count: seen.documentProblems.length })}>
          <p>{t("document_problems_text")}</p>
          <ul>
            {seen.documentProblems.slice(0, 20).map((problem) => (
              <li key={`${problem.code} ${problem.path}`}>
                <b>{trailOf(problem)}</b>: {problemWords(locale, problem)}
              </li>
            ))}
          </ul>
        </Message>
      )}
      {refused.length + unplaced.length === 0 ? null : (
        <Message tone="bad" title={t("refused_title", { count: count + unplaced.length })}>
          <p>{t("refused_text")}</p>
          {unplaced.map((problem) => (
            <p key={`${problem.code} ${problem.path}`}>{problemWords(locale, problem)}</p>
          ))}
        </Message>
      )}
      {refused.length === 0 ? null : <ChangeList changes={refused} />}
    </>
  );
}
