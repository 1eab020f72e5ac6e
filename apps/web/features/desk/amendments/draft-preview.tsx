"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { AmendmentPreview } from "@kendali/api";
import { problemWords } from "@kendali/i18n/problem-words";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRow } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";

import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { ChangeList } from "./change-list.tsx";
import { PublishSheet } from "./publish-sheet.tsx";
import { useAmendmentWords } from "./use-amendment-words.ts";

/** What publishing a draft would do: refused changes first, then the others, each with its count and statement. */
export function DraftPreview({
  draft,
  name,
  onPublished,
}: {
  draft: string;
  name: string;
  onPublished: (version: string) => void;
}) {
  const { key } = useStudy();
  const options = useTRPC().amendment.preview.queryOptions({ study: key, draft });
  const preview = useQuery({ ...options, staleTime: 0, gcTime: 0 });
  return (
    <div className="draft-preview">
      <DeskData query={preview} heights={[20, 80, 80]}>
        {(seen) => <Weighed seen={seen} draft={draft} name={name} onPublished={onPublished} />}
      </DeskData>
    </div>
  );
}

function Weighed({
  seen,
  draft,
  name,
  onPublished,
}: {
  seen: AmendmentPreview;
  draft: string;
  name: string;
  onPublished: (version: string) => void;
}) {
  const { t, locale } = useAmendmentWords();
  const [same, setSame] = useState<readonly string[]>([]);
  const [isOpen, setOpen] = useState(false);
  const refused = seen.changes.filter(({ problems }) => problems.length > 0);
  const allowed = seen.changes.filter(({ problems }) => problems.length === 0);
  const loose = seen.problems.filter((problem) => !refused.some(({ problems }) => problems.includes(problem)));
  const unplaced = loose.filter(
    (problem) => !refused.some(({ problems }) => problems.some((one) => one.path === problem.path)),
  );
  const isBlocked = seen.problems.length > 0 || seen.documentProblems.length > 0;
  const isUnstated = seen.meanings.some((path) => !same.includes(path));
  return (
    <>
      <h3>{t("changes_lead", { name, count: seen.changes.length })}</h3>
      <p className="ink2">{t("changes_from_to", seen.version)}</p>
      {seen.documentProblems.length === 0 ? null : (
        <Message tone="bad" title={t("document_problems", { count: seen.documentProblems.length })}>
          <p>{t("document_problems_text")}</p>
          <ul>
            {seen.documentProblems.slice(0, 20).map((problem) => (
              <li key={`${problem.code} ${problem.path}`}>
                {problem.path}: {problemWords(locale, problem)}
              </li>
            ))}
          </ul>
        </Message>
      )}
      {refused.length + unplaced.length === 0 ? null : (
        <Message tone="bad" title={t("refused_title", { count: refused.length + unplaced.length })}>
          <p>{t("refused_text")}</p>
          {unplaced.map((problem) => (
            <p key={`${problem.code} ${problem.path}`}>{problemWords(locale, problem)}</p>
          ))}
        </Message>
      )}
      {refused.length === 0 ? null : <ChangeList changes={refused} />}
      {allowed.length === 0 ? null : (
        <>
          <h3>{t("changes_allowed")}</h3>
          <ChangeList changes={allowed} />
        </>
      )}
      {seen.meanings.length === 0 ? null : (
        <fieldset className="meanings">
          <legend>{t("meaning_title")}</legend>
          <p className="small ink2">{t("meaning_text")}</p>
          <div className="rows">
            {seen.meanings.map((path) => (
              <ChoiceRow
                key={path}
                id={`meaning-${path}`}
                name={path}
                kind="checkbox"
                option={{ value: path, label: t("meaning_same", { code: codeWords(path) }) }}
                checked={same.includes(path)}
                onChange={(checked) => setSame(checked ? [...same, path] : same.filter((one) => one !== path))}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div className="acts">
        <Button kind="primary" disabled={isBlocked || isUnstated} onClick={() => setOpen(true)}>
          {isUnstated && !isBlocked ? t("publish_missing_meaning") : t("publish", { version: seen.version.to })}
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

/** `codelists/breast_side/codes/1` is said as `breast_side 1`. */
function codeWords(path: string): string {
  const [, list = "", , code = ""] = path.split("/");
  return `${list} ${code}`;
}
