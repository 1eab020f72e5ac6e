"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

export type SheetProps = {
  readonly open: boolean;
  readonly title: string;
  /** Also called for Escape and for a tap beside the sheet. */
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A sheet from below on phones, a centred dialog on wider screens; the browser keeps the focus inside. */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) element.showModal();
    else element.close();
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
      onClose={() => open && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
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
