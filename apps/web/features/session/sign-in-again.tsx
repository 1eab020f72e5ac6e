"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from "react";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";

import { useTranslator } from "../locale/locale-provider.tsx";
import { signedOut } from "./signed-out.ts";

/** Every page carries the sheet; its form is fetched when it is needed. */
const SignInForm = lazy(async () => ({ default: (await import("./sign-in-form.tsx")).SignInForm }));

/** The sheet over any page whose session has ended: sign in, and the page goes on with everything that was typed. */
export function SignInAgain() {
  const t = useTranslator(authCatalogue);
  const isSignedOut = useSyncExternalStore(signedOut.subscribe, signedOut.get, () => false);
  const path = usePathname();
  const queryClient = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = isSignedOut && !path.startsWith("/sign-in") && !path.startsWith("/setup");

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen && element.open) element.close();
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      className="sheet-dialog field"
      aria-labelledby="again-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="again-title">{t("again_title")}</h2>
      <p className="ink2">{t("again_text")}</p>
      <Suspense>
        <SignInForm
          onSignedIn={() => {
            signedOut.set(false);
            void queryClient.invalidateQueries();
          }}
        />
      </Suspense>
    </dialog>
  );
}
