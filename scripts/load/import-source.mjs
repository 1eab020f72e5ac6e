import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../launcher/settings.mjs";

/** What TypeScript sources export, bundled on the spot: `contents` is read as a file of `folder`. */
export async function importSource(contents, folder) {
  const { build } = await import("esbuild");
  const place = mkdtempSync(join(tmpdir(), "kendali-source-"));
  try {
    const outfile = join(place, "source.mjs");
    await build({
      stdin: { contents, resolveDir: join(root, folder), loader: "ts" },
      bundle: true,
      platform: "node",
      format: "esm",
      outfile,
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
