"use client";

import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { arrowRightIcon, checkIcon, chevronLeftIcon, listIcon } from "../icons.ts";
import { Button } from "./button.tsx";
import { BackLink, InnerHeader } from "./field-header.tsx";
import { FieldScreen, FootBar } from "./field-screen.tsx";
import { ProgressBar, type StepState } from "./progress-bar.tsx";
import { StateChip, WarnChip } from "./state-chip.tsx";

export type Step = {
  readonly key: string;
  /** The question in a few words, for the list. */
  readonly label: string;
  readonly state: StepState;
  /** The reason, in words, when it was left empty. */
  readonly emptyReason?: string | undefined;
};

export type StepperProps = {
  readonly locale: Locale;
  /** The form's title. */
  readonly title: string;
  readonly steps: readonly Step[];
  /** Which step is on the screen, from 0. */
  readonly current: number;
  readonly onGo: (index: number) => void;
  /** The way out of the form, a `BackLink`. */
  readonly leave: ReactNode;
  readonly saved?: ReactNode;
  readonly who?: ReactNode;
  readonly banner?: ReactNode;
  /** The question on the screen. */
  readonly children: ReactNode;
  readonly onFinish: () => void;
  /** Names what finishing does: "Selesai dan kirim". */
  readonly finishLabel?: string | undefined;
  readonly busy?: string | false | undefined;
};

/** One question per screen, with a map of all of them: going back or jumping never loses an answer. */
export function Stepper(props: StepperProps) {
  const { locale, steps, current, onGo, leave, saved, who, banner, children } = props;
  const t = createTranslator(locale, uiCatalogue);
  const [listed, setListed] = useState(false);
  const top = useHeadingFocus(`${current} ${listed}`);
  const go = (index: number) => {
    setListed(false);
    onGo(index);
  };
  return (
    <FieldScreen
      header={
        <InnerHeader
          back={
            listed ? (
              <BackLink onClick={() => setListed(false)}>{t("jump_back", { number: current + 1 })}</BackLink>
            ) : (
              leave
            )
          }
          end={listed ? undefined : saved}
          who={who}
          progress={<ProgressBar locale={locale} steps={steps.map(({ state }) => state)} current={current} />}
          banner={banner}
        />
      }
      foot={<StepperFoot {...props} listed={listed} onGo={go} />}
    >
      <div ref={top} tabIndex={-1} className="top-of-step">
        {listed ? (
          <JumpList {...props} onGo={go} />
        ) : (
          <>
            {children}
            <p>
              <Button kind="plain" className="skip" icon={listIcon} onClick={() => setListed(true)}>
                {t("jump_open")}
              </Button>
            </p>
          </>
        )}
      </div>
    </FieldScreen>
  );
}

function StepperFoot({
  locale,
  steps,
  current,
  onGo,
  onFinish,
  finishLabel,
  busy,
  listed,
}: StepperProps & { readonly listed: boolean }) {
  const t = createTranslator(locale, uiCatalogue);
  const nextOpen = steps.findIndex(({ state }) => state === "open");
  const last = current === steps.length - 1;
  const finish = (
    <Button kind="primary" iconAfter={checkIcon} busy={busy} onClick={onFinish}>
      {finishLabel ?? t("finish")}
    </Button>
  );
  if (listed) {
    return (
      <FootBar>
        {nextOpen < 0 ? (
          finish
        ) : (
          <Button kind="primary" iconAfter={arrowRightIcon} onClick={() => onGo(nextOpen)}>
            {t("jump_next_open")}
          </Button>
        )}
      </FootBar>
    );
  }
  return (
    <FootBar>
      {current > 0 && (
        <Button less icon={chevronLeftIcon} onClick={() => onGo(current - 1)}>
          {t("back")}
        </Button>
      )}
      {last ? (
        finish
      ) : (
        <Button kind="primary" iconAfter={arrowRightIcon} onClick={() => onGo(current + 1)}>
          {t("next")}
        </Button>
      )}
    </FootBar>
  );
}

function JumpList({ locale, title, steps, current, onGo }: StepperProps) {
  const t = createTranslator(locale, uiCatalogue);
  const count = (wanted: StepState) => steps.filter(({ state }) => state === wanted).length;
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      <p className="ink2">
        {t("jump_summary", { answered: count("answered"), empty: count("empty"), open: count("open") })}
      </p>
      <ol className="jump">
        {steps.map((step, index) => (
          <li key={step.key}>
            <button type="button" onClick={() => onGo(index)} aria-current={index === current ? "step" : undefined}>
              <span className="n">{index + 1}</span>
              <span className="grow">{step.label}</span>
              {step.state === "empty" ? (
                <WarnChip>{step.emptyReason ?? t("leave_empty_do")}</WarnChip>
              ) : (
                <StateChip locale={locale} state={step.state === "answered" ? "answered" : "open"} />
              )}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** After a step the focus goes to the heading of the new one, so that it is read out and the keyboard starts there. */
function useHeadingFocus(step: string) {
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo(0, 0);
    (top.current?.querySelector<HTMLElement>("h1[tabindex]") ?? top.current)?.focus({ preventScroll: true });
  }, [step]);
  return top;
}

export type QuestionProps = {
  readonly locale: Locale;
  /** The form's title, shown with the number of the question. */
  readonly form: string;
  readonly number: number;
  readonly total: number;
  /** After the number: "laporan ibu". */
  readonly source?: string | undefined;
  readonly ask: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
};

/** The question is the largest thing on its screen and the answers are the next. */
export function Question({ locale, form, number, total, source, ask, hint, children }: QuestionProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <>
      <p className="qn">
        {form} · <b>{t("number_of", { number, total })}</b>
        {source !== undefined && ` · ${source}`}
      </p>
      <h1 className="ask" tabIndex={-1}>
        {ask}
      </h1>
      {hint !== undefined && <p className="ask-hint">{hint}</p>}
      <div className="answer">{children}</div>
    </>
  );
}
