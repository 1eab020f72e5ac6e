"use client";

import { lazy, Suspense, useState } from "react";

import type { EntryView } from "@kendali/api";
import type { CompiledField, EntryValues, ItemValue } from "@kendali/domain";
import { formatInstant } from "@kendali/i18n";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { Button } from "@kendali/ui/components/button";
import { FieldScreen, FootBar } from "@kendali/ui/components/field-screen";
import { InnerHeader } from "@kendali/ui/components/field-header";
import { Icon } from "@kendali/ui/components/icon";
import { TextBox } from "@kendali/ui/components/text-box";
import { checkIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { type Answers, answersOf, isMissingValue, valueWords } from "./answers.ts";
import { isFileField } from "./is-file-field.ts";
import { EntryWho } from "./entry-who.tsx";
import type { EntryState } from "./use-entry.ts";

const StoredFile = lazy(async () => ({ default: (await import("./attach/stored-file.tsx")).StoredFile }));

type Side = "mine" | "theirs";

/** Two people filled the same form. Both values stand side by side, neither called the newer, and the choice has a reason. */
export function EntryConflict({
  entry,
  other,
  onDecide,
}: {
  entry: EntryState;
  other: EntryView;
  onDecide: (answers: Answers, reason: string) => void;
}) {
  const t = useTranslator(uiCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const [reason, setReason] = useState("");
  const differing = differences(entry, other.values);
  const isDecided = differing.every((field) => choices[field.item.key] !== undefined);
  const isReady = isDecided && reason.trim() !== "";
  const words = (field: CompiledField, values: EntryValues) => {
    const value = values[field.item.key];
    if (isFileField(field) && typeof value === "string")
      return (
        <Suspense>
          <StoredFile field={field} value={value} view={other} isPressed />
        </Suspense>
      );
    return value === undefined ? t("no_answer") : valueWords(field, value, locale, (why) => t(`missing_${why}`));
  };
  const who = other.performers.find((performer) => performer.id === other.performedBy)?.displayName;
  const when = other.savedAt === null ? "" : formatInstant(locale, other.savedAt, entry.timeZone);

  return (
    <FieldScreen
      header={
        <InnerHeader back={<b className="conflict-head">{t("conflict_head")}</b>} who={<EntryWho view={other} />} />
      }
      foot={
        <FootBar>
          <Button
            kind="primary"
            disabled={!isReady}
            onClick={() => onDecide(merge(entry, other, choices, locale), reason.trim())}
          >
            {isDecided ? (isReady ? t("conflict_go_on") : t("conflict_reason_missing")) : t("conflict_choose")}
          </Button>
        </FootBar>
      }
    >
      <h1>{t("conflict_title")}</h1>
      <p className="ink2">{t("conflict_lead")}</p>
      <div className="stack answer">
        {differing.map((field) => (
          <fieldset key={field.item.key} className="item">
            <legend className="lab">{field.item.label[locale]}</legend>
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side} className="val row-choice">
                <input
                  className="vh"
                  type="radio"
                  name={`conflict-${field.item.key}`}
                  checked={choices[field.item.key] === side}
                  onChange={() => setChoices({ ...choices, [field.item.key]: side })}
                />
                <span className="knob">
                  <Icon path={checkIcon} />
                </span>
                <span>
                  <span className="v">{words(field, side === "mine" ? entry.judgement.values : other.values)}</span>
                  <span className="desc">
                    {side === "mine" ? t("conflict_mine") : t("conflict_theirs", { name: who ?? "–", when })}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
        <TextBox
          id="conflict-reason"
          locale={locale}
          label={t("conflict_reason")}
          hint={t("conflict_reason_hint")}
          value={reason}
          onChange={setReason}
          maxLength={500}
          long
        />
      </div>
    </FieldScreen>
  );
}

function differences(entry: EntryState, theirs: EntryValues): readonly CompiledField[] {
  const mine = entry.judgement.values;
  const same = (a: ItemValue | undefined, b: ItemValue | undefined) => JSON.stringify(a) === JSON.stringify(b);
  return entry.form.fields.filter(
    ({ item, definition }) => !definition.isComputed && definition.isStored && !same(mine[item.key], theirs[item.key]),
  );
}

/** What was typed, with the other's values where they were chosen. */
function merge(
  entry: EntryState,
  other: EntryView,
  choices: Readonly<Record<string, Side>>,
  locale: "id" | "en",
): Answers {
  const { answers } = entry;
  const theirs = answersOf(entry.form, other.values, other.softReasons, locale);
  const [texts, missing, reasons] = [{ ...answers.texts }, { ...answers.missing }, { ...answers.reasons }];
  for (const [key, side] of Object.entries(choices)) {
    if (side === "mine") continue;
    const value = other.values[key];
    delete missing[key];
    texts[key] = theirs.texts[key] ?? "";
    reasons[key] = theirs.reasons[key] ?? "";
    if (value !== undefined && isMissingValue(value)) missing[key] = value.m;
  }
  return { ...answers, texts, missing, reasons };
}
