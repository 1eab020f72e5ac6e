import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import type { ReactNode } from "react";
import {
  circleCheckIcon,
  circleDashedIcon,
  circleDotIcon,
  circleMinusIcon,
  clockAlertIcon,
  octagonXIcon,
  pencilIcon,
  triangleAlertIcon,
} from "../icons.ts";
import { Icon } from "./icon.tsx";

const states = {
  later: { look: "later", icon: circleDashedIcon },
  due: { look: "due", icon: circleDotIcon },
  can: { look: "due", icon: circleDotIcon },
  late: { look: "late", icon: clockAlertIcon },
  done: { look: "done", icon: circleCheckIcon },
  given: { look: "done", icon: circleCheckIcon },
  missed: { look: "missed", icon: circleMinusIcon },
  draft: { look: "later", icon: pencilIcon },
  ready: { look: "later", icon: circleDashedIcon },
  sending: { look: "due", icon: circleDotIcon },
  sent: { look: "done", icon: circleCheckIcon },
  not_sent: { look: "warn", icon: triangleAlertIcon },
  failed: { look: "fail", icon: octagonXIcon },
  conflict: { look: "warn", icon: triangleAlertIcon },
  answered: { look: "done", icon: circleCheckIcon },
  open: { look: "later", icon: circleDashedIcon },
} as const;

/** Where a visit, an answer or a sending stands. */
export type State = keyof typeof states;

export type StateChipProps = {
  readonly locale: Locale;
  readonly state: State;
  /** More exact words in the same state: "Sore ini", "3 kunjungan terlambat". */
  readonly children?: ReactNode;
};

/** Weight says urgency: late is a solid block, due a tint, done a word with a tick, a recorded miss only an outline. */
export function StateChip({ locale, state, children }: StateChipProps) {
  const { look, icon } = states[state];
  return <Chip look={look} icon={icon} words={children ?? createTranslator(locale, uiCatalogue)(`state_${state}`)} />;
}

/** A state of another kind, such as "Etik berakhir 19 hari lagi", in one of the four weights. */
export function WarnChip({ children }: { readonly children: ReactNode }) {
  return <Chip look="warn" icon={triangleAlertIcon} words={children} />;
}

function Chip({ look, icon, words }: { readonly look: string; readonly icon: string; readonly words: ReactNode }) {
  return (
    <span className={`state ${look}`}>
      <Icon path={icon} />
      {words}
    </span>
  );
}
