"use client";

import {
  createTranslator,
  formatInstantTime,
  formatTimeRange,
  formatTimer,
  type Locale,
  readInstant,
  uiCatalogue,
} from "@kendali/i18n";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { circleStopIcon, timerIcon } from "../icons.ts";
import { Button } from "./button.tsx";
import { StateChip } from "./state-chip.tsx";
import { useClock } from "./use-clock.ts";

/** Start and stop of a timed act, as instants (ISO 8601, UTC). They are data: given back, they restore the timer after a reload. */
export type Timing = { readonly startedAt: string; readonly stoppedAt: string | null };

export type PumpTimerProps = {
  readonly locale: Locale;
  /** What is timed: "Lama memompa". */
  readonly label: string;
  /** The length to reach, in minutes. */
  readonly minutes: number;
  readonly timing: Timing | null;
  /** Whether a shorter length than this is unusual and needs a reason. */
  readonly asksReason?: boolean | undefined;
  /** The site's zone, in which the clock times are shown. */
  readonly timeZone: string;
  /** Timing again replaces what was recorded only when the new start is pressed. */
  readonly onChange: (timing: Timing) => void;
};

/** A timer whose start and stop are read from the clock, never counted in the page. */
export function PumpTimer({ locale, label, minutes, timing, timeZone, asksReason = false, onChange }: PumpTimerProps) {
  const t = createTranslator(locale, uiCatalogue);
  const running = timing !== null && timing.stoppedAt === null;
  const now = useClock(running);
  const start = timing === null ? null : Date.parse(timing.startedAt);
  const total = minutes * 60;
  const left = start === null || now === null ? total : total - (now - start) / 1000;
  useBuzz(running && now !== null && left <= 0);

  const [again, setAgain] = useState(false);
  const begin = () => {
    setAgain(false);
    onChange({ startedAt: new Date().toISOString(), stoppedAt: null });
  };

  if (timing === null || start === null || again) {
    return (
      <div className="stack">
        <p className="ink2">{t("timer_before")}</p>
        <Button kind="primary" wide icon={timerIcon} onClick={begin}>
          {t("timer_start", { minutes })}
        </Button>
        {again && (
          <Button wide onClick={() => setAgain(false)}>
            {t("cancel")}
          </Button>
        )}
      </div>
    );
  }
  if (timing.stoppedAt !== null) {
    return (
      <Finished locale={locale} label={label} timing={timing} timeZone={timeZone}>
        <Button kind="plain" className="skip" onClick={() => setAgain(true)}>
          {t("timer_again")}
        </Button>
      </Finished>
    );
  }
  const over = left <= 0;
  const end = new Date(start + total * 1000).toISOString();
  return (
    <div className="stack">
      <div className="timer run" role="timer">
        <p>{t("timer_left")}</p>
        <div className="t">{formatTimer(locale, Math.ceil(Math.max(0, left)))}</div>
        <div className="gauge">
          <i style={{ width: `${Math.min(100, Math.max(0, 100 - (left / total) * 100))}%` }} />
        </div>
        <p aria-live="polite">
          {over
            ? t("timer_over")
            : t("timer_running", {
                start: formatInstantTime(locale, timing.startedAt, timeZone),
                end: formatInstantTime(locale, end, timeZone, { zone: true }),
              })}
        </p>
      </div>
      <Button
        wide
        kind={over ? "primary" : "secondary"}
        icon={circleStopIcon}
        onClick={() => onChange({ ...timing, stoppedAt: new Date().toISOString() })}
      >
        {t(over ? "timer_stop" : "timer_stop_early")}
      </Button>
      {!over && <p className="small quiet">{t(asksReason ? "timer_stop_hint_reason" : "timer_stop_hint")}</p>}
    </div>
  );
}

type FinishedProps = {
  readonly locale: Locale;
  readonly label: string;
  readonly timing: Timing;
  readonly timeZone: string;
  readonly children: ReactNode;
};

function Finished({ locale, label, timing, timeZone, children }: FinishedProps) {
  const stop = timing.stoppedAt ?? timing.startedAt;
  return (
    <div>
      <div className="timer">
        <div>
          <p>{label}</p>
          <div className="t">{formatTimer(locale, secondsOf(timing))}</div>
        </div>
        <div className="end">
          <StateChip locale={locale} state="done" />
          <p className="nowrap">
            {formatTimeRange(
              locale,
              clockOf(timing.startedAt, timeZone),
              formatInstantTime("en", stop, timeZone, { zone: true }),
            )}
          </p>
        </div>
      </div>
      {children}
    </div>
  );
}

function clockOf(instant: string, timeZone: string): string {
  return readInstant(instant, timeZone) === null ? instant : formatInstantTime("en", instant, timeZone);
}

/** Whole seconds between start and stop; 0 while it runs. */
export function secondsOf(timing: Timing): number {
  if (timing.stoppedAt === null) return 0;
  return Math.max(0, Math.round((Date.parse(timing.stoppedAt) - Date.parse(timing.startedAt)) / 1000));
}

/** The phone buzzes once when the time is up, where it can. */
function useBuzz(over: boolean): void {
  const buzzed = useRef(false);
  useEffect(() => {
    if (over && !buzzed.current && "vibrate" in navigator) navigator.vibrate([400, 200, 400]);
    buzzed.current = over;
  }, [over]);
}
