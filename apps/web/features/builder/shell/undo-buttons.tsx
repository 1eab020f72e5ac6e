"use client";

import { useState } from "react";

import { Button } from "@kendali/ui/components/button";
import { redo2Icon, undo2Icon } from "@kendali/ui/icons";

import { useBuilderWords } from "./builder-words.ts";
import { useBuilderOf, useBuilderStore } from "./use-builder.ts";

/** One step back, one step forth, by hand; the keys do the same. */
export function UndoButtons() {
  const t = useBuilderWords();
  const store = useBuilderStore();
  const canUndo = useBuilderOf((builder) => builder.canUndo);
  const canRedo = useBuilderOf((builder) => builder.canRedo);
  const [said, setSaid] = useState("");
  if (!store.get().draft.mayEdit) return null;
  return (
    <div className="seg undo" role="group" aria-label={`${t("undo")}, ${t("redo")}`}>
      <Button
        tight
        icon={undo2Icon}
        title={t("undo_keys")}
        aria-disabled={!canUndo}
        onClick={() => {
          if (!canUndo) return;
          store.get().undo();
          setSaid(t("undone"));
        }}
      >
        {t("undo")}
      </Button>
      <Button
        tight
        icon={redo2Icon}
        title={t("redo_keys")}
        aria-disabled={!canRedo}
        onClick={() => {
          if (!canRedo) return;
          store.get().redo();
          setSaid(t("redone"));
        }}
      >
        {t("redo")}
      </Button>
      <span className="vh" role="status">
        {said}
      </span>
    </div>
  );
}
