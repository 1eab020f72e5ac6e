import { appRouter } from "./router.ts";

const methods = { query: "GET", mutation: "POST", subscription: "" } as const;

/**
 * Whether a path names a procedure that is asked for with its own method. Anything else is answered alike, 401 without a
 * session and 404 with one, so that nothing about what exists can be told from the answer.
 */
export function isProcedure(path: string, method: string): boolean {
  if (!Object.hasOwn(appRouter._def.procedures, path)) return false;
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
  if (typeof procedure !== "function") return false;
  const { type } = Reflect.get(procedure, "_def") as { readonly type: keyof typeof methods };
  return methods[type] === method;
}
