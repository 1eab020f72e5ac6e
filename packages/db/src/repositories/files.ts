import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { storedFile, storedFilePiece, storedFileWhole } from "../schema/files.ts";

export type FileRow = typeof storedFile.$inferSelect & {
  /** Null while it is not whole. */
  readonly storedAt: string | null;
};

type Named = {
  readonly studyId: string;
  readonly participant: string;
  readonly form: string;
  readonly item: string;
  readonly sha256: string;
  readonly mediaType: string;
};

/** Announces a file; the one that was announced for the same answer before stays. */
export async function announceFile(executor: Executor, row: typeof storedFile.$inferInsert): Promise<FileRow> {
  await executor.insert(storedFile).values(row).onConflictDoNothing();
  const found = await findFile(executor, row);
  if (found === null) throw new Error("a file that was announced is not there");
  return found;
}

export async function findFile(executor: Executor, named: Named): Promise<FileRow | null> {
  const [row] = await select(executor).where(
    and(
      eq(storedFile.studyId, named.studyId),
      eq(storedFile.participant, named.participant),
      eq(storedFile.form, named.form),
      eq(storedFile.item, named.item),
      eq(storedFile.sha256, named.sha256),
      eq(storedFile.mediaType, named.mediaType),
    ),
  );
  return row === undefined ? null : { ...row.file, storedAt: row.storedAt };
}

export async function findFileById(executor: Executor, studyId: string, id: string): Promise<FileRow | null> {
  const [row] = await select(executor).where(and(eq(storedFile.studyId, studyId), eq(storedFile.id, id)));
  return row === undefined ? null : { ...row.file, storedAt: row.storedAt };
}

/** Of these hashes, the ones that are whole files of a participant's form, each with its item. */
export async function listWholeFiles(
  executor: Executor,
  query: { readonly studyId: string; readonly participant: string; readonly form: string; readonly hashes: string[] },
) {
  return executor
    .select({ item: storedFile.item, sha256: storedFile.sha256, mediaType: storedFile.mediaType })
    .from(storedFile)
    .innerJoin(
      storedFileWhole,
      and(eq(storedFileWhole.studyId, storedFile.studyId), eq(storedFileWhole.file, storedFile.id)),
    )
    .where(
      and(
        eq(storedFile.studyId, query.studyId),
        eq(storedFile.participant, query.participant),
        eq(storedFile.form, query.form),
        inArray(storedFile.sha256, query.hashes),
        isNotNull(storedFileWhole.storedAt),
      ),
    );
}

/** The pieces that are there, by index. */
export async function listPieces(executor: Executor, studyId: string, file: string): Promise<number[]> {
  const rows = await executor
    .select({ index: storedFilePiece.index })
    .from(storedFilePiece)
    .where(and(eq(storedFilePiece.studyId, studyId), eq(storedFilePiece.file, file)))
    .orderBy(asc(storedFilePiece.index));
  return rows.map(({ index }) => index);
}

/** Keeps a piece; one that came before under this index stays. */
export async function insertPiece(executor: Executor, row: typeof storedFilePiece.$inferInsert): Promise<void> {
  await executor.insert(storedFilePiece).values(row).onConflictDoNothing();
}

export async function readPiece(
  executor: Executor,
  studyId: string,
  file: string,
  index: number,
): Promise<Uint8Array | null> {
  const [row] = await executor
    .select({ content: storedFilePiece.content })
    .from(storedFilePiece)
    .where(and(eq(storedFilePiece.studyId, studyId), eq(storedFilePiece.file, file), eq(storedFilePiece.index, index)));
  return row?.content ?? null;
}

export async function markWhole(executor: Executor, row: typeof storedFileWhole.$inferInsert): Promise<void> {
  await executor.insert(storedFileWhole).values(row).onConflictDoNothing();
}

function select(executor: Executor) {
  return executor
    .select({ file: storedFile, storedAt: storedFileWhole.storedAt })
    .from(storedFile)
    .leftJoin(
      storedFileWhole,
      and(eq(storedFileWhole.studyId, storedFile.studyId), eq(storedFileWhole.file, storedFile.id)),
    );
}
