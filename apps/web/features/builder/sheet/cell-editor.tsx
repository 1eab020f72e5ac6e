"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { type SheetColumn, sheetWords } from "@kendali/builder";

import { useLocale } from "../../locale/locale-provider.tsx";

type CellEditorProps = {
  column: SheetColumn;
  label: string;
  start: string;
  /** `down`, `right` and `left` say where the person goes on. */
  onEnd: (text: string | null, next: "down" | "right" | "left" | "stay") => void;
};

/** The cell being edited: a list where only some words fit, otherwise text. Escape leaves the cell as it was. */
export function CellEditor({ column, label, start, onEnd }: CellEditorProps) {
  const { locale } = useLocale();
  const [text, setText] = useState(start);
  const field = useRef<HTMLTextAreaElement & HTMLSelectElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    const element = field.current;
    element?.focus();
    if (element instanceof HTMLTextAreaElement) element.setSelectionRange(start.length, start.length);
  }, [start]);
  const end = (said: string | null, next: Parameters<typeof onEnd>[1]) => {
    // Leaving the cell is told once: the blur that follows a key is no second answer.
    if (isDone.current) return;
    isDone.current = true;
    onEnd(said, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") end(null, "stay");
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) end(text, "down");
    else if (event.key === "Tab") end(text, event.shiftKey ? "left" : "right");
    else return;
    event.preventDefault();
  };
  const shared = {
    ref: field,
    className: "sheet-editor",
    "aria-label": label,
    onKeyDown,
    onBlur: () => end(text, "stay"),
    // The text of a cell is not in the document before it is left.
    onCopy: stop,
    onPaste: stop,
  };
  const words = offered(column, locale);
  if (words !== null) {
    return (
      <select {...shared} value={text} onChange={(event) => setText(event.target.value)}>
        {!words.includes(text) && <option value={text}>{text}</option>}
        {words.map((word) => (
          <option key={word} value={word}>
            {word}
          </option>
        ))}
      </select>
    );
  }
  return (
    <textarea
      {...shared}
      rows={1}
      value={text}
      spellCheck={column.startsWith("label") || column.startsWith("hint") || column.startsWith("message")}
      lang={column.endsWith("_en") ? "en" : column.endsWith("_id") ? "id" : undefined}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

function stop(event: { stopPropagation: () => void }) {
  event.stopPropagation();
}

/** The words a column takes, where it takes only some. */
function offered(column: SheetColumn, locale: "id" | "en"): readonly string[] | null {
  const words = sheetWords[locale];
  switch (column) {
    case "type":
      return Object.values(words.type);
    case "required":
      return [words.yes, words.no];
    case "required_by":
      return ["", ...Object.values(words.requiredBy)];
    default:
      return null;
  }
}
