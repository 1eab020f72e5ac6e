"use client";

import { useState } from "react";

/**
 * Keeps what is being typed apart from the normalised value that the form holds, so that "9" is not turned into "09" under the
 * finger; a value that changes from outside (a chip, an undo, another form) replaces the typed text.
 */
export function useTyped<T>(
  value: string,
  read: (value: string) => T,
  write: (typed: T) => string,
  onChange: (value: string) => void,
) {
  const [state, setState] = useState({ value, typed: read(value) });
  const typed = state.value === value ? state.typed : read(value);
  if (state.value !== value) setState({ value, typed });
  const type = (next: T) => {
    const written = write(next);
    setState({ value: written, typed: next });
    onChange(written);
  };
  return [typed, type] as const;
}
