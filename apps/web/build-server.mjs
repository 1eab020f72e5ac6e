import { build } from "esbuild";

// One file starts the process: tRPC on Node's own server, everything else through Next; one more beside it is the thread
// that makes documents. Native and self-locating packages stay outside the bundle and are found in node_modules.
await build({
  entryPoints: { server: "server/main.ts", "document-worker": "server/document-worker.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  legalComments: "none",
  external: ["next", "next-auth", "next-auth/*", "@node-rs/argon2", "postgres", "docx", "pdfkit", "dejavu-fonts-ttf"],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: "warning",
});
