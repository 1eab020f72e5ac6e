import { readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import { developmentOnly, layers } from "./layers.js";
import { layerRules } from "./rules.js";

/**
 * Reads every module below a tree's apps/ and packages/ and holds its imports against the table of layers.
 * @param {string} tree
 * @returns {Promise<{ modulesRead: number, problems: readonly string[] }>}
 */
export async function checkLayers(tree) {
  const { output } = await cruise(["apps", "packages"], {
    baseDir: tree,
    ruleSet: layerRules(),
    validate: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(\\.next|dist|\\.turbo|test-results|playwright-report|coverage)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json", ".css"],
      mainFields: ["module", "main", "types"],
    },
  });
  if (typeof output === "string") throw new Error(`The checker of imports answered in words: ${output}`);
  const ours = output.modules.filter((module) => /^(apps|packages)\/[^/]+\/(?!node_modules\/)/u.test(module.source));
  const problems = [
    ...unlistedFolders(tree),
    ...output.summary.violations.map(
      (violation) =>
        `${violation.rule.name}: ${violation.from} → ${violation.cycle?.map((step) => step.name).join(" → ") ?? violation.to}`,
    ),
    ...ours.flatMap((module) => leavingByPath(module)),
  ];
  return {
    modulesRead: ours.filter((module) => /\.tsx?$/u.test(module.source)).length,
    problems: [...new Set(problems)],
  };
}

/**
 * Packages are imported by name, through what they export, never by a path into their folders.
 * @param {import("dependency-cruiser").IModule} module
 */
function leavingByPath(module) {
  return module.dependencies
    .filter((dependency) => dependency.module.startsWith(".") && !dependency.couldNotResolve)
    .filter((dependency) => packageOf(dependency.resolved) !== packageOf(module.source))
    .map((dependency) => `packages are imported by name: ${module.source} → ${dependency.module}`);
}

/** @param {string} path */
function packageOf(path) {
  return path.split("/").slice(0, 2).join("/");
}

/** @param {string} tree */
function unlistedFolders(tree) {
  const listed = new Set([...Object.keys(layers), ...developmentOnly]);
  return ["apps", "packages"]
    .flatMap((folder) =>
      readdirSync(join(tree, folder), { withFileTypes: true }).map((entry) => ({
        entry,
        path: `${folder}/${entry.name}`,
      })),
    )
    .filter(({ entry, path }) => entry.isDirectory() && !listed.has(path))
    .map(({ path }) => `${path} is not in the table of layers`);
}
