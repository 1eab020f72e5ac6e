"use client";

import { lazy, Suspense } from "react";

import type { Refusal } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";

import { useTranslator } from "../locale/locale-provider.tsx";
import { type Failure, failureOf } from "../trpc/refusal-of.ts";

const RefusalText = lazy(async () => ({ default: (await import("./refusal-words.tsx")).RefusalWords }));

/** Why the server refused: what is wrong, what is allowed, what to do. */
export function RefusalWords({ refusal }: { refusal: Refusal }) {
  return (
    <Suspense>
      <RefusalText refusal={refusal} />
    </Suspense>
  );
}

/** The words of a failed call: what is wrong, what is allowed, what to do. */
export function FailureWords({ failure }: { failure: Failure }) {
  const t = useTranslator(commonCatalogue);
  switch (failure.kind) {
    case "signed_out":
      return t("sign_in_again");
    case "unreachable":
      return t("try_again_no_connection");
    case "unexpected":
      return t("unexpected", { code: failure.requestId });
    case "refusal":
      return <RefusalWords refusal={failure.refusal} />;
  }
}

/** A failed call in a message beside what it concerns, brought into sight: on a phone that may be below the fold. */
export function FailureMessage({ error }: { error: unknown }) {
  return (
    <p className="msg bad" role="alert" ref={bringIntoSight}>
      <span>
        <FailureWords failure={failureOf(error)} />
      </span>
    </p>
  );
}

/** Scrolls no further than it must, and not at all where the message is seen already. */
function bringIntoSight(message: HTMLElement | null): void {
  message?.scrollIntoView({ block: "nearest" });
}
