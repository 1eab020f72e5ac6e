import { join, resolve } from "node:path";

/** The data of one mode below the data directory: demonstration and production never share a database or a key. */
export function instanceDirectory(dataRoot: string, mode: "demo" | "production"): string {
  return join(resolve(dataRoot), mode);
}
