import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
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

/**
 * How many files stand for an answer, and how many an account announced since an instant that are not whole. Announcements
 * of one account wait for each other until they commit.
 */
export async function countFiles(
  tx: Executor,
  query: Pick<Named, "studyId" | "participant" | "form" | "item"> & {
    readonly account: string;
    readonly since: string;
  },
): Promise<{ readonly ofAnswer: number; readonly open: number }> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${query.account}, 4))`);
  const counted = await tx.execute<{ of_answer: number; open: number }>(sql`
    SELECT
      (SELECT count(*)::int FROM stored_file f WHERE f.study_id = ${query.studyId}
        AND f.participant = ${query.participant} AND f.form = ${query.form} AND f.item = ${query.item}) AS of_answer,
      (SELECT count(*)::int FROM stored_file f WHERE f.study_id = ${query.studyId}
        AND f.begun_by = ${query.account} AND f.begun_at > ${query.since}::timestamptz
        AND NOT EXISTS (SELECT FROM stored_file_whole w WHERE w.study_id = f.study_id AND w.file = f.id)) AS open`);
  const [row] = counted;
  return { ofAnswer: row?.of_answer ?? 0, open: row?.open ?? 0 };
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

/** The rounds that a piece can have (0018_mended_pieces.sql): nobody fills the disk with damaged pieces. */
const lastRound = 15;

export type PieceSum = { readonly index: number; readonly sha256: string };

/** The indexes of the pieces that are there. */
export async function listPieces(executor: Executor, studyId: string, file: string): Promise<number[]> {
  const rows = await executor
    .selectDistinct({ index: storedFilePiece.index })
    .from(storedFilePiece)
    .where(and(eq(storedFilePiece.studyId, studyId), eq(storedFilePiece.file, file)))
    .orderBy(asc(storedFilePiece.index));
  return rows.map(({ index }) => index);
}

/** SHA-256 of the pieces that are there, each in its latest round. */
export async function sumPieces(executor: Executor, studyId: string, file: string): Promise<readonly PieceSum[]> {
  const rows = await executor
    .select({ index: storedFilePiece.index, sha256: sum })
    .from(storedFilePiece)
    .where(and(eq(storedFilePiece.studyId, studyId), eq(storedFilePiece.file, file)))
    .orderBy(asc(storedFilePiece.index), asc(storedFilePiece.round));
  return [...new Map(rows.map((row) => [row.index, row])).values()];
}

type Piece = { readonly studyId: string; readonly file: string; readonly index: number; readonly content: Uint8Array };

/** While a file is read back and taken as whole, no piece of it comes; and the other way round. */
export async function lockPieces(tx: Executor, file: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${file}, 3))`);
}

/**
 * Keeps a piece. The same bytes again change nothing; other bytes under the same index stand in the next round, from which
 * the file is read. False when no round is left.
 */
export async function insertPiece(executor: Executor, piece: Piece): Promise<boolean> {
  const [latest] = await executor
    .select({ round: storedFilePiece.round, sha256: sum })
    .from(storedFilePiece)
    .where(isPiece(piece))
    .orderBy(desc(storedFilePiece.round))
    .limit(1);
  if (latest?.sha256 === createHash("sha256").update(piece.content).digest("hex")) return true;
  const round = latest === undefined ? 0 : latest.round + 1;
  if (round > lastRound) return false;
  await executor
    .insert(storedFilePiece)
    .values({ ...piece, round })
    .onConflictDoNothing();
  return true;
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
    .where(isPiece({ studyId, file, index }))
    .orderBy(desc(storedFilePiece.round))
    .limit(1);
  return row?.content ?? null;
}

const sum = sql<string>`encode(sha256(${storedFilePiece.content}), 'hex')`;

function isPiece({ studyId, file, index }: Omit<Piece, "content">) {
  return and(eq(storedFilePiece.studyId, studyId), eq(storedFilePiece.file, file), eq(storedFilePiece.index, index));
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
