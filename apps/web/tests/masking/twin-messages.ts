/** What a test tells the twin server, and what it is told. */
export type Start = {
  readonly kind: "start";
  readonly databaseUrl: string;
  readonly keysDirectory: string;
  readonly port: number;
  /** The same for both worlds: an address in an answer must not tell them apart. */
  readonly publicUrl: string;
  readonly seed: string;
  readonly withPages: boolean;
};

export type Ask =
  | {
      readonly kind: "act";
      readonly path: string;
      readonly account: string;
      readonly instant: string;
      /** Names the act: its ids and random bytes are a function of this and the seed. */
      readonly key: string;
      readonly input: unknown;
    }
  | { readonly kind: "signIn"; readonly account: string; readonly instant: string }
  | { readonly kind: "catalogue" }
  | { readonly kind: "clock"; readonly instant: string };

export type Procedure = {
  readonly path: string;
  readonly type: "query" | "mutation";
  /** JSON schema of the input. */
  readonly input: object;
  readonly roles: readonly string[] | "public" | "account" | "administrator";
};
