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

/** Faults of every kind, each in a file of its own, so that one reading of the tree finds them all or misses one. */
const planted: Readonly<Record<string, string>> = {
  "packages/domain/src/planted.ts": 'export { connectionOptions } from "@kendali/db/embedded";\n',
  "packages/stats/src/planted-type.ts": 'export type { Refusal } from "@kendali/analysis";\n',
  "packages/stats/src/planted-sideways.ts": 'export * from "@kendali/i18n";\n',
  "apps/web/features/planted.ts": 'export * from "@kendali/db";\n',
  "packages/i18n/src/planted.ts": 'export * from "./not-there.ts";\n',
  "packages/i18n/src/planted-unknown.ts": 'export * from "left-pad-that-nobody-installed";\n',
  "packages/datasets/src/planted.ts": 'import { readFileSync } from "node:fs";\nexport { readFileSync };\n',
  "packages/api/src/planted.ts": 'export * from "../../domain/src/index.ts";\n',
  "packages/reports/src/planted.ts": 'import { b } from "./planted-too.ts";\nexport const a = () => b;\n',
  "packages/reports/src/planted-too.ts": 'import { a } from "./planted.ts";\nexport const b = () => a;\n',
};

describe("the layers of the code", () => {
  let found: readonly string[] = [];

  test("the tree as it is has been read, and no import goes up, sideways or nowhere", async () => {
    const { modulesRead, problems } = await checkLayers(tree);
    expect(modulesRead).toBeGreaterThan(100);
    expect(problems).toEqual([]);
  });

  test("with a fault of every kind planted, nothing but these faults is found", async () => {
    for (const [path, text] of Object.entries(planted)) writeFileSync(join(tree, path), text);
    mkdirSync(join(tree, "packages", "utils"));
    found = (await checkLayers(tree)).problems;
    expect(found.filter((problem) => !/planted|packages\/utils/u.test(problem))).toEqual([]);
  });

  test("an import from a lower layer to a higher one is found, by value and by type", () => {
    expect(found).toContainEqual(
      expect.stringMatching(/^layers: packages\/domain: packages\/domain\/src\/planted\.ts → packages\/db\//u),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/^layers: packages\/stats: packages\/stats\/src\/planted-type\.ts → packages\/analysis\//u),
    );
  });

  test("a sideways import, and the web application reaching for the database, are found", () => {
    expect(found).toContainEqual(
      expect.stringMatching(/^layers: packages\/stats: .*\/planted-sideways\.ts → packages\/i18n\//u),
    );
    expect(found).toContainEqual(expect.stringMatching(/^layers: apps\/web: .*\/planted\.ts → packages\/db\//u));
  });

  test("an import that leads nowhere is found, so that no rule can pass blindly", () => {
    expect(found).toContainEqual("imports resolve: packages/i18n/src/planted.ts → ./not-there.ts");
    expect(found).toContainEqual(
      "imports resolve: packages/i18n/src/planted-unknown.ts → left-pad-that-nobody-installed",
    );
  });

  test("Node in a pure package, a path into another package, and a cycle are found", () => {
    expect(found).toContainEqual(
      expect.stringMatching(/^pure packages: no Node: packages\/datasets\/src\/planted\.ts/u),
    );
    expect(found).toContainEqual(
      "packages are imported by name: packages/api/src/planted.ts → ../../domain/src/index.ts",
    );
    expect(found).toContainEqual(expect.stringMatching(/^no runtime cycles: packages\/reports\/src\/planted/u));
  });

  test("a package that nobody gave a place is found", () => {
    expect(found).toContainEqual("packages/utils is not in the table of layers");
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
