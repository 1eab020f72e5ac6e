import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { readJson, repositoryFiles, root } from "../../repository-files.ts";
import type { PlantedLeak } from "./planted-leak.ts";

export type Copy = {
  readonly folder: string;
  /** Writes a leak into the copy; the answer takes it out again. Fails where the text to replace is not there once. */
  readonly plant: (leak: Pick<PlantedLeak, "name" | "edits">) => () => void;
  readonly remove: () => void;
};

/** The files of the work tree as they are now, with packages of their own and the pages that are built, elsewhere. */
export function copyOfWorkTree(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "kendali-planted-"));
  for (const path of repositoryFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  const pages = join(root, "apps/web/.next");
  const unneeded = ["cache", "dev"].map((name) => join(pages, name));
  cpSync(pages, join(folder, "apps/web/.next"), {
    recursive: true,
    filter: (from) => !unneeded.some((path) => from === path || from.startsWith(`${path}${sep}`)),
  });
  mkdirSync(join(folder, "apps/web/dist"));
  const quiet = ["--frozen-lockfile", "--prefer-offline", "--reporter=silent"];
  execFileSync("npx", ["-y", String(readJson("package.json")["packageManager"]), "install", ...quiet], { cwd: folder });
  return {
    folder,
    plant: (leak) => plantIn(folder, leak),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function plantIn(folder: string, { name, edits }: Pick<PlantedLeak, "name" | "edits">): () => void {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const { file, find, put } of edits) {
    const path = join(folder, file);
    if (!existsSync(path)) throw new Error(`${name} no longer applies: there is no ${file}`);
    const text = after.get(path) ?? readFileSync(path, "utf8");
    before.set(path, before.get(path) ?? text);
    const times = text.split(find).length - 1;
    if (times !== 1)
      throw new Error(`${name} no longer applies: ${file} holds ${times} times what is replaced: ${find}`);
    after.set(
      path,
      text.replace(find, () => put),
    );
  }
  const write = (texts: ReadonlyMap<string, string>): void => {
    for (const [path, text] of texts) writeFileSync(path, text);
  };
  write(after);
  return () => write(before);
}
