"use client";

import { builderSavingCatalogue } from "@kendali/i18n/catalogues/builder-saving";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderWords } from "./builder-words.ts";
import { ConflictPart } from "./conflict-part.tsx";
import { RefusedPart } from "./refused-part.tsx";
import { useBuilderOf } from "./use-builder.ts";

/** What needs a person before everything is saved: places that two changed, and changes that the server refuses. */
export function ConflictPanel() {
  const t = useBuilderWords();
  const say = useTranslator(builderSavingCatalogue);
  const conflicts = useBuilderOf((builder) => builder.conflicts);
  const isKept = useBuilderOf((builder) => builder.isKept);
  const refused = useBuilderOf((builder) => builder.refused);
  if (conflicts.length === 0 && refused === null && isKept) return null;
  return (
    <section className="builder-conflicts" id="conflicts" aria-label={t("save_conflict")}>
      {refused === null ? null : <RefusedPart refused={refused} />}
      {isKept ? null : (
        <Message tone="warn" live="alert" title={t("not_kept_title")}>
          {t("not_kept_text")}
        </Message>
      )}
      {conflicts.length === 0 ? null : (
        <div role="alert">
          <h2>{say("conflicts", { count: conflicts.length })}</h2>
          <p className="ink2">{say("conflicts_text")}</p>
        </div>
      )}
      {conflicts.map((conflict) => (
        <ConflictPart key={conflict.path.join("/")} conflict={conflict} />
      ))}
    </section>
  );
}
