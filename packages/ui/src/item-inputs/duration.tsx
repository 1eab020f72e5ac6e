"use client";

import { durationUnit } from "@kendali/domain";
import { createTranslator, uiCatalogue } from "@kendali/i18n";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { FieldGroup } from "../components/field-frame.tsx";
import { NumberBox } from "../components/number-box.tsx";
import { PumpTimer, secondsOf, type Timing } from "../components/pump-timer.tsx";
import { fieldOf, numberFieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

/** A length of time: with the timer where the item names a target and the caller keeps the timing, else typed in minutes. */
export function DurationInput(props: ItemInputProps) {
  const { item, locale, value, onChange, timing = null, onTiming, timeZone } = props;
  const t = createTranslator(locale, uiCatalogue);
  const [byHand, setByHand] = useState(value !== "" && timing === null);
  if (item.timerMinutes === undefined || onTiming === undefined || timeZone === undefined || byHand) {
    return (
      <NumberBox
        {...numberFieldOf(props, false)}
        value={value}
        onChange={onChange}
        unit={durationUnit(item, locale)}
        big
      />
    );
  }
  const change = (next: Timing) => {
    onTiming(next);
    onChange(minutesText(next));
  };
  return (
    <FieldGroup {...fieldOf(props)}>
      <PumpTimer
        locale={locale}
        label={item.label[locale]}
        minutes={item.timerMinutes}
        timing={timing}
        timeZone={timeZone}
        asksReason={typeof item.softRange?.min === "number"}
        onChange={change}
      />
      {timing === null && (
        <Button kind="plain" className="skip" onClick={() => setByHand(true)}>
          {t("timer_by_hand")}
        </Button>
      )}
    </FieldGroup>
  );
}

/** Minutes and seconds as a stopwatch shows them; nothing while it runs. */
function minutesText(timing: Timing): string {
  if (timing.stoppedAt === null) return "";
  const seconds = secondsOf(timing);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
