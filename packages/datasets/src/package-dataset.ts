import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { strToU8 } from "fflate";
import type { DatasetModel } from "./derive-dataset.ts";
import { tableFileName } from "./file-names.ts";
import { tableFormats } from "./formats/index.ts";
import { joinChunks, zipChunks, type ZipEntry } from "./formats/zip/zip.ts";
import type { TableName } from "./table.ts";
import { kindNote, writeReadme } from "./write-readme.ts";

/** What goes into the download beside the tables. `resultsJson` and `numbersCsv` are text made by `analysis`. */
export type PackageExtras = {
  readonly snapshotName?: string;
  /** When the snapshot was frozen, as stored with it (ISO 8601). */
  readonly frozenAt?: string;
  readonly resultsJson?: string;
  readonly numbersCsv?: string;
  readonly rScript?: string;
};

export type PackagedFile = { readonly path: string; readonly bytes: Uint8Array };

export type ManifestFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

export type Manifest = {
  readonly schema: "kendali-manifest/1";
  readonly study: DatasetModel["study"];
  readonly kind: DatasetModel["kind"];
  readonly note: { readonly id: string; readonly en: string } | null;
  readonly clock: DatasetModel["clock"];
  readonly snapshot: {
    readonly name: string | null;
    readonly frozenAt: string | null;
    readonly hash: string;
    readonly withArm: boolean;
  };
  readonly masked: boolean;
  readonly files: readonly ManifestFile[];
};

const tableOrder: readonly TableName[] = [
  "participants",
  "long",
  "screenings",
  "events",
  "register",
  "deviations",
  "guesses",
  "codebook",
  "codes",
];

/**
 * The download of one snapshot, whole in memory: every file, and the manifest with the SHA-256 of each. The same snapshot and
 * extras give the same bytes. For a large study stream it with {@link zipDataset}, which makes the same files.
 */
export function packageDataset(
  model: DatasetModel,
  extras: PackageExtras = {},
): { readonly files: readonly PackagedFile[]; readonly manifest: Manifest } {
  const counted = countedFiles(model, extras);
  const files = counted.files.map((file) => ({ path: file.path, bytes: joinChunks(file.chunks) }));
  const manifest = counted.manifest();
  return { files: [...files, { path: "manifest.json", bytes: manifestBytes(manifest) }], manifest };
}

/** The zip of the download, piece by piece: rows are read, hashed and compressed as they go, the manifest comes last. */
export function* zipDataset(model: DatasetModel, extras: PackageExtras = {}): Generator<Uint8Array> {
  const counted = countedFiles(model, extras);
  const entries = function* (): Generator<ZipEntry> {
    yield* counted.files;
    yield { path: "manifest.json", chunks: [manifestBytes(counted.manifest())] };
  };
  yield* zipChunks(entries());
}

/** The files in order; each measures itself while it is read, and the manifest is complete once all were. */
function countedFiles(model: DatasetModel, extras: PackageExtras) {
  const measured: ManifestFile[] = [];
  const files = [...contentFiles(model, extras)].map((file) => ({
    path: file.path,
    chunks: (function* () {
      const hash = sha256.create();
      let bytes = 0;
      for (const chunk of file.chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
      measured.push({ path: file.path, sha256: bytesToHex(hash.digest()), bytes });
    })(),
  }));
  const manifest = (): Manifest => ({
    schema: "kendali-manifest/1",
    study: model.study,
    kind: model.kind,
    note: kindNote(model.kind),
    clock: model.clock,
    snapshot: { name: extras.snapshotName ?? null, frozenAt: extras.frozenAt ?? null, ...model.snapshot },
    masked: model.isMasked,
    files: measured,
  });
  return { files, manifest };
}

function* contentFiles(model: DatasetModel, extras: PackageExtras): Generator<ZipEntry> {
  const text = (path: string, content: string): ZipEntry => ({ path, chunks: [strToU8(content)] });
  yield text("README.txt", writeReadme(model, extras.resultsJson !== undefined));
  for (const name of tableOrder) {
    const table = model.tables[name];
    if (table !== undefined) yield { path: tableFileName(model, name), chunks: tableFormats.csv.write(table) };
  }
  if (extras.resultsJson !== undefined) yield text("results.json", extras.resultsJson);
  if (extras.numbersCsv !== undefined) yield text("numbers.csv", extras.numbersCsv);
  if (extras.rScript !== undefined) yield text("analysis.R", extras.rScript);
}

function manifestBytes(manifest: Manifest): Uint8Array {
  return strToU8(`${JSON.stringify(manifest, null, 2)}\n`);
}
