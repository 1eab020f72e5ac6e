/** One JSON line on standard output. Values of participants never come in: callers pass ids and codes. */
export function log(
  level: "info" | "warn" | "error",
  message: string,
  fields: Readonly<Record<string, string | number | boolean | null>> = {},
  cause?: unknown,
): void {
  const line = {
    at: new Date().toISOString(),
    level,
    message,
    ...fields,
    ...(cause === undefined ? {} : { cause: describe(cause) }),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** A driver's error carries the statement's values in fields of its own: only name, message, code and stack are taken. */
function describe(cause: unknown): Record<string, string> {
  if (!(cause instanceof Error)) return { name: typeof cause };
  const code = "code" in cause && typeof cause.code === "string" ? { code: cause.code } : {};
  return { name: cause.name, message: firstLine(cause.message), ...code, stack: stackOf(cause) };
}

/** Drizzle writes the parameters of a failed statement into the message, after its first line. */
function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.slice(0, 300) ?? "";
}

function stackOf(error: Error): string {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join("\n");
}
