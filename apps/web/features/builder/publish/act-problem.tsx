"use client";

import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";

/** What stood in the way of an act, beside what the server itself says. */
export function ActProblem({ problem }: { problem: "unsaved" | "changed" | null }) {
  const t = useTranslator(builderCatalogue);
  if (problem === null) return null;
  return (
    <Message tone="bad" live="alert">
      {t(problem === "unsaved" ? "publish_unsaved" : "publish_changed")}
    </Message>
  );
}
