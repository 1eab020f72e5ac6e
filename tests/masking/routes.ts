import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Protocol } from "../../packages/domain/src/index.ts";
import { root } from "../repository-files.ts";
import { draftKey, studyKey } from "./cast.ts";
import type { Chance } from "./chance.ts";

/** What the process answers itself, before Next: found where it decides, so that a new path is asked for too. */
export function ownPaths(): readonly string[] {
  const server = join(root, "apps/web/server");
  const source = readdirSync(server)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(server, name), "utf8"))
    .join("\n");
  const named = [...source.matchAll(/"(\/(?:api\/[a-z/-]+|[a-z]+z))"/gu)].map((match) => match[1] ?? "");
  return [...new Set(named)].toSorted();
}

/** How paths below a prefix of the process are made; a prefix that is not here fails the test that asks them. */
export const shapesBelow: Readonly<Record<string, readonly string[]>> = {
  "/api/trpc/": ["/api/trpc/", "/api/trpc/no.such", "/api/trpc/study.get,", "/api/trpc/study.get"],
  "/api/download/": [
    "/api/download/[study]/[snapshot].zip",
    "/api/download/[study]/[uuid].zip",
    "/api/download/[study]/x.zip",
    "/api/download/[study]/allocations.json",
    "/api/download/[study]/file/[participant]/[form]/[item]/[value]",
    "/api/download/[study]",
  ],
  "/healthz": ["/healthz"],
  "/readyz": ["/readyz"],
};

/** Every page and route of the application, by its folders: `/s/[study]/participants`. */
export function appRoutes(folder = join(root, "apps/web/app"), path = ""): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const isGroup = /^\(.*\)$/u.test(entry.name);
      return appRoutes(join(folder, entry.name), isGroup ? path : `${path}/${entry.name}`);
    }
    return /^(?:page|route)\.tsx?$/u.test(entry.name) ? [path === "" ? "/" : path] : [];
  });
}

export type Fillings = {
  readonly protocol: Protocol;
  readonly numbers: readonly string[];
  readonly screenings: readonly number[];
  readonly pool: Readonly<Record<string, readonly unknown[]>>;
  readonly chance: Chance;
};

const authPages = [
  "session",
  "csrf",
  "providers",
  "signin",
  "signout",
  "error",
  "verify-request",
  "callback/credentials",
];

/** A path with its dynamic parts filled: by name of the part, from what exists and from what does not. */
export function fillPath(shape: string, key: string, fillings: Fillings): string {
  const { protocol, numbers, screenings, pool, chance } = fillings;
  const isScreening = shape.includes("/screenings/");
  const valuesOf = (name: string): readonly unknown[] => {
    if (name === "study") return [studyKey, studyKey, studyKey, draftKey, "no-such-study"];
    if (name === "number" || name === "participant")
      return isScreening ? [...screenings, 999_999] : [...numbers, "MLT-998-0"];
    if (name === "visit") return [...protocol.visits.map((visit) => visit.key), "session_99"];
    if (name === "form") return [...protocol.forms.map((form) => form.key), "no_such_form"];
    if (name === "...nextauth") return authPages;
    if (name === "item")
      return protocol.forms.flatMap((form) =>
        form.sections.flatMap((section) => section.items.map((item) => item.key)),
      );
    if (name === "value") return [`${"ab".repeat(32)}.jpg`];
    if (name === "token") return ["x".repeat(43)];
    const known = pool[name] ?? pool["uuid"] ?? [];
    return known.length > 0 ? known : [chance.uuid(`${key} ${name}`)];
  };
  return shape.replaceAll(/\[([^\]]+)\]/gu, (_, name: string) =>
    String(chance.pick(`${key} ${name}`, valuesOf(name)) ?? "x"),
  );
}

/** The ways in which a browser, a prefetch, a crawler or a curious person asks for one path. */
export function variantsOf(path: string): readonly {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}[] {
  const join_ = path.includes("?") ? "&" : "?";
  return [
    { method: "GET", path },
    { method: "HEAD", path },
    { method: "GET", path: `${path}${join_}_rsc=1a2b3`, headers: { rsc: "1" } },
    { method: "GET", path: `${path}${join_}_rsc=1a2b4`, headers: { rsc: "1", "next-router-prefetch": "1" } },
    { method: "GET", path, headers: { cookie2: "x", "accept-language": "en", accept: "text/html" } },
    { method: "PUT", path, body: "{}", headers: { "content-type": "application/json" } },
    { method: "POST", path, body: "{}", headers: { "content-type": "text/plain" } },
  ];
}
