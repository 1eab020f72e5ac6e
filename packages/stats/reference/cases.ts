import { readFileSync, readdirSync } from "node:fs";
import type { ReferenceFile } from "./reference-case.ts";

const folders = ["cases/", "cases-exact/"].map((name) => new URL(name, import.meta.url));

/** The copies of the reference files that this package answers for, and our own exact cases, for the tests beside them. */
export const referenceFiles: readonly ReferenceFile[] = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as ReferenceFile),
);
