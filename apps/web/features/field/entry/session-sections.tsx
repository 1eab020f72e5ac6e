"use client";

import { useState } from "react";

import { addMinutes, type CompiledField, isLocalTime, minutesBetween } from "@kendali/domain";
import { formatNumber, formatTime, formatTimeRange, zoneOf } from "@kendali/i18n";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { ChoiceRow } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";
import { SoftReason } from "@kendali/ui/components/soft-reason";
import { TimeInput } from "@kendali/ui/components/time-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { findingsOf } from "./entry-item.tsx";
import type { EntryState } from "./use-entry.ts";

type ClockProps = { start: CompiledField; length: CompiledField; entry: EntryState };

/** Start and stop of a session, side by side; the length follows from them. */
export function SessionClock({ start, length, entry }: ClockProps) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const from = entry.answers.texts[start.item.key] ?? "";
  const [stop, setStop] = useState(() => stopOf(from, entry.answers.texts[length.item.key] ?? "", length));
  const zone = zoneOf(entry.timeZone).name;
  const clock = entry.now.slice(11, 16);

  function change(nextStart: string, nextStop: string) {
    setStop(nextStop);
    entry.answer(start.item.key, nextStart);
    entry.answer(length.item.key, lengthOf(nextStart, nextStop));
  }
  const touch = () => entry.touch([start.item.key, length.item.key]);
  const boxes = [
    { id: start.item.key, label: t("session_start"), value: from, set: (time: string) => change(time, stop) },
    { id: length.item.key, label: t("session_stop"), value: stop, set: (time: string) => change(from, time) },
  ];
  return (
    <div className="item">
      <div className="clock" onBlur={touch}>
        {boxes.map((box) => (
          <div key={box.id}>
            <label className="lab" htmlFor={box.id}>
              {box.label}
            </label>
            <TimeInput
              id={box.id}
              locale={locale}
              label={box.label}
              value={box.value}
              onChange={box.set}
              zone={zone}
              describedBy="session-clock-words"
            />
            <div className="chips">
              <button type="button" className="chip" aria-pressed={box.value === clock} onClick={() => box.set(clock)}>
                {t("now_at", { time: formatTime(locale, clock) })}
              </button>
            </div>
          </div>
        ))}
      </div>
      <p className="small ink2" id="session-clock-words" aria-live="polite">
        {useClockWords(from, stop, length, entry)}
      </p>
      <ClockFindings field={start} entry={entry} />
      <ClockFindings field={length} entry={entry} />
    </div>
  );
}

function ClockFindings({ field, entry }: { field: CompiledField; entry: EntryState }) {
  const { locale } = useLocale();
  const { key } = field.item;
  const problems = findingsOf(field, entry);
  const isUnusual = problems.length > 0 && problems.every(({ tone }) => tone === "warn");
  return (
    <div role="status" className="said">
      {problems.map(({ tone, title, text }) => (
        <Message key={title} tone={tone} title={title}>
          {text}
        </Message>
      ))}
      {isUnusual ? (
        <SoftReason
          id={key}
          locale={locale}
          value={entry.answers.reasons[key] ?? ""}
          onChange={(reason) => entry.explain(key, reason)}
        />
      ) : null}
    </div>
  );
}

/** "15 menit. Rentang sore 15.00–18.00." */
function useClockWords(from: string, stop: string, length: CompiledField, entry: EntryState): string {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const { timeOfDay } = entry.view.schedule;
  const hours = timeOfDay === null ? null : formatTimeRange(locale, timeOfDay.from, timeOfDay.to);
  const minutes = Number(lengthOf(from, stop));
  const planned = length.item.timerMinutes;
  const words = [
    lengthOf(from, stop) === "" ? null : t("session_minutes", { minutes: formatNumber(locale, minutes) }),
    planned === undefined ? null : t("session_planned", { minutes: formatNumber(locale, planned) }),
    hours === null ? null : t("session_hours", { hours }),
  ];
  return words.filter((part) => part !== null).join(" ");
}

/** The minutes from start to stop; nothing while one of them is open, and never past midnight: no session does. */
function lengthOf(start: string, stop: string): string {
  if (!isLocalTime(start) || !isLocalTime(stop) || stop < start) return "";
  return String(minutesBetween(`2000-01-01T${start}`, `2000-01-01T${stop}`));
}

function stopOf(start: string, minutes: string, length: CompiledField): string {
  const read = length.definition.parse(minutes, length, "en");
  if (!isLocalTime(start) || !read.ok || typeof read.value !== "number") return "";
  return addMinutes(`2000-01-01T${start}`, Math.round(read.value)).slice(11);
}

/** The steps of the procedure as rows to tick; what is not ticked is recorded as not done, and the page says so. */
export function SessionSteps({ fields, entry }: { fields: readonly CompiledField[]; entry: EntryState }) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const ticked = fields.filter((field) => entry.answers.texts[field.item.key] === "1").length;
  const set = (key: string, isDone: boolean) => {
    // The first tick answers the whole list: the rows beside it now say "not done".
    for (const { item } of fields) if ((entry.answers.texts[item.key] ?? "") === "") entry.answer(item.key, "0");
    entry.answer(key, isDone ? "1" : "0");
    entry.touch(fields.map((field) => field.item.key));
  };
  return (
    <fieldset className="item">
      <legend className="vh">{t("session_steps")}</legend>
      <div className="rows">
        {fields.map(({ item }) => (
          <ChoiceRow
            key={item.key}
            id={item.key}
            name={item.key}
            kind="checkbox"
            option={{ value: item.key, label: item.label[locale].replace(/\?$/, "") }}
            checked={entry.answers.texts[item.key] === "1"}
            onChange={(isDone) => set(item.key, isDone)}
          />
        ))}
      </div>
      <p className="small ink2" role="status">
        {ticked === fields.length
          ? t("session_steps_all", { count: fields.length })
          : t("session_steps_some", { count: ticked, total: fields.length })}
      </p>
    </fieldset>
  );
}
