import type { IncomingHttpHeaders } from "node:http";
import { decode } from "next-auth/jwt";

/** The cookie that carries the sign-in token; the prefixed name is only taken by browsers over HTTPS, for this host alone. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-kendali-session" : "kendali-session";
}

type Decoded = { readonly sessionId: string; readonly expires: number };

/**
 * Reads our session id out of the token in a request's cookie, or null. Decrypting costs about as much as the rest of a
 * small request, and a token never means another session, so recent answers are kept; whether the session still stands
 * is asked of the database each time.
 */
export function sessionReader(options: { readonly cookieName: string; readonly secret: string }) {
  const known = new Map<string, Decoded>();
  return async (headers: IncomingHttpHeaders): Promise<string | null> => {
    const token = cookieOf(headers.cookie, options.cookieName);
    if (token === null || token.length > 4096) return null;
    const found = known.get(token) ?? (await read(token, options.secret));
    if (found === null) return null;
    if (found.expires <= Date.now()) {
      known.delete(token);
      return null;
    }
    if (known.size >= 5_000) known.clear();
    known.set(token, found);
    return found.sessionId;
  };
}

async function read(token: string, secret: string): Promise<Decoded | null> {
  try {
    const claims = await decode({ token, secret });
    const sessionId = claims?.["sid"];
    const expires = claims?.["exp"];
    if (typeof sessionId !== "string" || typeof expires !== "number") return null;
    return { sessionId, expires: expires * 1000 };
  } catch {
    // A token of another key, or no token at all: nobody is signed in.
    return null;
  }
}

function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
