"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { Suspense, useState } from "react";

import type { Role } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";

import { useTranslator } from "../locale/locale-provider.tsx";
import { PublicPage } from "../shell/public-page.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { signedOut } from "./signed-out.ts";

/** The accounts of a demonstration; absent outside demo mode. */
export type DemoAccounts = {
  readonly password: string;
  readonly accounts: readonly { readonly username: string; readonly role: Role }[];
};

/** The first page of everyone: sign in, and in demo mode the list of roles to try. */
export function SignInPage({ demo }: { demo: DemoAccounts | null }) {
  return (
    <Suspense>
      <SignInContent demo={demo} />
    </Suspense>
  );
}

function SignInContent({ demo }: { demo: DemoAccounts | null }) {
  const t = useTranslator(authCatalogue);
  const router = useRouter();
  const search = useSearchParams();
  const [username, setUsername] = useState("");

  return (
    <PublicPage title={t("sign_in_title")} lead={t("sign_in_lead")}>
      <SignInForm
        key={username}
        given={username === "" || demo === null ? undefined : { username, password: demo.password }}
        onSignedIn={() => {
          signedOut.set(false);
          router.replace(safePath(search.get("to")));
        }}
      />
      {demo === null ? null : (
        <section className="demo-accounts" aria-labelledby="demo-accounts">
          <h2 id="demo-accounts">{t("demo_accounts")}</h2>
          <p className="small ink2">{t("demo_accounts_hint", { password: demo.password })}</p>
          <ul>
            {demo.accounts.map((account) => (
              <li key={account.username}>
                <button
                  type="button"
                  className="demo-account"
                  aria-pressed={account.username === username}
                  aria-label={t("demo_use", { username: account.username })}
                  onClick={() => setUsername(account.username)}
                >
                  <b>{account.username}</b>
                  <span>{t(`role_${account.role}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </PublicPage>
  );
}

/** Only a path of ours: an address with another host in it would send a signed-in person elsewhere. */
function safePath(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) ? to : "/";
}
