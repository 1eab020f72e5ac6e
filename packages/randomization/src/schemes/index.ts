import { bigStick } from "./big-stick/big-stick.ts";
import { efron } from "./efron/efron.ts";
import { maximal } from "./maximal/maximal.ts";
import { minimization } from "./minimization/minimization.ts";
import { permutedBlocks } from "./permuted-blocks/permuted-blocks.ts";
import type { AdaptiveScheme, AdaptiveSchemeKey, ListScheme, ListSchemeKey } from "./scheme.ts";
import { simple } from "./simple/simple.ts";
import { urn } from "./urn/urn.ts";

/** Every allocation scheme, once. A new scheme is a folder and a line here. */
export const schemes = {
  simple,
  permuted_blocks: permutedBlocks,
  big_stick: bigStick,
  efron,
  urn,
  maximal,
  minimization,
} as const satisfies Record<ListSchemeKey, ListScheme> & Record<AdaptiveSchemeKey, AdaptiveScheme>;
