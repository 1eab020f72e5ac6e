import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";

import type { Runtime } from "./runtime.ts";
import { sessionCookieName } from "./session-token.ts";

const twelveHours = 12 * 60 * 60;

/**
 * NextAuth as the carrier of a session id of ours: it checks nothing itself and stores nothing. The token names no
 * account, so that a revoked session is over at once (ADR 0005).
 */
export function nextAuthOptions(runtime: Runtime, address: string | null): NextAuthOptions {
  const context = runtime.contextFor({ address, requestId: runtime.newRequestId() });
  const isSecure = runtime.publicUrl.startsWith("https:");
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure };
  return {
    secret: runtime.tokenSecret,
    session: { strategy: "jwt", maxAge: twelveHours },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: { name: sessionCookieName(runtime.publicUrl), options } },
    providers: [
      CredentialsProvider({
        credentials: { username: { type: "text" }, password: { type: "password" } },
        async authorize(credentials) {
          const result = await runtime.auth.verifyCredentials(context, {
            username: credentials?.username ?? "",
            password: credentials?.password ?? "",
          });
          if (!result.ok) {
            const { code, params } = result.refusal;
            // NextAuth carries the message of an error to the page that asked, and nothing else.
            if (code === "too_many_attempts") throw new Error(`wait:${params["seconds"]}`);
            if (code === "account_disabled") throw new Error("disabled");
            return null;
          }
          const { sessionId } = await runtime.auth.createSession(context, result.value.accountId);
          return { id: sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user?.id ?? token["sid"] }),
      // Nothing of the account leaves through NextAuth's own session endpoint.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const sessionId = token?.["sid"];
        if (typeof sessionId === "string") await runtime.auth.revokeSession(context, sessionId);
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}
