import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { connectionOptions } from "./embedded/connection-options.ts";

/** The open pool: `client` for the two hot statements, `drizzle` for everything else. */
export type Database = {
  readonly client: postgres.Sql;
  readonly drizzle: PostgresJsDatabase;
  readonly close: () => Promise<void>;
};

/** A pool or a transaction of it: what a repository reads and writes through. */
export type Executor = Pick<
  PostgresJsDatabase,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute"
>;

export type DatabaseOptions = {
  /** Connections of the pool; 10 when absent. */
  readonly connections?: number;
};

const secondsBetweenAttempts = 0.5;

/**
 * Opens a pool as the application's role: every connection starts as `kendali_app`, which can change no table's shape and
 * no event. The URL's own account owns the schema and is used by `migrate` alone.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const target = connectionOptions(url);
  const client = postgres({
    ...target,
    max: options.connections ?? 10,
    connect_timeout: 10,
    idle_timeout: 0,
    // The driver's own pauses grow to twenty seconds: after an outage people would wait on long after the database is back.
    backoff: () => secondsBetweenAttempts,
    onnotice: () => undefined,
    connection: {
      ...target.connection,
      application_name: "kendali",
      TimeZone: "UTC",
      role: "kendali_app",
      // Statements go by primary keys, so a plan made once is as good as one made for each call: for saving a form, which
      // reads everything in one statement, planning again and again was a quarter of the database's work.
      plan_cache_mode: "force_generic_plan",
    },
  });
  return { client, drizzle: drizzle(preparing(client)), close: () => client.end({ timeout: 5 }) };
}

/** Longer texts are lists of values written out, a new one each time: a plan kept for each would only take memory. */
const longestPrepared = 4000;

/**
 * The client with every statement of Drizzle's prepared once per connection. Otherwise each goes to the database twice, to
 * be parsed and planned and then to be run, which was more than half of what a short transaction cost.
 */
function preparing<T extends object>(client: T): T {
  return new Proxy(client, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== "function") return own;
      if (name === "unsafe")
        return (text: string, values?: unknown, options?: object): unknown =>
          own.call(target, text, values, { ...options, prepare: text.length <= longestPrepared });
      // What runs in a transaction is handed a client of its own.
      if (name === "begin" || name === "savepoint")
        return (...given: readonly unknown[]): unknown => own.apply(target, given.map(preparingInside));
      return own;
    },
  });
}

function preparingInside(argument: unknown): unknown {
  return typeof argument === "function" ? (scoped: object): unknown => argument(preparing(scoped)) : argument;
}
