import { createHash } from "node:crypto";
import { announceFile, findFile, findFileById, lockPieces, markWhole, type FileRow } from "@kendali/db";
import {
  accept,
  canCapture,
  fileItemTypes,
  fileValue,
  holdsLocation,
  invariant,
  isOfType,
  readFileValue,
  refuse,
  type FileMediaType,
  type Item,
  type Result,
} from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { pieceBytes, pieceCount, postgresFileStore, readPieces, type FileStore } from "../../file-store.ts";
import { rolesAt } from "../../participant-facts.ts";
import { asUnion } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { canReadEntry } from "../entry/can-read-entry.ts";
import { commandId, documentHash, key, participantNumber, studyKey } from "../inputs.ts";
import { loadParticipant } from "../participant/load-participant.ts";
import { findPlace, isFileType, type NamedPlace } from "./find-place.ts";
import { mayAnnounce } from "./may-announce.ts";

const place = { study: studyKey, participant: participantNumber, visit: key, form: key, item: key };

export type BeginAttachmentAnswer = {
  readonly file: string;
  /** Bytes of every piece but the last. */
  readonly pieceBytes: number;
  /** Indexes of the pieces that are still to be sent; none of a file that is there already. */
  readonly missing: readonly number[];
  /** What the answer of the item will be. */
  readonly value: string;
};

/**
 * Announces a file for an answer: its SHA-256, type and size. A file that was cut off goes on where it stopped: the answer
 * names the pieces that are missing. After `file_damaged` the caller adds the SHA-256 of each piece: then the answer names
 * those too that arrived otherwise, and only they are sent again. Refuses `file_not_taken` with what the item takes, `not_found` for a form that the
 * viewer has not or that the participant's visit does not plan, and what `mayAnnounce` does.
 */
export const beginAttachment = defineUseCase({
  policy: "attachment.begin",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    ...place,
    sha256: documentHash,
    mediaType: z.string().max(100),
    bytes: z.number().int().positive().max(1_000_000_000),
    pieces: z.array(documentHash).max(64).optional(),
  }),
  run: (context, input) =>
    asCapture<BeginAttachmentAnswer>(context, "attachment.begin", input, async (unit) => {
      const found = await findPlace(context, unit.tx, input);
      if (!found.ok) return found;
      const { item, site, visits } = found.value;
      const value = fileValue(input.sha256, input.mediaType);
      const taken = value === null ? null : takes(item, value, input.bytes);
      if (value === null || taken === null) return notTaken(item);
      const { participant, form, sha256, mediaType } = input;
      const file = { studyId: context.study.id, participant, form, item: input.item, sha256, mediaType };
      if ((await findFile(unit.tx, file)) === null) {
        const may = await mayAnnounce(context, unit.tx, { ...input, visits });
        if (!may.ok) return may;
      }
      const row = await announceFile(unit.tx, {
        ...file,
        id: context.newId(),
        siteId: site,
        bytes: input.bytes,
        begunBy: context.account.id,
        begunAt: context.now(),
      });
      // Another size under the same hash is no file that exists.
      if (row.bytes !== input.bytes) return refuse("file_damaged");
      if (input.pieces !== undefined && input.pieces.length !== pieceCount(row.bytes)) return refuse("file_damaged");
      const { right, damaged } = await judgePieces(postgresFileStore(unit.tx, context.study.id), row.id, input.pieces);
      const missing = Array.from({ length: pieceCount(row.bytes) }, (_, index) => index).filter(
        (index) => row.storedAt === null && !right.has(index),
      );
      const named = {
        visit: input.visit,
        form: input.form,
        item: input.item,
        sha256: input.sha256,
        bytes: input.bytes,
      };
      const data = damaged === 0 ? named : { ...named, damaged };
      await unit.audit(studyEvent(context, "attachment.begin", { chain: input.participant, site }, data));
      return accept({ file: row.id, pieceBytes, missing, value });
    }),
});

/** The pieces that need not be sent: those that are there, and where the sender says what they are, those that are right. */
async function judgePieces(
  store: FileStore,
  file: string,
  wanted: readonly string[] | undefined,
): Promise<{ readonly right: ReadonlySet<number>; readonly damaged: number }> {
  if (wanted === undefined) return { right: new Set(await store.pieces(file)), damaged: 0 };
  const sums = await store.sums(file);
  const right = sums.filter(({ index, sha256 }) => wanted[index] === sha256);
  return { right: new Set(right.map(({ index }) => index)), damaged: sums.length - right.length };
}

/** Keeps one piece of an announced file. The same piece again changes nothing; another one mends it, until the file is whole. */
export const putAttachment = defineUseCase({
  policy: "attachment.put",
  kind: "mutation",
  input: z.strictObject({
    ...place,
    file: z.uuid(),
    index: z.number().int().min(0).max(1000),
    /** Base64 of the bytes. */
    content: z
      .string()
      .max(Math.ceil(pieceBytes / 3) * 4)
      .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  }),
  run: async (context, input) => {
    const open = canCapture(context.study.status);
    if (!open.ok) return open;
    const found = await findPlace(context, context.db.drizzle, input);
    if (!found.ok) return found;
    const content = new Uint8Array(Buffer.from(input.content, "base64"));
    return context.db.drizzle.transaction(async (tx) => {
      await lockPieces(tx, input.file);
      const file = await findFileById(tx, context.study.id, input.file);
      if (file === null || !isOf(file, input)) return refuse("not_found");
      if (input.index >= pieceCount(file.bytes) || content.length !== sizeOf(file, input.index))
        return refuse("file_damaged");
      const store = postgresFileStore(tx, context.study.id);
      const isKept = file.storedAt !== null || (await store.put(file.id, input.index, content));
      return isKept ? accept({ index: input.index }) : refuse("file_damaged");
    });
  },
});

/**
 * Reads the pieces back, and takes the file as whole when they have the hash and the type that were announced. Refuses
 * `file_incomplete` and `file_damaged` (its wrong pieces can be sent again), and what no sending can mend:
 * `file_other_content` for content of another type, `attachment_has_location` for a picture or recording that tells a place.
 */
export const finishAttachment = defineUseCase({
  policy: "attachment.finish",
  kind: "mutation",
  input: z.strictObject({ commandId, ...place, file: z.uuid() }),
  run: (context, input) =>
    asCapture(context, "attachment.finish", input, async (unit) => {
      const found = await findPlace(context, unit.tx, input);
      if (!found.ok) return found;
      await lockPieces(unit.tx, input.file);
      const file = await findFileById(unit.tx, context.study.id, input.file);
      if (file === null || !isOf(file, input)) return refuse("not_found");
      const store = postgresFileStore(unit.tx, context.study.id);
      if ((await store.pieces(file.id)).length < pieceCount(file.bytes)) return refuse("file_incomplete");
      const content = await wholeOf(store, file);
      const value = fileValue(file.sha256, file.mediaType);
      const reference = readFileValue(value);
      invariant(value !== null && reference !== null, "an announced file is of a type that some item takes");
      if (createHash("sha256").update(content).digest("hex") !== file.sha256) return refuse("file_damaged");
      if (!isOfType(content.subarray(0, 64), reference.mediaType))
        return refuse("file_other_content", { kind: value.slice(65).toUpperCase() });
      if (!mayTellPlace.has(reference.mediaType) && holdsLocation(content)) return refuse("attachment_has_location");
      await markWhole(unit.tx, { studyId: context.study.id, file: file.id, storedAt: context.now() });
      const { visit, form, item } = input;
      const data = { visit, form, item, sha256: file.sha256, mediaType: file.mediaType, bytes: file.bytes };
      const at = { chain: input.participant, site: found.value.site };
      await unit.audit(studyEvent(context, "attachment.finish", at, data));
      return accept({ value });
    }),
});

/** Text is read by who writes it: a word in it that looks like a place is no trace of a device. */
const mayTellPlace: ReadonlySet<FileMediaType> = new Set(["text/plain", "text/csv"]);

async function wholeOf(store: FileStore, file: FileRow): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(store, file.id, file.bytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export type ReadAttachment = {
  readonly fileName: string;
  readonly mediaType: FileMediaType;
  readonly sha256: string;
  readonly bytes: number;
  readonly pieces: AsyncIterable<Uint8Array>;
};

/** A whole file, for who may read the form it belongs to. */
export const readAttachment = defineUseCase({
  policy: "attachment.read",
  kind: "query",
  input: z.strictObject({
    study: studyKey,
    participant: participantNumber,
    form: key,
    item: key,
    value: z.string().max(80),
  }),
  run: async (context, input): Promise<Result<ReadAttachment>> => {
    const reference = readFileValue(input.value);
    if (reference === null) return refuse("not_found");
    const loaded = await loadParticipant(context, context.db.drizzle, input.participant);
    if (!loaded.ok) return loaded;
    const { record, facts, study } = loaded.value;
    const form = viewedProtocol(asUnion(study)).forms.find((candidate) => candidate.key === input.form);
    if (form === undefined) return refuse("not_found");
    const actor = { account: context.account.id, roles: rolesAt(context.study.viewer.assignments, record.site) };
    if (!canReadEntry({ protocol: study.protocol, facts, form, actor })) return refuse("not_allowed");
    const file = await findFile(context.db.drizzle, {
      studyId: context.study.id,
      participant: input.participant,
      form: input.form,
      item: input.item,
      sha256: reference.hash,
      mediaType: reference.mediaType,
    });
    if (file === null || file.storedAt === null) return refuse("not_found");
    const store = postgresFileStore(context.db.drizzle, context.study.id);
    return accept({
      fileName: `${input.participant}_${input.item}_${input.value.slice(0, 8)}${input.value.slice(64)}`,
      mediaType: reference.mediaType,
      sha256: file.sha256,
      bytes: file.bytes,
      pieces: readPieces(store, file.id, file.bytes),
    });
  },
});

function takes(item: Item, value: string, bytes: number): true | null {
  if (!isFileType(item.type)) return null;
  const { endings, usualKilobytes } = fileItemTypes[item.type];
  const ending = value.slice(65);
  const most = (item.maxKilobytes ?? usualKilobytes) * 1024;
  return endings.some((one) => one === ending) && bytes <= Math.min(most, 16_777_216) ? true : null;
}

function notTaken(item: Item) {
  const kind = isFileType(item.type) ? fileItemTypes[item.type] : null;
  return refuse("file_not_taken", {
    offered: kind?.endings.join(", ") ?? "",
    kilobytes: item.maxKilobytes ?? kind?.usualKilobytes ?? 0,
  });
}

function isOf(file: FileRow, named: NamedPlace): boolean {
  return file.participant === named.participant && file.form === named.form && file.item === named.item;
}

function sizeOf(file: FileRow, index: number): number {
  return index < pieceCount(file.bytes) - 1 ? pieceBytes : file.bytes - pieceBytes * (pieceCount(file.bytes) - 1);
}
