"use client";

import type { CompiledField } from "@kendali/domain";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../../locale/locale-provider.tsx";
import { FailureWords } from "../../../shell/failure-message.tsx";
import { useStudy } from "../../../study/study-provider.tsx";
import { isFileField } from "../is-file-field.ts";
import type { EntryState } from "../use-entry.ts";
import { AttachedFile, downloadUrl } from "./attached-file.tsx";
import type { FileDesk, FileState } from "./file-desk.ts";
import { isRefusedForGood, isStuck } from "./file-tally.ts";
import { useFileDesk } from "./use-file-desk.ts";

/** What is attached to an item of an entry in the making, and whether the server has it. */
export function AttachedNow({ field, entry, desk }: { field: CompiledField; entry: EntryState; desk: FileDesk }) {
  const { key: study } = useStudy();
  const item = field.item.key;
  const value = entry.answers.texts[item] ?? "";
  const state = desk.stateOf(item, value);
  return (
    <div className="attached-now">
      <AttachedFile field={field} value={value} url={state?.url ?? downloadUrl(study, entry.view, item, value)} />
      <div className="small ink2" role="status">
        {state === undefined || hasFailed(state) ? null : <SentWords state={state} />}
      </div>
      <div role="alert">{state !== undefined && hasFailed(state) && <FailedWords state={state} />}</div>
      {state === undefined || state.isSent || state.sending !== null || isRefusedForGood(state) ? null : (
        <Button kind="plain" className="skip" onClick={() => desk.sendWaiting()}>
          <SendNow />
        </Button>
      )}
    </div>
  );
}

/** Nothing but a person can get it on its way again: that is not waiting. */
function hasFailed(state: FileState): boolean {
  return !state.isSent && state.sending === null && isStuck(state);
}

function FailedWords({ state: { failure } }: { state: FileState }) {
  const t = useTranslator(itemInputsCatalogue);
  if (failure === null) return null;
  return (
    <Message tone="bad" title={t("sent_failed")}>
      <FailureWords failure={failure} />
    </Message>
  );
}

function SendNow() {
  return useTranslator(itemInputsCatalogue)("send_now");
}

function SentWords({ state }: { state: FileState }) {
  const t = useTranslator(itemInputsCatalogue);
  const { isSent, sending, failure, isKept, mended } = state;
  if (isSent) return mended === 0 ? t("sent_done") : t("sent_mended", { count: mended });
  if (sending !== null) return t("sent_part", sending);
  if (!isKept) return t("sent_memory");
  if (failure === null || failure.kind === "unreachable") return t("sent_not_yet");
  return (
    <>
      <FailureWords failure={failure} /> {t("sent_not_yet")}
    </>
  );
}

/** All that is attached to an entry, once more before it is sent. */
export function AttachedList({ entry }: { entry: EntryState }) {
  const t = useTranslator(itemInputsCatalogue);
  const { locale } = useLocale();
  const desk = useFileDesk(entry.view);
  const fields = entry.form.fields.filter(
    (field) =>
      isFileField(field) &&
      !entry.judgement.hidden.has(field.item.key) &&
      entry.answers.missing[field.item.key] === undefined &&
      (entry.answers.texts[field.item.key] ?? "") !== "",
  );
  if (fields.length === 0) return null;
  return (
    <section aria-labelledby="attached-list">
      <h2 id="attached-list">{t("attached_list")}</h2>
      <dl className="read-values">
        {fields.map((field) => (
          <div key={field.item.key}>
            <dt>{(field.item.shortLabel ?? field.item.label)[locale]}</dt>
            <dd>
              <AttachedNow field={field} entry={entry} desk={desk} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
