import type { useTRPCClient } from "../../../trpc/trpc.ts";
import { newId } from "../../../shell/new-id.ts";
import { type Failure, failureOf } from "../../../trpc/refusal-of.ts";
import type { DraftPlace } from "../draft-store.ts";
import { fileSum } from "./file-sum.ts";
import type { KeptFile } from "./kept-files.ts";

export type AttachmentClient = Pick<ReturnType<typeof useTRPCClient>, "attachment" | "session">;

/** Milliseconds before a piece without an answer is sent again: short breaks of a phone's line are waited out. */
const pauses = [1000, 2000, 4000];

/** How often wrong pieces are sent again before a person is asked. */
const mendings = 3;

type Sent = { readonly failure: Failure | null; readonly mended: number };

/**
 * Sends a file in pieces. The server names the pieces it lacks, so what was cut off goes on where it stopped; when the whole
 * has not the hash it was announced with, it is told what each piece should be, and the wrong ones alone are sent again.
 * Answers what kept it from arriving (null when the server has it whole) and how many pieces were sent again; `stop` ends it
 * without an answer that counts.
 */
export async function sendFile(request: {
  readonly client: AttachmentClient;
  readonly place: DraftPlace;
  readonly file: Pick<KeptFile, "item" | "value" | "mediaType" | "content">;
  readonly onPart: (part: number, parts: number) => void;
  readonly stop: AbortSignal;
}): Promise<Sent> {
  const { client, file, onPart, stop } = request;
  const { account: _mine, ...at } = request.place;
  const place = { ...at, item: file.item };
  const { attachment } = client;
  let mended = 0;
  let pieces: string[] | undefined;
  for (let round = 0; ; round += 1) {
    try {
      const announced = {
        ...place,
        commandId: newId(),
        sha256: file.value.slice(0, 64),
        mediaType: file.mediaType,
        bytes: file.content.byteLength,
        ...(pieces === undefined ? {} : { pieces }),
      };
      const begun = await patiently(stop, () => attachment.begin.mutate(announced, { signal: stop }));
      // All pieces are as they are here, and yet it is not taken: sending them again would change nothing.
      if (pieces !== undefined && begun.missing.length === 0) return { failure: damaged, mended };
      if (pieces !== undefined) mended += begun.missing.length;
      for (const [order, index] of begun.missing.entries()) {
        onPart(order + 1, begun.missing.length);
        const content = await base64(pieceOf(file.content, index, begun.pieceBytes));
        await patiently(stop, () =>
          attachment.put.mutate({ ...place, file: begun.file, index, content }, { signal: stop }),
        );
      }
      const whole = { ...place, commandId: newId(), file: begun.file };
      const wrong = await finished(() => patiently(stop, () => attachment.finish.mutate(whole, { signal: stop })));
      if (wrong === null) return { failure: null, mended };
      // The device itself no longer has what was chosen.
      const isMine = (await fileSum(file.content)) === file.value.slice(0, 64);
      if (!isMine || round === mendings) return { failure: wrong, mended };
      pieces = await sumsOf(file.content, begun.pieceBytes);
    } catch (error) {
      return { failure: failureOf(error), mended };
    }
  }
}

const damaged: Failure = { kind: "refusal", refusal: { code: "file_damaged", params: {} } };

/** Null when the server took it as whole; else why its pieces have to be looked at once more. */
async function finished(finish: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await finish();
    return null;
  } catch (error) {
    const failure = failureOf(error);
    const isOfPieces = failure.kind === "refusal" && ["file_damaged", "file_incomplete"].includes(failure.refusal.code);
    if (isOfPieces) return failure;
    throw error;
  }
}

function pieceOf(content: ArrayBuffer, index: number, pieceBytes: number): ArrayBuffer {
  return content.slice(index * pieceBytes, (index + 1) * pieceBytes);
}

async function sumsOf(content: ArrayBuffer, pieceBytes: number): Promise<string[]> {
  const sums: string[] = [];
  for (let index = 0; index * pieceBytes < content.byteLength; index += 1)
    sums.push(await fileSum(pieceOf(content, index, pieceBytes)));
  return sums;
}

async function patiently<T>(stop: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await call();
    } catch (error) {
      // A refusal is an answer; and a device that knows it has no network need not ask.
      if (!isPassing(failureOf(error)) || stop.aborted || !navigator.onLine) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return call();
}

export function isPassing({ kind }: Failure): boolean {
  return kind === "unreachable" || kind === "unexpected";
}

function base64(piece: ArrayBuffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("a kept piece cannot be read"));
    reader.readAsDataURL(new Blob([piece]));
  });
}
