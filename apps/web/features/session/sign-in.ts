/** What came of a try to sign in. `wait` is seconds until the next try is heard. */
export type SignInOutcome =
  | { readonly kind: "signed_in" }
  | { readonly kind: "refused" }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "unreachable" };

/**
 * Signs in through NextAuth's own endpoints. Written by hand because `next-auth/react` adds 10.6 KB (gzip) to a page,
 * as much as a third of what the data-entry route may weigh above an empty page.
 */
export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  try {
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        csrfToken: await csrfToken(),
        username,
        password,
        callbackUrl: "/",
        json: "true",
      }),
    });
    if (response.status >= 500) return { kind: "unreachable" };
    const { url } = (await response.json()) as { url?: string };
    const error = url === undefined ? null : new URL(url, location.origin).searchParams.get("error");
    if (response.ok && error === null) return { kind: "signed_in" };
    const wait = /^wait:(\d{1,6})$/.exec(error ?? "");
    return wait === null ? { kind: "refused" } : { kind: "wait", seconds: Number(wait[1]) };
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof SyntaxError) return { kind: "unreachable" };
    throw cause;
  }
}

/** Forgets the cookie; the session itself is revoked on the server before this is called. */
export async function forgetCookie(): Promise<void> {
  await fetch("/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: await csrfToken(), callbackUrl: "/sign-in", json: "true" }),
  });
}

async function csrfToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf");
  const body = (await response.json()) as { csrfToken: string };
  return body.csrfToken;
}
