import type { ReactNode } from "react";
import { circleCheckIcon, circleDashedIcon, octagonXIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";

export type Check = {
  readonly key: string;
  readonly state: "holds" | "open" | "fails";
  readonly title: string;
  readonly detail?: ReactNode;
};

const looks = {
  holds: { look: undefined, icon: circleCheckIcon },
  open: { look: "open", icon: circleDashedIcon },
  fails: { look: "not", icon: octagonXIcon },
} as const;

/** What holds before something that happens once, such as the draw. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className="okl">
      {checks.map(({ key, state, title, detail }) => (
        <li key={key} className={looks[state].look}>
          <Icon path={looks[state].icon} />
          <span>
            <b>{title}</b>
            {detail !== undefined && (
              <>
                <br />
                <span className="small ink2">{detail}</span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
