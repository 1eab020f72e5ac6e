import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { downloadSnapshot, perform, readAttachment, type ReadAttachment, revealAllocations } from "@kendali/api";
import { documentFormats, type DocumentMaker, draftDocument } from "@kendali/api/protocol-document";
import type { Refusal } from "@kendali/domain";
import { locales } from "@kendali/i18n";

import { log } from "./log.ts";
import type { Runtime } from "./runtime.ts";

export const downloadPrefix = "/api/download/";

/**
 * `GET /api/download/<study>/<snapshot>.zip`, a frozen dataset, and `GET /api/download/<study>/allocations.json`, the record
 * of the allocations after unblinding, and `GET /api/download/draft/<draft>/<language>.docx` or `.pdf`, a draft as a protocol
 * document, and `GET /api/download/<study>/file/<participant>/<form>/<item>/<value>`, what is attached to an entry: the same
 * use cases and the same refusals as every other act, as a file.
 */
export function downloadHandler(
  runtime: Runtime,
  readSession: (headers: IncomingMessage["headers"]) => Promise<string | null>,
  addressOf: (request: IncomingMessage) => string | null,
  documents: DocumentMaker,
) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = runtime.newRequestId();
    response.setHeader("cache-control", "no-store");
    response.setHeader("x-request-id", requestId);
    try {
      const { server, who } = runtime.requestFor({
        sessionId: await readSession(request.headers),
        address: addressOf(request),
        requestId,
      });
      const revealed = /^\/api\/download\/([a-z0-9-]{3,48})\/allocations\.json$/.exec(request.url ?? "");
      if (revealed !== null) {
        const bundle = await perform(server, who, revealAllocations, { study: revealed[1] ?? "-" });
        if (!bundle.ok) return refuse(response, bundle.refusal);
        sendFile(response, { type: "application/json", fileName: bundle.value.fileName, hash: bundle.value.sha256 });
        response.end(bundle.value.text);
        return;
      }
      const written = /^\/api\/download\/draft\/([0-9a-f-]{36})\/([a-z]{2})\.([a-z]{3,4})$/.exec(request.url ?? "");
      if (written !== null) {
        const [, draft = "-", language, extension] = written;
        const locale = locales.find((one) => one === language);
        const format = documentFormats.find((one) => one === extension);
        if (locale === undefined || format === undefined) return refuse(response, { code: "not_found", params: {} });
        const file = await draftDocument(server, who, { draft, locale, format }, documents);
        if (!file.ok) return refuse(response, file.refusal);
        sendFile(response, { type: file.value.type, fileName: file.value.fileName });
        response.end(file.value.bytes);
        return;
      }
      const attached = attachmentIn(request.url ?? "");
      if (attached !== null) {
        const file = await perform(server, who, readAttachment, attached);
        if (!file.ok) return refuse(response, file.refusal);
        sendAttachment(response, file.value);
        await pipeline(Readable.from(file.value.pieces), response);
        return;
      }
      const named = /^\/api\/download\/([a-z0-9-]{3,48})\/([0-9a-f-]{36})\.zip$/.exec(request.url ?? "");
      const result = await perform(server, who, downloadSnapshot, {
        study: named?.[1] ?? "-",
        snapshot: named?.[2] ?? "-",
      });
      if (!result.ok) return refuse(response, result.refusal);
      sendFile(response, { type: "application/zip", ...result.value });
      // Piece by piece, and never faster than the reader takes it.
      await pipeline(Readable.from(result.value.chunks), response);
    } catch (error) {
      // A reader who goes away early is no failure of ours; the zip it has is visibly cut.
      if (response.headersSent && response.destroyed) return;
      log("error", "a download failed", { requestId }, error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
}

function attachmentIn(url: string) {
  const parts =
    /^\/api\/download\/([a-z0-9-]{3,48})\/file\/([A-Z0-9-]{1,20})\/([a-z0-9_]{1,32})\/([a-z0-9_]{1,32})\/([0-9a-f]{64}\.[a-z0-9]{1,8})$/.exec(
      url,
    );
  if (parts === null) return null;
  const [, study = "-", participant = "-", form = "-", item = "-", value = "-"] = parts;
  return { study, participant, form, item, value };
}

/** What somebody attached is shown at its place only when it is a picture, and never runs as a page of this origin. */
function sendAttachment(response: ServerResponse, file: ReadAttachment): void {
  const shown = file.mediaType.startsWith("image/") ? "inline" : "attachment";
  response.writeHead(200, {
    "content-type": file.mediaType,
    "content-length": file.bytes,
    "content-disposition": `${shown}; filename="${file.fileName}"`,
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    etag: `"${file.sha256}"`,
  });
}

type FileHead = { readonly type: string; readonly fileName: string; readonly hash?: string };

function sendFile(response: ServerResponse, { type, fileName, hash }: FileHead): void {
  response.writeHead(200, {
    "content-type": type,
    "content-disposition": `attachment; filename="${fileName}"`,
    ...(hash === undefined ? {} : { etag: `"${hash}"` }),
  });
}

const statusOf: Readonly<Record<string, number>> = {
  not_signed_in: 401,
  not_allowed: 403,
  needs_every_site: 403,
  snapshot_masked: 403,
  study_not_unblinded: 403,
  trial_of_test_running: 403,
  draft_too_large: 413,
  document_too_slow: 503,
  documents_waiting: 503,
  document_not_made: 503,
};

function refuse(response: ServerResponse, { code, params }: Pick<Refusal, "code" | "params">): void {
  const isTold = Object.hasOwn(statusOf, code);
  response.writeHead(statusOf[code] ?? 404, { "content-type": "application/json" });
  response.end(JSON.stringify({ refusal: isTold ? { code, params } : { code: "not_found", params: {} } }));
}
