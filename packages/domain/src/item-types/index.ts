import type { ItemTypeKey } from "../protocol/types.ts";
import { attachment } from "./attachment/attachment.ts";
import { barcode } from "./barcode/barcode.ts";
import { calculated } from "./calculated/calculated.ts";
import { choice } from "./choice/choice.ts";
import { date } from "./date/date.ts";
import { dateTime } from "./date-time/date-time.ts";
import { decimal } from "./decimal/decimal.ts";
import { duration } from "./duration/duration.ts";
import { integer } from "./integer/integer.ts";
import type { ItemTypeDefinition } from "./item-type.ts";
import { longText } from "./long-text/long-text.ts";
import { multipleChoice } from "./multiple-choice/multiple-choice.ts";
import { note } from "./note/note.ts";
import { partialDate } from "./partial-date/partial-date.ts";
import { photo } from "./photo/photo.ts";
import { signature } from "./signature/signature.ts";
import { text } from "./text/text.ts";
import { time } from "./time/time.ts";
import { yesNo } from "./yes-no/yes-no.ts";

/** Every item type, once. A type without its line does not compile. */
export const itemTypes = {
  integer,
  decimal,
  text,
  long_text: longText,
  choice,
  multiple_choice: multipleChoice,
  yes_no: yesNo,
  date,
  time,
  date_time: dateTime,
  partial_date: partialDate,
  duration,
  calculated,
  barcode,
  photo,
  attachment,
  signature,
  note,
} as const satisfies Record<ItemTypeKey, ItemTypeDefinition>;

/** What the platform knows about an item's type. */
export function itemTypeOf(item: { readonly type: ItemTypeKey }): ItemTypeDefinition {
  return itemTypes[item.type];
}
