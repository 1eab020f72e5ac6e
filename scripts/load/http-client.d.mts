import type { IncomingHttpHeaders } from "node:http";

export type HttpAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

export type HttpClient = {
  readonly cookie: () => string;
  readonly send: (
    method: "GET" | "POST",
    path: string,
    options?: { readonly body?: string; readonly type?: string },
  ) => Promise<HttpAnswer>;
  readonly mutate: (procedure: string, input: unknown) => Promise<unknown>;
  readonly query: (procedure: string, input?: unknown) => Promise<unknown>;
  readonly close: () => void;
};

export declare function signIn(
  address: string,
  options: { readonly username: string; readonly password: string; readonly connections?: number },
): Promise<HttpClient>;
export declare function openClient(address: string, options?: { readonly connections?: number }): HttpClient;
export declare class CallError extends Error {
  readonly status: number;
  readonly refusal: { readonly code: string; readonly params: Readonly<Record<string, unknown>> } | null;
}
