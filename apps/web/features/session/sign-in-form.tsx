"use client";

import { type FormEvent, useId, useRef, useState } from "react";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";

import { useTranslator } from "../locale/locale-provider.tsx";
import { signIn, type SignInOutcome } from "./sign-in.ts";

type Trouble =
  | { readonly at: "username" | "password" }
  | { readonly at: "form"; readonly outcome: Exclude<SignInOutcome, { kind: "signed_in" }> };

/** What a demonstration fills in when a visitor chooses a role. */
type Given = { readonly username: string; readonly password: string };

/** Account name and password. Pasting is allowed, nothing typed is cleared after a refusal, and the first thing to mend gets the focus. */
export function SignInForm({ onSignedIn, given }: { onSignedIn: () => void; given?: Given | undefined }) {
  const t = useTranslator(commonCatalogue, authCatalogue);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [visible, setVisible] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const username = textOf(data.get("username")).trim();
    const password = textOf(data.get("password"));
    const empty = username === "" ? "username" : password === "" ? "password" : null;
    if (empty !== null) {
      setTrouble({ at: empty });
      form.current?.querySelector<HTMLInputElement>(`[name=${empty}]`)?.focus();
      return;
    }
    setBusy(true);
    setTrouble(null);
    const outcome = await signIn(username, password);
    setBusy(false);
    if (outcome.kind === "signed_in") onSignedIn();
    else setTrouble({ at: "form", outcome });
  }

  return (
    <form ref={form} className="stack" noValidate onSubmit={(event) => void submit(event)} method="post">
      {trouble?.at === "form" ? (
        <p className="msg bad" role="alert">
          <span>{refusalText(t, trouble.outcome)}</span>
        </p>
      ) : null}
      <div>
        <label className="lab" htmlFor={`${id}-u`}>
          {t("username")}
        </label>
        <div className={trouble?.at === "username" ? "box bad" : "box"}>
          <input
            id={`${id}-u`}
            name="username"
            defaultValue={given?.username ?? ""}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            aria-invalid={trouble?.at === "username"}
            aria-describedby={trouble?.at === "username" ? `${id}-ue` : undefined}
          />
        </div>
        {trouble?.at === "username" ? <FieldError id={`${id}-ue`} text={t("fill_username")} /> : null}
      </div>
      <div>
        <label className="lab" htmlFor={`${id}-p`}>
          {t("password")}
        </label>
        <div className={trouble?.at === "password" ? "box bad" : "box"}>
          <input
            id={`${id}-p`}
            name="password"
            type={visible ? "text" : "password"}
            defaultValue={given?.password ?? ""}
            autoComplete="current-password"
            maxLength={256}
            aria-invalid={trouble?.at === "password"}
            aria-describedby={trouble?.at === "password" ? `${id}-pe` : undefined}
          />
          <button
            type="button"
            className="unit unit-button"
            aria-pressed={visible}
            aria-label={visible ? t("hide_password") : t("show_password")}
            onClick={() => setVisible(!visible)}
          >
            {visible ? t("hide") : t("show")}
          </button>
        </div>
        {trouble?.at === "password" ? <FieldError id={`${id}-pe`} text={t("fill_password")} /> : null}
      </div>
      <button className="btn primary wide" type="submit" aria-disabled={busy}>
        {busy ? t("signing_in") : t("sign_in")}
      </button>
    </form>
  );
}

/** What is wrong with one field, linked to it by `aria-describedby`. */
export function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p className="field-error" id={id} role="alert">
      {text}
    </p>
  );
}

type AuthTranslator = ReturnType<typeof useTranslator<[typeof commonCatalogue, typeof authCatalogue]>>;

function refusalText(t: AuthTranslator, outcome: Exclude<SignInOutcome, { kind: "signed_in" }>): string {
  if (outcome.kind === "wait") return t("sign_in_wait", { seconds: outcome.seconds });
  return outcome.kind === "refused" ? t("sign_in_refused") : t("sign_in_unreachable");
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
