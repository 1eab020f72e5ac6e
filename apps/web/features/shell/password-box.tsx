"use client";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { isRefusedWith } from "../trpc/refusal-of.ts";

/** The password again, where an act is signed. One that does not match is said here, with what was not done. */
export function PasswordBox({
  id,
  value,
  onChange,
  error,
  wrong,
}: {
  id: string;
  value: string;
  onChange: (typed: string) => void;
  /** What the act failed with, if it did. */
  error: unknown;
  /** Said where the password does not match: what was not done, and what to do. */
  wrong: string;
}) {
  const t = useTranslator(commonCatalogue);
  const { locale } = useLocale();
  return (
    <TextBox
      id={id}
      locale={locale}
      label={t("password_again")}
      type="password"
      autoComplete="current-password"
      value={value}
      onChange={onChange}
      problems={isRefusedWith(error, "password_wrong") ? [{ tone: "bad", title: wrong }] : []}
    />
  );
}
