import { open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { downloadSnapshot, perform, type ServerContext } from "@kendali/api";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { pickSnapshot } from "../runtime/pick-snapshot.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

export const datasetExportCommand: Command = {
  name: "dataset export",
  summary: "write a frozen dataset to a zip",
  synopsis: "STUDY --out FILE.zip [--snapshot NAME | --fresh] [--as USERNAME] [--json]",
  details:
    "Tables, codebook, results and the R script that recomputes them, of the newest snapshot; without one, or with --fresh,\n" +
    "the data are frozen first. The account decides what is in it: the arm only for who may know it.",
  positionals: ["STUDY"],
  options: {
    out: { type: "string" },
    snapshot: { type: "string" },
    fresh: { type: "boolean" },
    as: { type: "string" },
    json: { type: "boolean" },
    lang: { type: "string" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [study = ""] = positionals;
    const json = options.json === true;
    if (typeof options.out !== "string" || options.out === "")
      throw new UsageError("dataset export needs --out FILE.zip.");
    const path = resolve(cwd, options.out);
    const name = typeof options.snapshot === "string" ? options.snapshot : null;
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, {
        study,
        acts: ["snapshot.list", "snapshot.freeze", "snapshot.download"],
        as: options.as,
      });
      if (!account.ok) return account;
      const snapshot = await pickSnapshot(server, account.value, { study, name, fresh: options.fresh === true });
      if (!snapshot.ok) return snapshot;
      const written = await writeZip(server, { account: account.value.id, study, snapshot: snapshot.value.id, path });
      return written.ok
        ? { ok: true as const, value: { ...written.value, snapshot: snapshot.value.name, as: account.value.username } }
        : written;
    });
    if (!result.ok) return sayRefusal(terminal, settings.language, result.refusal, json);
    const { hash, bytes, snapshot, as } = result.value;
    terminal.out(
      json
        ? JSON.stringify({ ok: true, file: path, ...result.value })
        : `Wrote ${path}\n  snapshot "${snapshot}", SHA-256 ${hash}, ${bytes} bytes, as ${as}`,
    );
    return 0;
  },
};

/** Written beside and moved into place, so that an interrupted export leaves no file that looks whole. */
async function writeZip(
  server: ServerContext,
  request: { readonly account: string; readonly study: string; readonly snapshot: string; readonly path: string },
) {
  const { account, study, snapshot, path } = request;
  const download = await perform(server, { accountId: account }, downloadSnapshot, { study, snapshot });
  if (!download.ok) return download;
  const partial = `${path}.${process.pid}.part`;
  let bytes = 0;
  try {
    const file = await open(partial, "w");
    try {
      for (const chunk of download.value.chunks) {
        await file.write(chunk);
        bytes += chunk.byteLength;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  return { ok: true as const, value: { hash: download.value.hash, bytes } };
}
