import type { Received, Sent } from "./twin-process.ts";

/**
 * What may differ between the worlds although nothing follows from the arms, and nothing else: the time by the system's
 * clock (the header `date`, and what the sign-in library says about its own cookie), the random token by which that
 * library ties its form to a browser, and the number that Next gives each drawing of a page that is not there.
 */
const isRandom = (path: string, header: string): boolean =>
  header === "date" || (path.startsWith("/api/auth/") && header === "set-cookie");
const hasRandomBody = (path: string): boolean => /^\/api\/auth\/(?:csrf|session)(?:\?|$)/u.test(path);
/** 21 random characters of Next and the name of what they mark. */
const drawing = /"[\w-]{21}[hmv]"/gu;

/** The first difference between two answers to one request, or null when they are the same to the byte. */
export function differenceOf(sent: Sent, a: Received, b: Received): string | null {
  if (a.status !== b.status) return `status ${a.status} in one world, ${b.status} in the other`;
  const [left, right] = [headerLines(sent, a), headerLines(sent, b)];
  const line = left.findIndex((text, index) => text !== right[index]);
  if (line !== -1 || left.length !== right.length) {
    const at = line === -1 ? left.length : line;
    return `header "${left[at] ?? "(none)"}" in one world, "${right[at] ?? "(none)"}" in the other`;
  }
  if (hasRandomBody(sent.path) || a.body.equals(b.body)) return null;
  if (sent.path.startsWith("/api/auth/") && withoutToken(a.body) === withoutToken(b.body)) return null;
  if (sent.path.includes("_rsc=") && withoutDrawing(a.body) === withoutDrawing(b.body)) return null;
  const at = firstDifference(a.body, b.body);
  const part = (body: Buffer): string =>
    JSON.stringify(body.subarray(Math.max(0, at - 120), at + 120).toString("utf8"));
  return `byte ${at} of ${a.body.length} and ${b.body.length}:\n      A ${part(a.body)}\n      B ${part(b.body)}`;
}

/** The sign-in library's own pages hold its token in a field of their form. */
function withoutToken(body: Buffer): string {
  return body.toString("latin1").replaceAll(/name="csrfToken" value="[0-9a-f]{64}"/gu, "token");
}

function withoutDrawing(body: Buffer): string {
  return body.toString("latin1").replaceAll(drawing, '"drawing"');
}

function headerLines(sent: Sent, received: Received): string[] {
  return received.headers.map(([name, value]) =>
    isRandom(sent.path, name.toLowerCase()) ? `${name}: (random)` : `${name}: ${value}`,
  );
}

function firstDifference(a: Buffer, b: Buffer): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index += 1) if (a[index] !== b[index]) return index;
  return shorter;
}
