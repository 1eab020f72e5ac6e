import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";

/** The folder of the reference studies: the nearest `studies` above this file, whether it runs from source or bundled. */
export function findStudiesDirectory(from: string = dirname(fileURLToPath(import.meta.url))): string {
  const here = join(from, "studies");
  if (existsSync(join(here, "oxytocin-rct", "protocol.json"))) return here;
  const above = dirname(from);
  if (above === from) throw new Error("The folder with the reference studies is missing.");
  return findStudiesDirectory(above);
}

/** One reference study's document, validated like any other. */
export async function readReferenceStudy(key: string): Promise<Protocol> {
  const path = join(findStudiesDirectory(), key, "protocol.json");
  const valid = validateStudyDocument(JSON.parse(await readFile(path, "utf8")));
  if (!valid.ok) throw new Error(`${path} is not a valid protocol`);
  return valid.value;
}

export type Reconstruction = { readonly name: string; readonly bytes: Uint8Array };

/** The data sets that agree with what the first study published, by their file's name without its ending. */
export async function readReconstructions(): Promise<readonly Reconstruction[]> {
  const directory = join(findStudiesDirectory(), "oxytocin-pretest-posttest", "reconstructions");
  const files = (await readdir(directory)).filter((file) => file.endsWith(".csv")).toSorted();
  return Promise.all(
    files.map(async (file) => ({ name: file.slice(0, -".csv".length), bytes: await readFile(join(directory, file)) })),
  );
}
