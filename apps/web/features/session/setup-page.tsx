"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useId, useState } from "react";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";

import { useTranslator } from "../locale/locale-provider.tsx";
import { PublicPage } from "../shell/public-page.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { FieldError } from "./sign-in-form.tsx";

/** Where a one-time link leads: the first administrator, or somebody invited, chooses a name and a password. */
export function SetupPage({ token }: { token: string }) {
  const t = useTranslator(commonCatalogue, authCatalogue);
  const trpc = useTRPC();
  const id = useId();
  const [mismatch, setMismatch] = useState(false);
  const accept = useMutation(trpc.setup.accept.mutationOptions());

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const read = (name: string): string => String(data.get(name) ?? "");
    const differs = read("password") !== read("repeat");
    setMismatch(differs);
    if (differs) return;
    accept.mutate({ token, password: read("password") });
  }

  if (accept.isSuccess) {
    return (
      <PublicPage title={t("setup_title")} lead={t("setup_done", { username: accept.data.username })}>
        <Link className="btn primary wide" href="/sign-in">
          {t("sign_in")}
        </Link>
      </PublicPage>
    );
  }
  return (
    <PublicPage title={t("setup_title")} lead={t("setup_lead")}>
      <form className="stack" onSubmit={submit}>
        {accept.error === null ? null : <FailureMessage error={accept.error} />}
        <TextField
          id={`${id}-p`}
          name="password"
          label={t("setup_new_password")}
          hint={t("setup_rule")}
          autoComplete="new-password"
        />
        <TextField
          id={`${id}-r`}
          name="repeat"
          label={t("setup_repeat")}
          autoComplete="new-password"
          {...(mismatch ? { error: t("setup_mismatch") } : {})}
        />
        <button className="btn primary wide" type="submit" aria-disabled={accept.isPending}>
          {accept.isPending ? t("sending") : t("setup_submit")}
        </button>
      </form>
    </PublicPage>
  );
}

type TextFieldProps = {
  id: string;
  name: string;
  label: string;
  hint?: string;
  error?: string;
  autoComplete: string;
};

function TextField({ id, name, label, hint, error, autoComplete }: TextFieldProps) {
  const described = [hint === undefined ? null : `${id}-h`, error === undefined ? null : `${id}-e`]
    .filter((part) => part !== null)
    .join(" ");
  return (
    <div>
      <label className="lab" htmlFor={id}>
        {label}
      </label>
      <div className={error === undefined ? "box" : "box bad"}>
        <input
          id={id}
          name={name}
          type="password"
          required
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          {...(described === "" ? {} : { "aria-describedby": described })}
        />
      </div>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-h`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : <FieldError id={`${id}-e`} text={error} />}
    </div>
  );
}
