import type { Options } from "postgres";

/**
 * postgres.js options for a connection URL, so that `postgres(connectionOptions(url))` also accepts libpq's way of
 * naming a Unix socket directory (`?host=/run/postgresql`), which postgres.js would send to the server as a setting.
 */
export function connectionOptions(databaseUrl: string): Options<Record<string, never>> {
  const url = new URL(databaseUrl);
  const socketDirectory = url.searchParams.get("host");
  const port = Number(url.searchParams.get("port") ?? (url.port === "" ? "5432" : url.port));
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  const sslMode = url.searchParams.get("sslmode");
  url.searchParams.delete("sslmode");
  return {
    ...(socketDirectory?.startsWith("/")
      ? { path: `${socketDirectory}/.s.PGSQL.${port}`, host: socketDirectory }
      : { host: socketDirectory ?? url.hostname.replace(/^\[(.*)\]$/u, "$1") }),
    port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...sslOption(sslMode),
    ...(url.searchParams.size > 0 ? { connection: Object.fromEntries(url.searchParams) } : {}),
  };
}

type Ssl = "require" | "allow" | "prefer" | "verify-full";

function sslOption(mode: string | null): { ssl?: Ssl | false } {
  switch (mode) {
    case null:
      return {};
    case "disable":
      return { ssl: false };
    case "require":
    case "allow":
    case "prefer":
    case "verify-full":
      return { ssl: mode };
    case "verify-ca":
      // postgres.js has no check of the authority alone; the stricter check is the safe reading.
      return { ssl: "verify-full" };
    default:
      throw new Error(
        `sslmode=${mode} in the database URL is not one of disable, allow, prefer, require, verify-full.`,
      );
  }
}
