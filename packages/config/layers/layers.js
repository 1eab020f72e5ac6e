/**
 * Who may import whom: the one table. Imports go strictly down the levels; `only` narrows that further, `never` takes
 * single packages out. A folder below apps/ or packages/ that is missing here fails the check.
 *
 * @typedef {{ level: number, pure?: boolean, only?: readonly string[], never?: readonly string[] }} Layer
 * @type {Readonly<Record<string, Layer>>}
 */
export const layers = {
  "apps/web": { level: 5, never: ["packages/db"] },
  "apps/cli": { level: 5, never: ["packages/ui"] },
  "packages/api": { level: 4 },
  "packages/ui": { level: 4, only: ["packages/domain", "packages/i18n"] },
  "packages/reports": { level: 3, pure: true, never: ["packages/db"] },
  "packages/analysis": { level: 2, pure: true },
  "packages/builder": { level: 2, pure: true },
  "packages/db": { level: 2, only: ["packages/domain"] },
  "packages/datasets": { level: 1, pure: true },
  "packages/stats": { level: 1, pure: true },
  "packages/randomization": { level: 1, pure: true },
  "packages/interchange": { level: 1, pure: true },
  "packages/i18n": { level: 1, pure: true },
  "packages/domain": { level: 0, pure: true },
};

/** Presets and test material: development dependencies of everybody, imported by no running code. */
export const developmentOnly = ["packages/config", "packages/fixtures"];

/**
 * The packages that one package may import.
 * @param {string} name
 * @returns {readonly string[]}
 */
export function allowedImports(name) {
  const layer = layers[name];
  if (layer === undefined) return [];
  return Object.entries(layers)
    .filter(([other, { level }]) => level < layer.level && !other.startsWith("apps/"))
    .map(([other]) => other)
    .filter((other) => layer.only?.includes(other) ?? true)
    .filter((other) => !(layer.never?.includes(other) ?? false));
}
