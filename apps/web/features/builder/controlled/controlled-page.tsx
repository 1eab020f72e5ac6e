"use client";

import { useDeferredValue, useMemo, useState } from "react";

import { type ControlledAnswers, controlledWarnings, makeControlled } from "@kendali/builder";
import { diffJson, type Json, type Protocol } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { controlledWarningWords } from "@kendali/i18n/controlled-warning-words";
import { Button, buttonClass } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { DiffView } from "../compare/diff-view.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { FileProblems } from "../start/file-intake.tsx";
import { AllocationPart } from "./allocation-part.tsx";
import { ControlPart, ExtrasPart, FollowUpsPart, MaskingPart, StudyPart } from "./answer-parts.tsx";
import { PilotPart } from "./pilot-part.tsx";
import { SizePart } from "./size-part.tsx";
import { useAnswers } from "./use-answers.ts";

/** From a one-group study to a trial: what is asked with a proposal for each answer, and every change before it is taken. */
export function ControlledPage() {
  const t = useTranslator(builderCatalogue);
  const { document, draft } = useBuilder();
  const [warnings, setWarnings] = useState<readonly string[] | null>(null);
  if (warnings !== null) return <Done warnings={warnings} draft={draft.id} />;
  if (document.design.type !== "one_group_pretest_posttest") {
    return <PageHead lead={{ words: t("controlled_already") }}>{t("controlled_already_text")}</PageHead>;
  }
  return <Questions pilot={document} onDone={setWarnings} />;
}

function Questions({ pilot, onDone }: { pilot: Protocol; onDone: (warnings: readonly string[]) => void }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { draft, edit } = useBuilder();
  const [answers, setAnswers] = useAnswers(draft.id, pilot);
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set());
  const [isShown, setIsShown] = useState(false);
  const settled = useDeferredValue(answers);
  const made = useMemo(() => makeControlled(pilot, settled), [pilot, settled]);
  const edits = useMemo(
    () => (made.ok ? diffJson(pilot as unknown as Json, made.value as unknown as Json, []) : []),
    [made, pilot],
  );
  const change = (part: Partial<ControlledAnswers>) => setAnswers((known) => ({ ...known, ...part }));
  const read = (name: string, isReadable: boolean) => {
    if (unreadable.has(name) !== isReadable) return;
    const next = new Set(unreadable);
    if (isReadable) next.delete(name);
    else next.add(name);
    setUnreadable(next);
  };
  const shared = { answers, change, onRead: read };
  const take = () => {
    const warnings = controlledWarnings(pilot, answers).map((warning) => controlledWarningWords(locale, warning));
    if (edit(edits)) onDone(warnings);
  };
  return (
    <>
      <PageHead
        lead={{
          words: t("controlled_lead"),
          after: made.ok ? t("controlled_after", { count: edits.length }) : undefined,
        }}
      />
      <PilotPart {...shared} />
      <SizePart {...shared} unreadable={unreadable} />
      <ControlPart {...shared} />
      <AllocationPart {...shared} trial={made.ok ? made.value : null} />
      <MaskingPart {...shared} />
      <FollowUpsPart {...shared} />
      <ExtrasPart {...shared} />
      <StudyPart {...shared} />
      <section className="builder-part" aria-labelledby="controlled-diff">
        <h2 id="controlled-diff">{t("controlled_diff")}</h2>
        <p>{t("controlled_diff_text")}</p>
        {made.ok ? null : <FileProblems name={t("controlled_refused")} refusal={made.refusal} />}
        {made.ok ? (
          <div className="acts">
            <Button aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
              {isShown ? t("controlled_hide") : t("controlled_show", { count: edits.length })}
            </Button>
            <Button kind="primary" disabled={!draft.mayEdit || unreadable.size > 0} onClick={take}>
              {unreadable.size > 0 ? t("controlled_missing_number") : t("controlled_apply", { count: edits.length })}
            </Button>
          </div>
        ) : null}
        {made.ok && isShown ? <DiffView before={pilot} after={made.value} /> : null}
      </section>
    </>
  );
}

function Done({ warnings, draft }: { warnings: readonly string[]; draft: string }) {
  const t = useTranslator(builderCatalogue);
  return (
    <>
      <PageHead lead={{ words: t("controlled_done") }}>{t("controlled_done_text")}</PageHead>
      <Message tone="warn" live="status" title={t("controlled_warnings")}>
        <ul className="controlled-warnings">
          {warnings.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </Message>
      <p className="builder-next">
        <AppLink className={buttonClass({ kind: "primary" })} href={`/drafts/${draft}`}>
          {t("controlled_steps")}
        </AppLink>
      </p>
    </>
  );
}
