import { adapters as analysis } from "@kendali/analysis/reference/adapters";
import { adapters as randomization } from "@kendali/randomization/reference/adapters";
import { adapters as stats } from "@kendali/stats/reference/adapters";
import type { Adapters } from "@kendali/stats/reference/reference-case";

/** Every method that answers reference cases, whichever package it lives in. */
export const referenceAdapters: Adapters = { ...stats, ...analysis, ...randomization };
