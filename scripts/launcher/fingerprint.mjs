import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const generated = new Set([
  "node_modules",
  ".next",
  "dist",
  ".turbo",
  ".kendali",
  "test-results",
  "playwright-report",
  "coverage",
  "e2e",
]);

/** SHA-256 over the names and contents of all source files below the given paths: times and order do not matter. */
export function fingerprint(root, paths, extra = "") {
  const hash = createHash("sha256").update(extra);
  for (const path of paths) {
    for (const file of sourceFiles(join(root, path))) {
      hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

function sourceFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(
      (entry) =>
        !generated.has(entry.name) && !/\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/u.test(entry.name),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      return entry.isDirectory() ? sourceFiles(child) : entry.isFile() ? [child] : [];
    });
}
