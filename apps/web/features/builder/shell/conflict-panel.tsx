"use client";

import { type EditConflict, hasPlace } from "@kendali/builder";
import type { Json } from "@kendali/domain";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { FailureWords } from "../../shell/failure-message.tsx";
import { useBuilderWords } from "./builder-words.ts";
import { usePlaceWords } from "./place-words.ts";
import { useBuilder } from "./use-builder.ts";

/** What needs a person before everything is saved: places that two changed, and changes that the server refuses. */
export function ConflictPanel() {
  const t = useBuilderWords();
  const { conflicts, saving, isKept, refusal, retry } = useBuilder();
  if (conflicts.length === 0 && saving !== "failed" && isKept) return null;
  return (
    <section className="builder-conflicts" id="conflicts" aria-label={t("save_conflict")}>
      {saving === "failed" ? (
        <Message tone="bad" live="alert" title={t("save_failed_title")}>
          {refusal === null ? null : (
            <p>
              <FailureWords failure={{ kind: "refusal", refusal }} />
            </p>
          )}
          <p>{t("save_failed_text")}</p>
          <Button tight onClick={retry}>
            {t("retry")}
          </Button>
        </Message>
      ) : null}
      {isKept ? null : (
        <Message tone="warn" live="alert" title={t("not_kept_title")}>
          {t("not_kept_text")}
        </Message>
      )}
      {conflicts.length === 0 ? null : (
        <div role="alert">
          <h2>{t("conflict_title")}</h2>
          <p className="ink2">{t("conflict_text")}</p>
        </div>
      )}
      {conflicts.map((conflict) => (
        <Conflict key={conflict.path.join("/")} conflict={conflict} />
      ))}
    </section>
  );
}

function Conflict({ conflict }: { conflict: EditConflict }) {
  const { path, mine, theirs } = conflict;
  const t = useBuilderWords();
  const { settle, document } = useBuilder();
  const place = usePlaceWords()(document as unknown as Json, path);
  return (
    <article className="builder-conflict">
      <h3>{t("conflict_place", { place })}</h3>
      <div className="builder-two">
        <div>
          <h4>{t("conflict_theirs")}</h4>
          <div
            className="builder-value"
            role="region"
            aria-label={`${t("conflict_theirs")}: ${path.join("/")}`}
            tabIndex={0}
          >
            {theirs === undefined ? t("conflict_gone") : <ValueText value={theirs} />}
          </div>
          <Button onClick={() => settle(path, "theirs")}>{t("conflict_use_theirs")}</Button>
        </div>
        <div>
          <h4>{t("conflict_mine")}</h4>
          <div
            className="builder-value"
            role="region"
            aria-label={`${t("conflict_mine")}: ${path.join("/")}`}
            tabIndex={0}
          >
            {mine === undefined ? t("conflict_removed") : <ValueText value={mine} />}
          </div>
          {hasPlace(document as unknown as Json, conflict) ? (
            <Button onClick={() => settle(path, "mine")}>{t("conflict_use_mine")}</Button>
          ) : (
            <p className="small ink2">{t("conflict_no_place")}</p>
          )}
        </div>
      </div>
    </article>
  );
}

/** A value of the document as a person reads it; a whole part is shown as its text. */
function ValueText({ value }: { value: Json }) {
  if (typeof value === "string") return value === "" ? "–" : value;
  if (typeof value !== "object" || value === null) return String(value);
  return <code className="mono">{JSON.stringify(value, null, 1)}</code>;
}
