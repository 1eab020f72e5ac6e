import { readFileSync, readdirSync } from "node:fs";
import type { ReferenceFile } from "./reference-case.ts";

const folder = new URL("cases/", import.meta.url);

/** The copies of the reference files that this package answers for, for the tests beside them. */
export const referenceFiles: readonly ReferenceFile[] = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as ReferenceFile);
