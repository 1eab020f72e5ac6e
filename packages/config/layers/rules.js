import { allowedImports, developmentOnly, layers } from "./layers.js";

/** Tests, build and configuration files: they run on a developer's machine only. */
const development =
  "(\\.test\\.tsx?$|/(e2e|tests|testing|regression|reference)/|\\.config\\.(ts|js|mjs)$|/build[^/]*\\.mjs$)";

/**
 * dependency-cruiser's rules, generated from the table of layers.
 * @returns {import("dependency-cruiser").IFlattenedRuleSet}
 */
export function layerRules() {
  return { forbidden: [...Object.keys(layers).map(importsGoDown), ...purePackagesStayPure(), ...everywhere] };
}

/** @param {string} name */
function importsGoDown(name) {
  const allowed = [name, ...allowedImports(name)].map(asFolder).join("|");
  return {
    name: `layers: ${name}`,
    severity: /** @type {const} */ ("error"),
    comment: `${name} may import ${allowedImports(name).join(", ") || "nothing of ours"}; imports go strictly down.`,
    from: { path: `^${asFolder(name)}`, pathNot: development },
    to: { path: "^(apps|packages)/", pathNot: `^(${allowed})` },
  };
}

function purePackagesStayPure() {
  const pure = Object.entries(layers)
    .filter(([, layer]) => layer.pure === true)
    .map(([name]) => asFolder(name));
  return [
    {
      name: "pure packages: no Node",
      severity: /** @type {const} */ ("error"),
      comment:
        "Files, network and clocks come in as arguments, so that the browser, the server and the tests run the same code.",
      from: { path: `^(${pure.join("|")})`, pathNot: development },
      to: { dependencyTypes: [/** @type {const} */ ("core")] },
    },
  ];
}

const everywhere = [
  {
    name: "imports resolve",
    severity: /** @type {const} */ ("error"),
    comment: "An import that cannot be followed would make every other rule pass blindly.",
    from: { pathNot: "(^|/)\\.next/" },
    // "server-only" has no code: the framework resolves it, and refuses it in a browser bundle.
    to: { couldNotResolve: true, pathNot: "^server-only$" },
  },
  {
    name: "no runtime cycles",
    severity: /** @type {const} */ ("error"),
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: [/** @type {const} */ ("type-only")] } },
  },
  {
    name: "test material stays in tests",
    severity: /** @type {const} */ ("error"),
    from: { path: "^(apps|packages)/", pathNot: `${development}|^(${developmentOnly.map(asFolder).join("|")})` },
    to: { path: `^(${developmentOnly.map(asFolder).join("|")})` },
  },
];

/** @param {string} name */
function asFolder(name) {
  return `${name}/`;
}
