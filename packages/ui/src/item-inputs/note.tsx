import type { ItemInputProps } from "./item-input.ts";

/** Words to read, with nothing to answer. */
export function NoteInput({ item, locale, alone }: ItemInputProps) {
  return (
    <div className="reading">
      {alone !== true && <p>{item.label[locale]}</p>}
      {item.hint !== undefined && <p className="ink2">{item.hint[locale]}</p>}
    </div>
  );
}
