import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { refusalCodes } from "../packages/domain/src/refusals.ts";
import { refusalsCatalogue } from "../packages/i18n/src/catalogues/refusals.ts";
import { packageFolders, read, readJson, repositoryFiles, root } from "./repository-files.ts";

const files = repositoryFiles();
const code = files.filter((path) => /\.(?:ts|tsx|mjs|js)$/u.test(path));
/** This file names what it forbids. */
const self = "tests/tidy.test.ts";

describe("the repository", () => {
  test("was read at all", () => {
    expect(files.length).toBeGreaterThan(200);
    expect(code.length).toBeGreaterThan(100);
    expect(packageFolders().length).toBeGreaterThan(10);
  });

  test("has the top level that its documents name", () => {
    const expected = [
      "apps",
      "packages",
      "turbo.json",
      "pnpm-workspace.yaml",
      "package.json",
      "tsconfig.base.json",
    ].concat(["docker-compose.yml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "docs"]);
    expect(expected.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  test("has no folder for things without a name", () => {
    const vague = /(?:^|\/)(?:lib|utils?|common|shared|helpers?|types|misc)\//u;
    expect(files.filter((path) => vague.test(path))).toEqual([]);
  });

  test("leaves nothing for later and skips no test", () => {
    const later = /\b(?:TODO|FIXME|XXX|HACK)\b/u;
    const left = /\b(?:describe|test|it)\.(?:only|skip|todo|fails)\b/u;
    const found = code
      .filter((path) => path !== self)
      .filter((path) => later.test(read(path)) || left.test(read(path)));
    expect(found).toEqual([]);
  });

  test("explains every suppressed warning, on its line or the one above", () => {
    const suppression = /@ts-ignore|@ts-nocheck|@ts-expect-error|(?:eslint|oxlint)-disable/u;
    const bare = code
      .filter((path) => path !== self)
      .flatMap((path) => {
        const lines = read(path).split("\n");
        return lines.flatMap((line, index) => {
          if (!suppression.test(line)) return [];
          const above = (lines[index - 1] ?? "").trim();
          const isExplained =
            / -- \S|@ts-expect-error\s+\S+\s\S/u.test(line) || /^(?:\/\/|\*|\/\*\*?)\s*\S/u.test(above);
          return isExplained ? [] : [`${path}:${index + 1}`];
        });
      });
    expect(bare).toEqual([]);
  });

  test("names no machine and no registry", () => {
    const places = new RegExp(
      [
        "/ro" + "ot/",
        "/wo" + "rk/",
        "/home/[a-z]+/",
        "https?://[^\\s\"')]*(?:registry|npmjs|npmmirror|artifactory)[^\\s\"')]*",
      ].join("|"),
      "u",
    );
    const text = files.filter((path) => !/\.(?:png|jpe?g|ico|woff2?|zip|pdf)$/u.test(path) && path !== self);
    expect(text.filter((path) => places.test(read(path)))).toEqual([]);
  });

  test("uses words for files: kebab-case", () => {
    const sources = code.filter(
      (path) => /^(?:apps|packages|scripts|tests)\//u.test(path) && !path.startsWith("apps/web/app/"),
    );
    expect(sources.filter((path) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u.test(basename(path)))).toEqual([]);
  });

  test("has no barrel but a package's own index", () => {
    const barrels = code.filter(
      (path) => /(?:^|\/)index\.tsx?$/u.test(path) && !/^packages\/[^/]+\/src\/(?:[^/]+\/)?index\.ts$/u.test(path),
    );
    const onlyPassOn = barrels.filter((path) =>
      read(path)
        .split("\n")
        .every((line) => line.trim() === "" || line.startsWith("export ") || line.startsWith("//")),
    );
    expect(onlyPassOn).toEqual([]);
  });
});

describe("every package", () => {
  test.each(packageFolders())("%s says what it answers, and has the scripts that every package has", (folder) => {
    expect(existsSync(join(root, folder, "README.md")), `${folder}/README.md`).toBe(true);
    expect(
      read(`${folder}/README.md`).split("\n").length,
      `${folder}/README.md is a page, not a book`,
    ).toBeLessThanOrEqual(60);
    const manifest = readJson(`${folder}/package.json`);
    expect(manifest["private"]).toBe(true);
    expect(manifest["type"]).toBe("module");
    const scripts = manifest["scripts"] as Record<string, string>;
    // Turborepo passes silently over a package that lacks a script.
    expect(scripts["typecheck"]).toMatch(/^tsc --noEmit -p \.(?: && tsc --noEmit -p \S+)?$/u);
    expect(scripts["test"]).toBe("vitest run");
    expect("build" in scripts).toBe(folder.startsWith("apps/"));
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/u.test(name))).toEqual([]);
  });

  test("takes its dependencies from the one catalogue", () => {
    for (const folder of packageFolders()) {
      const manifest = readJson(`${folder}/package.json`);
      for (const kind of ["dependencies", "devDependencies", "optionalDependencies"]) {
        const versions = Object.entries((manifest[kind] ?? {}) as Record<string, string>);
        expect(
          versions.filter(([, version]) => version !== "catalog:" && version !== "workspace:*"),
          folder,
        ).toEqual([]);
      }
    }
  });
});

describe("every refusal", () => {
  test("has words in both languages, and a place in the guide to errors", () => {
    expect(refusalCodes.length).toBeGreaterThan(20);
    const words: Readonly<Record<"id" | "en", Words>> = refusalsCatalogue;
    for (const language of ["id", "en"] as const) {
      expect(
        refusalCodes.filter((name) => !hasWords(words[language], name)),
        `without words in ${language}`,
      ).toEqual([]);
    }
    const guide = read("docs/errors.md");
    expect(
      refusalCodes.filter((name) => !guide.includes(`\`${name}\``)),
      "not in docs/errors.md",
    ).toEqual([]);
    const described = [...guide.matchAll(/^#{2,4}\s+`(\w+)`|^\|\s*`(\w+)`/gmu)].map((match) => match[1] ?? match[2]);
    expect(
      described.filter((name) => !(refusalCodes as readonly string[]).includes(name ?? "")),
      "in docs/errors.md only",
    ).toEqual([]);
  });
});

describe("every statistical method", () => {
  test("has a page that somebody else can check it from", () => {
    const methods = readdirSync(join(root, "packages/stats/src/methods"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(methods.length).toBeGreaterThan(5);
    const missing = methods.filter(({ name }) => !existsSync(join(root, "docs/statistics", `${name}.md`)));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

/** Catalogue keys may carry a prefix of their own; the code itself must be the end of one. */
function hasWords(words: Words, refusal: string): boolean {
  return Object.entries(words).some(
    ([key, text]) =>
      (key === refusal || key.endsWith(`_${refusal}`) || key.endsWith(`.${refusal}`)) &&
      (typeof text === "string" ? [text] : Object.values(text)).every((form) => form.trim() !== ""),
  );
}

/** A text, or its forms by number. */
type Words = Readonly<Record<string, string | Readonly<Record<string, string>>>>;
