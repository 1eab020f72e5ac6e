import type { EntryValues, Item, ItemTypeKey, ItemValue, Protocol } from "@kendali/domain";

/** Plausible values for every item of a form: the low end of soft ranges, first codes, afternoon times. For tests. */
export function fillForm(protocol: Protocol, formKey: string, on: string, changed: EntryValues = {}): EntryValues {
  const form = protocol.forms.find((candidate) => candidate.key === formKey);
  if (form === undefined) throw new Error(`no form ${formKey}`);
  const values: Record<string, ItemValue> = {};
  for (const item of form.sections.flatMap((section) => section.items)) {
    const value = item.relevant === undefined ? makers[item.type](item, protocol, on) : null;
    if (value !== null) values[item.key] = value;
  }
  return { ...values, ...changed };
}

type Maker = (item: Item, protocol: Protocol, on: string) => ItemValue | null;
const lowest: Maker = (item) => item.softRange?.min ?? item.hardRange?.min ?? 0;
const nothing: Maker = () => null;

const makers: Record<ItemTypeKey, Maker> = {
  integer: lowest,
  decimal: lowest,
  duration: () => 15,
  choice: (item, protocol) => protocol.codelists.find((list) => list.key === item.codelist)?.codes[0]?.code ?? null,
  multiple_choice: () => [],
  yes_no: () => false,
  date: (_item, _protocol, on) => on,
  time: () => "15:30",
  date_time: (_item, _protocol, on) => `${on}T08:00`,
  partial_date: (_item, _protocol, on) => on.slice(0, 7),
  text: nothing,
  long_text: nothing,
  calculated: nothing,
  barcode: nothing,
  photo: nothing,
  attachment: nothing,
  signature: nothing,
  note: nothing,
};
