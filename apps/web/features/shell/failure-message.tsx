"use client";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { createTranslator, type Locale, refusalWords } from "@kendali/i18n";

import { useLocale } from "../locale/locale-provider.tsx";
import { type Failure, failureOf } from "../trpc/refusal-of.ts";

/** The words of a failed call: what is wrong, what is allowed, what to do. */
export function failureWords(locale: Locale, failure: Failure): string {
  const t = createTranslator(locale, commonCatalogue);
  switch (failure.kind) {
    case "signed_out":
      return t("sign_in_again");
    case "unreachable":
      return t("try_again_no_connection");
    case "unexpected":
      return t("unexpected", { code: failure.requestId });
    case "refusal":
      return refusalWords(locale, failure.refusal);
  }
}

/** A failed call in a message beside what it concerns. */
export function FailureMessage({ error }: { error: unknown }) {
  const { locale } = useLocale();
  return (
    <p className="msg bad" role="alert">
      <span>{failureWords(locale, failureOf(error))}</span>
    </p>
  );
}
