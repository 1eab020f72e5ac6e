"use client";

import type { ReactNode } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { Sheet } from "@kendali/ui/components/sheet";

import { useTranslator } from "../locale/locale-provider.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";

type ActSheetProps = {
  open: boolean;
  title: string;
  onClose: () => void;
  /** Names the outcome: "Kunci data". */
  confirm: string;
  /** What is still missing before it can be done; stands in the button. */
  missing: string | null;
  danger?: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  children: ReactNode;
};

/** An act that concerns the whole study: what it does, what it asks, and the button that names its outcome. */
export function ActSheet(props: ActSheetProps) {
  const { open, title, onClose, confirm, missing, danger = false, isPending, error, onConfirm, children } = props;
  const t = useTranslator(commonCatalogue);
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <form
        className="desk-act"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === null && !isPending) onConfirm();
        }}
      >
        {children}
        {error === null ? null : <FailureMessage error={error} />}
        <div className="acts">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            kind={danger ? "danger" : "primary"}
            disabled={missing !== null}
            busy={isPending ? t("sending") : false}
          >
            {missing ?? confirm}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
