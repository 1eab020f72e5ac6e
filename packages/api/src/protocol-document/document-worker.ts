import { parentPort } from "node:worker_threads";
import { invariant } from "@kendali/domain";
import { makeDocument, type DocumentJob, type MadeDocument } from "./make-document.ts";

/** A thread that makes one document after the other, as `createDocumentMaker` orders them; what fails in it ends it. */
const port = parentPort;
invariant(port !== null, "documents are made in a worker thread");

port.on("message", (job: DocumentJob) => {
  void makeDocument(job).then((made: MadeDocument) => {
    const bytes = new Uint8Array(made.bytes);
    // The bytes are handed over, not copied.
    port.postMessage({ ...made, bytes } satisfies MadeDocument, [bytes.buffer]);
  });
});
