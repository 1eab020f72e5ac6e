/** A reference case as README.md in this folder describes it. */
export type ReferenceCase = {
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>> & {
    readonly status: "ok" | "undefined";
    readonly reason?: unknown;
  };
  readonly tolerance: Readonly<Record<string, Tolerance>>;
};

/** A number passes within `abs + rel · |expected|`; what is missing is 0. */
export type Tolerance = { readonly abs?: number | undefined; readonly rel?: number | undefined };

export type ReferenceFile = {
  readonly family: string;
  /** FIRST: this version answers it. LATER: planned. */
  readonly tier: "FIRST" | "LATER";
  readonly cases: readonly ReferenceCase[];
};

/**
 * What an adapter returns: the fields under the reference's names, the refusal's code, or what of the method is not
 * there at all (one distribution of many, one type of a test).
 */
export type Actual =
  { readonly fields: Readonly<Record<string, unknown>> } | { readonly refused: string } | { readonly missing: string };

/** Runs one case: its inputs and options as the file has them. */
export type Adapter = (inputs: never, options: never) => Actual;

/** Adapters by the reference's name of the method. */
export type Adapters = Readonly<Record<string, Adapter>>;
