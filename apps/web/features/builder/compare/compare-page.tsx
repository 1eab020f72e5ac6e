"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useRef, useState } from "react";

import type { DraftStep } from "@kendali/api";
import { isStudyBundle, readDraft, readStudyBundle } from "@kendali/builder";
import { diffProtocol, type Protocol, readJson, type Refusal, type Result } from "@kendali/domain";
import { formatInstant } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Skeleton } from "@kendali/ui/components/skeleton";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useTRPC, useTRPCClient } from "../../trpc/trpc.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { FileProblems } from "../start/file-intake.tsx";
import { DiffView } from "./diff-view.tsx";
import { RestoreButton } from "./restore-button.tsx";

/** What the draft is compared with. */
type Against =
  | { readonly kind: "base" }
  | { readonly kind: "file" }
  | { readonly kind: "revision"; readonly revision: number; readonly words: string };
type GivenFile = { readonly name: string; readonly document: Protocol };

/** What has changed against the live version, an earlier revision, or a file. */
export function ComparePage() {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { draft, document, base } = useBuilder();
  const [against, setAgainst] = useState<Against>(
    base === null ? { kind: "revision", revision: 1, words: t("compare_start") } : { kind: "base" },
  );
  const [file, setFile] = useState<GivenFile | null>(null);
  const [problem, setProblem] = useState<{ name: string; refusal: Refusal } | null>(null);
  const revision = against.kind === "revision" ? against.revision : null;
  const earlier = useQuery({
    ...useTRPC().protocolDraft.get.queryOptions({ draft: draft.id, revision: revision ?? 1 }),
    enabled: revision !== null,
    staleTime: Infinity,
  });
  const after = useDeferredValue(document);
  const before =
    against.kind === "base"
      ? base
      : against.kind === "file"
        ? (file?.document ?? null)
        : (earlier.data?.document ?? null);
  const words =
    against.kind === "base"
      ? t("compare_base", { version: base?.version ?? "" })
      : against.kind === "file"
        ? t("compare_file", { name: file?.name ?? "" })
        : against.words;
  const count = before === null ? null : diffProtocol(before, after).length;
  return (
    <>
      <PageHead
        lead={{
          words:
            count === null
              ? t("compare_loading")
              : count === 0
                ? t("compare_lead_none", { against: words })
                : t("compare_lead", { count, against: words }),
        }}
        actions={revision === null || count === null || count === 0 ? undefined : <RestoreButton revision={revision} />}
      />
      <Choices
        against={against}
        onChoose={setAgainst}
        onFile={(name, read) => {
          setProblem(read.ok ? null : { name, refusal: read.refusal });
          if (!read.ok) return;
          setFile({ name, document: read.value });
          setAgainst({ kind: "file" });
        }}
      />
      {problem === null ? null : <FileProblems name={problem.name} refusal={problem.refusal} />}
      {earlier.error === null ? null : <FailureMessage error={earlier.error} />}
      {before === null ? (
        earlier.error === null && <Skeleton locale={locale} />
      ) : (
        <DiffView before={before} after={after} />
      )}
    </>
  );
}

function Choices({
  against,
  onChoose,
  onFile,
}: {
  against: Against;
  onChoose: (against: Against) => void;
  onFile: (name: string, read: Result<Protocol>) => void;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { draft, base } = useBuilder();
  const client = useTRPCClient();
  const key = useTRPC().protocolDraft.history.queryKey({ draft: draft.id });
  const input = useRef<HTMLInputElement>(null);
  const history = useInfiniteQuery({
    queryKey: [...key, "pages"],
    queryFn: ({ pageParam }) =>
      client.protocolDraft.history.query({ draft: draft.id, ...(pageParam === 0 ? {} : { before: pageParam }) }),
    initialPageParam: 0,
    getNextPageParam: ({ nextBefore }) => nextBefore,
  });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const steps = history.data?.pages.flatMap((page) => page.steps) ?? [];
  const sayStep = ({ revision, by, at }: DraftStep) =>
    t("compare_revision", { revision, by, time: formatInstant(locale, at, zone) });
  const options = [
    ...(base === null ? [] : [{ value: "base", label: t("compare_base", { version: base.version }) }]),
    { value: "1", label: t("compare_start") },
    ...steps
      .filter(({ revision }) => revision > 1 && revision < draft.revision)
      .map((step) => ({ value: String(step.revision), label: sayStep(step) })),
    ...(against.kind === "file" ? [{ value: "file", label: t("compare_file_choose") }] : []),
  ];
  const choose = (value: string) => {
    if (value === "base") onChoose({ kind: "base" });
    if (/^\d+$/.test(value)) {
      const revision = Number(value);
      onChoose({
        kind: "revision",
        revision,
        words: revision === 1 ? t("compare_start") : t("compare_revision_short", { revision }),
      });
    }
  };
  const read = async (file: File | undefined) => {
    if (file !== undefined) onFile(file.name, readFile(await file.text()));
  };
  return (
    <div className="compare-choices">
      <SelectBox
        id="compare-against"
        locale={locale}
        label={t("compare_against")}
        value={against.kind === "revision" ? String(against.revision) : against.kind}
        onChange={choose}
        options={options}
      />
      {history.hasNextPage ? <Button onClick={() => void history.fetchNextPage()}>{t("compare_older")}</Button> : null}
      <input
        ref={input}
        type="file"
        className="vh"
        tabIndex={-1}
        accept="application/json,.json"
        aria-label={t("compare_file_choose")}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>{t("compare_file_choose")}</Button>
      {history.error === null ? null : <FailureMessage error={history.error} />}
    </div>
  );
}

/** A protocol document, or the newest version of a study bundle. */
function readFile(text: string): Result<Protocol> {
  const json = readJson(text);
  if (!json.ok) return json;
  if (!isStudyBundle(json.value)) return readDraft(json.value);
  const bundle = readStudyBundle(json.value);
  return bundle.ok ? readDraft(bundle.value.versions.at(-1)?.document) : bundle;
}
