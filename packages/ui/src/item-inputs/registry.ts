import type { ItemTypeKey } from "@kendali/domain";
import { CalculatedInput } from "./calculated.tsx";
import { ChoiceInput } from "./choice.tsx";
import { DateTimeInput } from "./date-time.tsx";
import { DateInput } from "./date.tsx";
import { DecimalInput } from "./decimal.tsx";
import { DurationInput } from "./duration.tsx";
import { IntegerInput } from "./integer.tsx";
import type { ItemInputComponent } from "./item-input.ts";
import { AttachmentInput, BarcodeInput, PartialDateInput, PhotoInput, SignatureInput } from "./later.tsx";
import { LongTextInput } from "./long-text.tsx";
import { MultipleChoiceInput } from "./multiple-choice.tsx";
import { NoteInput } from "./note.tsx";
import { TextInput } from "./text.tsx";
import { TimeInput } from "./time.tsx";
import { YesNoInput } from "./yes-no.tsx";

/** The input of every item type, once. A type without its line does not compile. */
export const itemInputs = {
  integer: IntegerInput,
  decimal: DecimalInput,
  text: TextInput,
  long_text: LongTextInput,
  choice: ChoiceInput,
  multiple_choice: MultipleChoiceInput,
  yes_no: YesNoInput,
  date: DateInput,
  time: TimeInput,
  date_time: DateTimeInput,
  partial_date: PartialDateInput,
  duration: DurationInput,
  calculated: CalculatedInput,
  barcode: BarcodeInput,
  photo: PhotoInput,
  attachment: AttachmentInput,
  signature: SignatureInput,
  note: NoteInput,
} as const satisfies Record<ItemTypeKey, ItemInputComponent>;
