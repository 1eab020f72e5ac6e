import type { IncomingMessage } from "node:http";

/**
 * Where a request came from. `x-forwarded-for` is believed only as far as the proxies that the administrator named
 * wrote it: the entry that the outermost trusted proxy saw, counted from the right.
 */
export function clientAddress(
  request: Pick<IncomingMessage, "headers" | "socket">,
  trustedProxies: number,
): string | null {
  const direct = request.socket.remoteAddress ?? null;
  if (trustedProxies === 0) return direct;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return forwarded[forwarded.length - trustedProxies] ?? direct;
}
