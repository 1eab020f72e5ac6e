import type { HttpClient } from "./http-client.mjs";
import type { Installation } from "./installation.mjs";

export type TrialStratum = { readonly site: string; readonly parity: 1 | 2 };
export type TrialParticipant = TrialStratum & { readonly number: string };

export type TrialStudy = {
  readonly key: string;
  readonly protocol: { readonly sites: readonly { readonly key: string }[] };
  readonly signIn: (connections: number, web?: string) => Promise<HttpClient>;
  /** All of `count`, shared evenly over the strata. */
  readonly participantsAtGate: (
    count: number,
    strata?: readonly TrialStratum[],
  ) => Promise<readonly TrialParticipant[]>;
  readonly close: () => void;
};

export declare const minimization: Readonly<Record<string, unknown>>;
export declare function openAdministrator(address: string, setupToken: string): Promise<HttpClient>;
export declare function makeTrial(
  installation: Pick<Installation, "address" | "databaseUrl">,
  administrator: HttpClient,
  options: { readonly key: string; readonly allocation?: Readonly<Record<string, unknown>> },
): Promise<TrialStudy>;
