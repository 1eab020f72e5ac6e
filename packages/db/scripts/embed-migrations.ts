import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** Writes the SQL files into one TypeScript module, so that migrating needs no file beside the bundle. */
const folder = new URL("../migrations/", import.meta.url);
const lines = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .sort()
  .map(
    (name) =>
      `  { name: ${JSON.stringify(name)}, sql: ${JSON.stringify(readFileSync(new URL(name, folder), "utf8"))} },`,
  );
const source = `/** Made by scripts/embed-migrations.ts from migrations/*.sql; a test holds the two equal. */
// prettier-ignore
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
${lines.join("\n")}
];
`;
writeFileSync(new URL("../src/migrations.generated.ts", import.meta.url), source);
