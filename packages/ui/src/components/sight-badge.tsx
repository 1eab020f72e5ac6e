import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { eyeIcon, eyeOffIcon } from "../icons.ts";
import { Icon } from "./icon.tsx";

/** What this person may see of the arms. */
export type Sight = "masked" | "arms" | "one_group";

export type SightBadgeProps = {
  readonly locale: Locale;
  readonly sight: Sight;
  /** Other words for an open badge, such as the role: "Pelaksana intervensi". A masked badge always says masked. */
  readonly words?: string | undefined;
  readonly short?: boolean | undefined;
};

/** On every study page: hatched and named when the arm is covered, an eye and what is seen when it is not. */
export function SightBadge({ locale, sight, words, short = false }: SightBadgeProps) {
  const t = createTranslator(locale, uiCatalogue);
  const masked = sight === "masked";
  const oneGroup = short ? "one_group_short" : "one_group";
  const open = words ?? t(sight === "one_group" ? oneGroup : "sees_arms");
  return (
    <span className={masked ? "sight masked" : "sight open"}>
      <span>
        <Icon path={masked ? eyeOffIcon : eyeIcon} />
      </span>
      <span>{masked ? t(short ? "masked_short" : "masked") : open}</span>
    </span>
  );
}
