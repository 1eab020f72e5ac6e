/** The settings of the web process, read once. Nothing else reads the environment. */
export type WebEnvironment = {
  readonly mode: "demo" | "production";
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly keysDirectory: string;
  /** The address people type, when it is not the one this process listens on (behind a proxy). */
  readonly publicUrl: string;
  /** How many proxies in front may be believed for the client's address. */
  readonly trustedProxies: number;
};

/** Reads and checks the environment; every problem is named at once, in words an administrator can act on. */
export function readEnvironment(source: Record<string, string | undefined>): WebEnvironment {
  const problems: string[] = [];
  const mode = source["KENDALI_MODE"] ?? "demo";
  if (mode !== "demo" && mode !== "production") problems.push(`KENDALI_MODE is "${mode}"; use demo or production.`);
  const port = wholeNumber(source["PORT"] ?? "3000");
  if (port === null || port > 65_535) problems.push(`PORT is "${source["PORT"]}"; use a number from 1 to 65535.`);
  const databaseUrl = source["DATABASE_URL"] ?? "";
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    problems.push("DATABASE_URL is missing; use postgresql://user@host/database, or start with npm start.");
  }
  const keysDirectory = source["KENDALI_KEYS_DIR"] ?? "";
  if (keysDirectory === "")
    problems.push("KENDALI_KEYS_DIR is missing; name a directory outside the database for the keys.");
  const trustedProxies = wholeNumber(source["KENDALI_TRUSTED_PROXIES"] ?? "0");
  if (trustedProxies === null) problems.push("KENDALI_TRUSTED_PROXIES must be a whole number.");
  const publicUrl = source["KENDALI_URL"] ?? `http://localhost:${port ?? 3000}`;
  if (!URL.canParse(publicUrl))
    problems.push(`KENDALI_URL is "${publicUrl}"; use an address such as https://kendali.example.org.`);
  if (problems.length > 0) throw new EnvironmentError(problems);
  return {
    mode: mode === "production" ? "production" : "demo",
    port: port ?? 3000,
    host: source["KENDALI_HOST"] ?? "127.0.0.1",
    databaseUrl,
    keysDirectory,
    publicUrl: new URL(publicUrl).origin,
    trustedProxies: trustedProxies ?? 0,
  };
}

/** The environment does not allow a start; `problems` are sentences for the administrator. */
export class EnvironmentError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}

function wholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
