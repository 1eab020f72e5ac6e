import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import type { ReactNode } from "react";
import { circleCheckIcon, infoIcon, octagonXIcon, triangleAlertIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";

export type MessageTone = "warn" | "bad" | "info" | "ok";

const icons: Readonly<Record<MessageTone, string>> = {
  warn: triangleAlertIcon,
  bad: octagonXIcon,
  info: infoIcon,
  ok: circleCheckIcon,
};

export type MessageProps = {
  readonly tone: MessageTone;
  readonly id?: string | undefined;
  /** What is wrong (or done), in bold; the children say what is allowed and what to do. */
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  /** Announce it when it appears: `status` waits its turn, `alert` interrupts. */
  readonly live?: "status" | "alert" | undefined;
};

/** What is wrong, what is allowed, what to do, in this order. */
export function Message({ tone, id, title, children, live }: MessageProps) {
  return (
    <div className={`msg ${tone}`} id={id} role={live}>
      <Icon path={icons[tone]} />
      <div>
        {title !== undefined && <b>{title}</b>} {children}
      </div>
    </div>
  );
}

export type SummaryProblem = {
  /** The id of the field's control. */
  readonly fieldId: string;
  readonly label: string;
  readonly words: string;
};

/** On top of a form with more than one problem: each leads to its field. */
export function ProblemSummary({
  locale,
  problems,
}: {
  readonly locale: Locale;
  readonly problems: readonly SummaryProblem[];
}) {
  const t = createTranslator(locale, uiCatalogue);
  if (problems.length === 0) return null;
  return (
    <Message tone="bad" live="alert" title={t("problems_title", { count: problems.length })}>
      <ul>
        {problems.map(({ fieldId, label, words }) => (
          <li key={`${fieldId} ${words}`}>
            <a href={`#${fieldId}`}>{t("problem_in", { label, problem: words })}</a>
          </li>
        ))}
      </ul>
    </Message>
  );
}
