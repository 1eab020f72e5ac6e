import type { HttpClient } from "./http-client.mjs";

export type LoadStudy = {
  readonly key: string;
  readonly client: HttpClient;
  readonly forms: number;
  readonly signIn: (connections: number) => Promise<HttpClient>;
};

export type SaveCommand = {
  readonly commandId: string;
  readonly study: string;
  readonly participant: string;
  readonly visit: string;
  readonly form: string;
  readonly baseRevision: number;
  readonly performedOn: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly softReasons: Readonly<Record<string, string>>;
  readonly deviceTime: string;
  readonly changeReason?: string;
};

export declare function makeLoadStudy(
  address: string,
  options: {
    readonly setupToken: string;
    readonly forms: number;
    readonly key?: string;
    readonly connections?: number;
  },
): Promise<LoadStudy>;
export declare function enrolMothers(
  study: Pick<LoadStudy, "key" | "client">,
  count: number,
  width?: number,
): Promise<readonly string[]>;
export declare function saveCommand(
  study: Pick<LoadStudy, "key">,
  participant: string,
  form: number,
  serial: number,
): SaveCommand;
