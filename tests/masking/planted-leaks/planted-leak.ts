/** What is to notice a leak: the tests below `tests/masking`, or those of identifiers in `packages/api`. */
export type Guard = "twin worlds" | "identifiers" | "timing";

/** What a careless change could look like: exact replacements that belong together. */
export type PlantedLeak = {
  readonly name: string;
  /** By what an onlooker would tell the arm. */
  readonly kind: string;
  readonly guard: Guard;
  /** Whether the pages must be built anew for it. */
  readonly isOfPages?: boolean;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly put: string }[];
};
