import type { useTRPCClient } from "../../../trpc/trpc.ts";
import { newId } from "../../../shell/new-id.ts";
import { type Failure, failureOf } from "../../../trpc/refusal-of.ts";
import type { DraftPlace } from "../draft-store.ts";
import type { KeptFile } from "./kept-files.ts";

export type AttachmentClient = Pick<ReturnType<typeof useTRPCClient>, "attachment">;

/** Milliseconds before a piece without an answer is sent again: short breaks of a phone's line are waited out. */
const pauses = [1000, 2000, 4000];

/**
 * Sends a file in pieces. The server names the pieces it lacks, so what was cut off goes on where it stopped. Answers what
 * kept it from arriving, or null when the server has it whole; `stop` ends it without an answer that counts.
 */
export async function sendFile(request: {
  readonly client: AttachmentClient;
  readonly place: DraftPlace;
  readonly file: KeptFile;
  readonly onPart: (part: number, parts: number) => void;
  readonly stop: AbortSignal;
}): Promise<Failure | null> {
  const { client, file, onPart, stop } = request;
  const { account: _mine, ...at } = request.place;
  const place = { ...at, item: file.item };
  const { attachment } = client;
  try {
    const announced = {
      ...place,
      commandId: newId(),
      sha256: file.value.slice(0, 64),
      mediaType: file.mediaType,
      bytes: file.content.byteLength,
    };
    const begun = await patiently(stop, () => attachment.begin.mutate(announced, { signal: stop }));
    for (const [order, index] of begun.missing.entries()) {
      onPart(order + 1, begun.missing.length);
      const piece = file.content.slice(index * begun.pieceBytes, (index + 1) * begun.pieceBytes);
      const content = await base64(piece);
      await patiently(stop, () =>
        attachment.put.mutate({ ...place, file: begun.file, index, content }, { signal: stop }),
      );
    }
    const whole = { ...place, commandId: newId(), file: begun.file };
    await patiently(stop, () => attachment.finish.mutate(whole, { signal: stop }));
    return null;
  } catch (error) {
    return failureOf(error);
  }
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
