"use client";

import type { CompiledField } from "@kendali/domain";
import { formatDateRange } from "@kendali/i18n";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import type { FieldProblem } from "@kendali/ui/components/field-frame";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { fieldProblem } from "../words.ts";
import type { EntryState } from "./use-entry.ts";
import { type FactKey, isAfterWindow } from "./visit-facts.ts";

/** The ids under which the facts stand on the page, for the focus. */
export const factIds: Record<FactKey, string> = {
  performedOn: "fact-performed-on",
  performedBy: "fact-performed-by",
  outOfWindowReason: "fact-out-of-window",
  changeReason: "fact-change",
};

/** When the visit took place, who did it, and the reasons that the server will ask for. */
export function EntryFacts({ entry }: { entry: EntryState }) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const { facts, view, setFacts, baseRevision } = entry;
  const { window } = view.schedule;
  const problems = useFactProblems(entry);
  const isLate = isAfterWindow(view, facts.performedOn) && view.schedule.kind !== "intervention_session";
  return (
    <div className="stack">
      <DateBoxes
        id={factIds.performedOn}
        locale={locale}
        label={t("performed_on")}
        value={facts.performedOn}
        onChange={(performedOn) => setFacts({ performedOn })}
        today={entry.now.slice(0, 10)}
        hint={window === null ? undefined : t("window_is", { window: formatDateRange(locale, window.from, window.to) })}
        problems={problems("performedOn")}
      />
      {isLate && (
        <TextBox
          id={factIds.outOfWindowReason}
          locale={locale}
          label={t("late_reason")}
          hint={t("late_reason_hint")}
          value={facts.outOfWindowReason}
          onChange={(outOfWindowReason) => setFacts({ outOfWindowReason })}
          maxLength={500}
          problems={problems("outOfWindowReason")}
          long
        />
      )}
      <Performer entry={entry} problems={problems("performedBy")} />
      {baseRevision > 0 && (
        <TextBox
          id={factIds.changeReason}
          locale={locale}
          label={t("change_reason")}
          hint={t("change_reason_hint")}
          value={facts.changeReason}
          onChange={(changeReason) => setFacts({ changeReason })}
          maxLength={500}
          problems={problems("changeReason")}
          long
        />
      )}
    </div>
  );
}

/** Asked only where it is open: an assessor who types her own measurement is not asked who measured. */
function Performer({ entry, problems }: { entry: EntryState; problems: readonly FieldProblem[] }) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const { account } = useStudy().viewer;
  const { performers } = entry.view;
  if (performers.length <= 1 && entry.facts.performedBy !== "") {
    const [only] = performers;
    return only === undefined || only.id === account ? null : (
      <p className="small ink2">{t("performed_by_one", { name: only.displayName })}</p>
    );
  }
  return (
    <ChoiceRows
      id={factIds.performedBy}
      locale={locale}
      label={t("performed_by")}
      options={performers.map((performer) => ({
        value: performer.id,
        label: performer.id === account ? t("performed_by_me", { name: performer.displayName }) : performer.displayName,
      }))}
      value={entry.facts.performedBy === "" ? null : entry.facts.performedBy}
      onChange={(performedBy) => entry.setFacts({ performedBy })}
      problems={problems}
    />
  );
}

function useFactProblems(entry: EntryState): (fact: FactKey) => readonly FieldProblem[] {
  const t = useTranslator(entryCatalogue);
  const words: Record<FactKey, string> = {
    performedOn: t("fact_date_empty"),
    performedBy: t("fact_performer_empty"),
    outOfWindowReason: t("fact_late_empty"),
    changeReason: t("fact_change_empty"),
  };
  return (fact) =>
    entry.factProblems
      .filter((problem) => problem.fact === fact && (problem.refusal !== "empty" || entry.isSubmitted))
      .map(({ refusal }) =>
        refusal === "empty" ? fieldProblem("bad", words[fact]) : fieldProblem("bad", entry.say.refusal(refusal)),
      );
}

/** What may follow after saving, as long as the visit is not locked. */
function LaterItems({ entry }: { entry: EntryState }) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const later = entry.judgement.openAtLock.flatMap((key) => entry.form.fieldOf.get(key)?.item ?? []);
  if (later.length === 0) return null;
  const items = later.map((item) => (item.shortLabel ?? item.label)[locale]).join("; ");
  return (
    <Message tone="info" title={t("open_at_lock", { count: later.length })}>
      {items}
    </Message>
  );
}

/** What still keeps the entry from being saved; each line leads to its question. */
export function OpenItems({ entry, onOpen }: { entry: EntryState; onOpen: (field: CompiledField) => void }) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const fields = entry.form.fields.filter((field) => entry.judgement.blocking.includes(field.item.key));
  if (fields.length === 0) return <LaterItems entry={entry} />;
  return (
    <Message tone={entry.isSubmitted ? "bad" : "info"} title={t("still_open", { count: fields.length })} live="status">
      <ul className="open-items">
        {fields.map((field) => {
          const finding = entry.judgement.findings.get(field.item.key)?.[0];
          return (
            <li key={field.item.key}>
              <button type="button" onClick={() => onOpen(field)}>
                <b>{(field.item.shortLabel ?? field.item.label)[locale]}</b>{" "}
                {finding === undefined || finding.kind === "open" ? t("open_item") : entry.say.problem(finding.problem)}
              </button>
            </li>
          );
        })}
      </ul>
    </Message>
  );
}
