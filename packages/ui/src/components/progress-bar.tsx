import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";

/** Where one question stands. */
export type StepState = "answered" | "empty" | "open";

export type ProgressBarProps = {
  readonly locale: Locale;
  readonly steps: readonly StepState[];
  /** Which step is on the screen, from 0. */
  readonly current: number;
};

const looks: Readonly<Record<StepState, string>> = { answered: "y", empty: "gone", open: "" };

/** A map of the form, one slot a question: filled answered, black here, striped left empty with a reason. Not a percentage. */
export function ProgressBar({ locale, steps, current }: ProgressBarProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <div className="steps" role="img" aria-label={t("question_of", { number: current + 1, total: steps.length })}>
      {steps.map((state, index) => (
        <i key={index} className={index === current ? "now" : looks[state]} />
      ))}
    </div>
  );
}
