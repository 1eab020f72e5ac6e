import { createHash } from "node:crypto";
import { TRPCClientError } from "@trpc/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { type AttachmentClient, sendFile } from "../../features/field/entry/attach/send-file.ts";

const pieceBytes = 4;
const place = { account: "a", study: "s", participant: "MLT-001-2", visit: "pretest", form: "papers" };
const sum = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const content = new TextEncoder().encode("ten bytes!");
const file = { item: "letter", value: `${sum(content)}.txt`, mediaType: "text/plain", content: content.buffer };

/** The browser's own way from bytes to base64. */
class Reader {
  result = "";
  onload: () => void = () => undefined;
  readAsDataURL(blob: Blob) {
    void blob.arrayBuffer().then((bytes) => {
      this.result = `data:;base64,${Buffer.from(bytes).toString("base64")}`;
      this.onload();
    });
  }
}

beforeEach(() => {
  vi.stubGlobal("FileReader", Reader);
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

const refusal = (code: string) =>
  TRPCClientError.from({ error: { message: code, code: -32_000, data: { refusal: { code, params: {} } } } });

/** A server as the real one is towards this client; `damage` says which deliveries arrive otherwise than they were sent. */
function server(damage: (index: number, delivery: number) => boolean, neverTakes = false) {
  const stored = new Map<number, Buffer>();
  const sent: number[] = [];
  const attachment = {
    begin: {
      mutate: async ({ pieces }: { pieces?: readonly string[] }) => {
        const isRight = (index: number) => {
          const piece = stored.get(index);
          return piece !== undefined && (pieces === undefined || pieces[index] === sum(piece));
        };
        return { file: "f", pieceBytes, missing: [0, 1, 2].filter((index) => !isRight(index)), value: file.value };
      },
    },
    put: {
      mutate: async ({ index, content: text }: { index: number; content: string }) => {
        const bytes = Buffer.from(text, "base64");
        const delivery = sent.filter((one) => one === index).length;
        sent.push(index);
        if (damage(index, delivery)) bytes[0] = (bytes[0] ?? 0) ^ 1;
        stored.set(index, bytes);
        return { index };
      },
    },
    finish: {
      mutate: async () => {
        const whole = Buffer.concat([0, 1, 2].map((index) => stored.get(index) ?? Buffer.alloc(0)));
        if (neverTakes || sum(whole) !== file.value.slice(0, 64)) throw refusal("file_damaged");
        return { value: file.value };
      },
    },
  };
  return { client: { attachment } as unknown as AttachmentClient, sent };
}

const send = (client: AttachmentClient, given = file) =>
  sendFile({ client, place, file: given, onPart: () => undefined, stop: new AbortController().signal });

describe("a file on its way", () => {
  test("is sent piece by piece, each once", async () => {
    const { client, sent } = server(() => false);
    expect(await send(client)).toEqual({ failure: null, mended: 0 });
    expect(sent).toEqual([0, 1, 2]);
  });

  test("is mended by the pieces that arrived damaged, and by no other", async () => {
    const { client, sent } = server((index, delivery) => index === 1 && delivery < 2);
    expect(await send(client)).toEqual({ failure: null, mended: 2 });
    expect(sent).toEqual([0, 1, 2, 1, 1]);
  });

  test("is given up when every delivery is damaged, and can be tried again later", async () => {
    const { client, sent } = server((index) => index === 2);
    expect(await send(client)).toMatchObject({ failure: { refusal: { code: "file_damaged" } }, mended: 3 });
    expect(sent).toEqual([0, 1, 2, 2, 2, 2]);
  });

  test("is not sent again when all its pieces are right and it is refused all the same", async () => {
    const { client, sent } = server(() => false, true);
    expect(await send(client)).toMatchObject({ failure: { refusal: { code: "file_damaged" } }, mended: 0 });
    expect(sent).toEqual([0, 1, 2]);
  });

  test("that the phone itself no longer has as it was chosen is not sent again", async () => {
    const { client, sent } = server(() => false);
    const spoiled = { ...file, content: new TextEncoder().encode("ten bytes?").buffer };
    expect(await send(client, spoiled)).toMatchObject({ failure: { refusal: { code: "file_damaged" } }, mended: 0 });
    expect(sent).toEqual([0, 1, 2]);
  });
});
