import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLayers } from "../layers/check-layers.js";
import { allowedImports, layers } from "../layers/layers.js";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
let tree = "";

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "kendali-layers-"));
  copySources();
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe("the layers of the code", () => {
  test("the tree as it is has been read, and no import goes up, sideways or nowhere", async () => {
    const { modulesRead, problems } = await checkLayers(tree);
    expect(modulesRead).toBeGreaterThan(100);
    expect(problems).toEqual([]);
  });

  test("an import from a lower layer to a higher one is found, by value and by type", async () => {
    const value = await problemsWith(
      "packages/domain/src/planted.ts",
      'export { connectionOptions } from "@kendali/db/embedded";\n',
    );
    expect(value).toContainEqual(
      expect.stringMatching(/^layers: packages\/domain: packages\/domain\/src\/planted\.ts → packages\/db\//u),
    );
    const type = await problemsWith(
      "packages/stats/src/planted.ts",
      'export type { Refusal } from "@kendali/analysis";\n',
    );
    expect(type).toContainEqual(
      expect.stringMatching(/^layers: packages\/stats: packages\/stats\/src\/planted\.ts → packages\/analysis\//u),
    );
  });

  test("a sideways import, and the web application reaching for the database, are found", async () => {
    const sideways = await problemsWith("packages/stats/src/planted.ts", 'export * from "@kendali/i18n";\n');
    expect(sideways).toContainEqual(expect.stringMatching(/^layers: packages\/stats: .* → packages\/i18n\//u));
    const web = await problemsWith("apps/web/features/planted.ts", 'export * from "@kendali/db";\n');
    expect(web).toContainEqual(expect.stringMatching(/^layers: apps\/web: .* → packages\/db\//u));
  });

  test("an import that leads nowhere is found, so that no rule can pass blindly", async () => {
    const missing = await problemsWith("packages/i18n/src/planted.ts", 'export * from "./not-there.ts";\n');
    expect(missing).toContainEqual("imports resolve: packages/i18n/src/planted.ts → ./not-there.ts");
    const unknown = await problemsWith(
      "packages/i18n/src/planted.ts",
      'export * from "left-pad-that-nobody-installed";\n',
    );
    expect(unknown).toContainEqual("imports resolve: packages/i18n/src/planted.ts → left-pad-that-nobody-installed");
  });

  test("Node in a pure package, a path into another package, and a cycle are found", async () => {
    const node = await problemsWith(
      "packages/datasets/src/planted.ts",
      'import { readFileSync } from "node:fs";\nexport { readFileSync };\n',
    );
    expect(node).toContainEqual(
      expect.stringMatching(/^pure packages: no Node: packages\/datasets\/src\/planted\.ts/u),
    );
    const path = await problemsWith("packages/api/src/planted.ts", 'export * from "../../domain/src/index.ts";\n');
    expect(path).toContainEqual(
      "packages are imported by name: packages/api/src/planted.ts → ../../domain/src/index.ts",
    );
    const cycle = await problemsWith(
      "packages/stats/src/planted.ts",
      'import { b } from "./planted-too.ts";\nexport const a = () => b;\n',
      'import { a } from "./planted.ts";\nexport const b = () => a;\n',
    );
    expect(cycle).toContainEqual(expect.stringMatching(/^no runtime cycles: packages\/stats\/src\/planted/u));
  });

  test("a package that nobody gave a place is found", async () => {
    mkdirSync(join(tree, "packages", "utils"));
    const { problems } = await checkLayers(tree);
    rmSync(join(tree, "packages", "utils"), { recursive: true });
    expect(problems).toContainEqual("packages/utils is not in the table of layers");
  });

  test("the table itself lets imports go down only", () => {
    for (const name of Object.keys(layers)) {
      for (const other of allowedImports(name)) {
        expect(layers[other]?.level, `${name} → ${other}`).toBeLessThan(layers[name]?.level ?? -1);
      }
    }
    expect(Object.keys(layers).filter((name) => allowedImports(name).includes("packages/db"))).toEqual([
      "apps/cli",
      "packages/api",
    ]);
    expect(allowedImports("packages/domain")).toEqual([]);
  });
});

async function problemsWith(path: string, text: string, second?: string): Promise<readonly string[]> {
  const planted = join(tree, path);
  const companion = join(tree, path.replace(/planted\.ts$/u, "planted-too.ts"));
  mkdirSync(join(planted, ".."), { recursive: true });
  writeFileSync(planted, text);
  if (second !== undefined) writeFileSync(companion, second);
  try {
    return (await checkLayers(tree)).problems;
  } finally {
    rmSync(planted);
    rmSync(companion, { force: true });
  }
}

/** The sources as they are, with the repository's own installed packages, and with each other instead of the repository's. */
function copySources(): void {
  // Every package within everybody's reach: the table must refuse what the installer would also not have linked.
  mkdirSync(join(tree, "node_modules", "@kendali"), { recursive: true });
  for (const name of readdirSync(join(repository, "packages"))) {
    symlinkSync(join(tree, "packages", name), join(tree, "node_modules", "@kendali", name));
  }
  const names = ["apps", "packages"].flatMap((folder) =>
    readdirSync(join(repository, folder)).map((name) => `${folder}/${name}`),
  );
  for (const name of names) {
    const generated = ["node_modules", ".next", "dist", ".turbo", "test-results", "playwright-report"];
    const filter = (source: string): boolean => !generated.includes(basename(source));
    cpSync(join(repository, name), join(tree, name), { recursive: true, filter });
    const installed = join(repository, name, "node_modules");
    if (existsSync(installed)) linkInstalled(installed, join(tree, name, "node_modules"));
  }
}

function linkInstalled(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((entry) => !entry.startsWith("."))) {
    if (name !== "@kendali") {
      symlinkSync(join(from, name), join(to, name));
      continue;
    }
    mkdirSync(join(to, name));
    for (const own of readdirSync(join(from, name))) symlinkSync(join(tree, "packages", own), join(to, name, own));
  }
}
