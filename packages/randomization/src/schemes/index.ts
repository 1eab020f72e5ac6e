import { permutedBlocks } from "./permuted-blocks/permuted-blocks.ts";
import type { SchemeDefinition, SchemeKey } from "./scheme.ts";
import { simple } from "./simple/simple.ts";

/** Every allocation scheme, once. A new scheme is a folder and a line here. */
export const schemes = {
  simple,
  permuted_blocks: permutedBlocks,
} as const satisfies Record<SchemeKey, SchemeDefinition>;
