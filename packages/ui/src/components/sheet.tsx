"use client";

import { type MouseEvent, type PointerEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";

/** Longest time between the presses of a double one, in ms (what systems take for one by default). */
const doublePressMs = 500;

export type SheetProps = {
  readonly open: boolean;
  readonly title: string;
  /** Also called for Escape and for a tap beside the sheet. */
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * A sheet from below on phones, a centred dialog on wider screens; the browser keeps the focus inside, and gives it back to
 * what opened the sheet. Only a press that begins and ends beside the sheet closes it: a thumb on its edge, or a text
 * selected past it, would lose what was typed. The second press of a double one on what opened it is not beside it.
 */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);
  const stoodAt = useRef(0);
  const titleId = useId();
  // A sheet that its page takes away while it is open is closed first: removed without it, the focus would be lost.
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) {
      pressedBeside.current = false;
      stoodAt.current = performance.now();
      element.showModal();
    } else element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="veil"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => open && !event.currentTarget.open && onClose()}
      onPointerDown={(event) => {
        pressedBeside.current = isBeside(event) && event.timeStamp - stoodAt.current > doublePressMs;
      }}
      onClick={(event) => {
        if (pressedBeside.current && isBeside(event)) onClose();
      }}
    >
      {open && (
        <>
          <h2 id={titleId}>{title}</h2>
          {children}
        </>
      )}
    </dialog>
  );
}

/** A press on the backdrop is told as one on the dialog, outside its box. */
function isBeside({ target, currentTarget, clientX, clientY }: MouseEvent<HTMLElement> | PointerEvent<HTMLElement>) {
  const box = currentTarget.getBoundingClientRect();
  const isInside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
  return target === currentTarget && !isInside;
}
