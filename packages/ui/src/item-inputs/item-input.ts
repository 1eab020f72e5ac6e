import type { Codelist, Item, MissingReason } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import type { ComponentType, ReactNode } from "react";
import type { FieldProblem } from "../components/field-frame.tsx";
import type { Timing } from "../components/pump-timer.tsx";

/** What the input of every item type takes. It draws; reading, checking and calculating are the caller's, through the domain. */
export type ItemInputProps = {
  readonly item: Item;
  readonly codelist: Codelist | null;
  readonly locale: Locale;
  /** Unique on the page; the item's key when absent. */
  readonly id?: string | undefined;
  /**
   * The answer as text, exactly as typed (`itemTypeOf(item).parse` reads it, `toText` writes it): "42,5", a code "1", codes "0, 2",
   * "1" or "0" for yes and no, `YYYY-MM-DD` (partial dates also `YYYY` and `YYYY-MM`), `HH:MM`, `YYYY-MM-DDTHH:MM`. For calculated items and notes the words to show.
   */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Why it was left empty; `null` while it is not. */
  readonly missing: MissingReason | null;
  /** Absent where the item may not be left empty with a reason. */
  readonly onMissing?: ((reason: MissingReason | null) => void) | undefined;
  readonly problems?: readonly FieldProblem[] | undefined;
  /** The reason for an unusual value; asked for only when `onReason` is given and a problem of tone `warn` stands. */
  readonly reason?: string | undefined;
  readonly onReason?: ((reason: string) => void) | undefined;
  /** One question per screen: the label is already the heading, and the answers are large. */
  readonly alone?: boolean | undefined;
  /** Date and time now at the site, `YYYY-MM-DDTHH:MM`, for the chips "Hari ini", "Kemarin" and "Sekarang". */
  readonly now?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Said under a date at once: age, or "Hari nifas ke-3". */
  readonly echo?: string | undefined;
  /** Start and stop of a timed duration, kept by the caller so that a reload loses nothing. */
  readonly timing?: Timing | null | undefined;
  readonly onTiming?: ((timing: Timing) => void) | undefined;
  /** Takes a file for the item (camera, choice of a file, drawing), keeps it and then gives its reference as the value. Absent where that is not possible now. */
  readonly onAttach?: (() => void) | undefined;
  /** The attached file as the caller shows it: its picture or name, and whether it is sent. Absent, a short name stands there. */
  readonly attached?: ReactNode;
  readonly disabled?: boolean | undefined;
};

export type ItemInputComponent = ComponentType<ItemInputProps>;
