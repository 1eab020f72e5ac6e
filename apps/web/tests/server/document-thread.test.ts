import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { withoutSettings } from "@kendali/api";
import { createDocumentMaker } from "@kendali/api/protocol-document";
import { writeDocument } from "@kendali/api/write-document";
import type { Protocol } from "@kendali/domain";
import { buildProtocolDocument } from "@kendali/reports";

const web = join(import.meta.dirname, "../..");
const textOf = (study: string): string => readFileSync(join(web, "../../studies", study, "protocol.json"), "utf8");
const trial = textOf("oxytocin-rct");
const pilot = textOf("oxytocin-pretest-posttest");

describe("documents made in a thread", () => {
  // Where the packages that stay outside the bundle are found.
  mkdirSync(join(web, "dist"), { recursive: true });
  const folder = mkdtempSync(join(web, "dist/thread-"));
  const file = join(folder, "document-worker.mjs");
  const threads: Worker[] = [];
  const documents = createDocumentMaker(() => {
    const thread = new Worker(file, { env: {}, execArgv: [] });
    threads.push(thread);
    return thread;
  });
  const pdf = { settingsHidden: false, locale: "id", format: "pdf" } as const;

  beforeAll(async () => {
    await build({
      absWorkingDir: web,
      entryPoints: ["server/document-worker.ts"],
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["docx", "pdfkit", "dejavu-fonts-ttf"],
      logLevel: "error",
    });
  });
  afterAll(async () => {
    await documents.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are byte by byte those made without one, and keep the settings of a running trial to themselves", async () => {
    const answers = await Promise.all([
      documents.make({ ...pdf, text: pilot }),
      documents.make({ ...pdf, text: trial, locale: "en", settingsHidden: true }),
      documents.make({ ...pdf, text: pilot, format: "docx" }),
    ]);
    const read = (text: string) => JSON.parse(text) as Protocol;
    const models = [
      buildProtocolDocument(read(pilot), "id", { isWhole: true }),
      buildProtocolDocument(withoutSettings(read(trial)), "en", { isWhole: false }),
    ];
    for (const [index, model] of models.entries()) {
      const answer = answers[index];
      if (answer?.ok !== true) throw new Error("not made");
      expect(Buffer.from(answer.value.bytes).equals(Buffer.from(await writeDocument(model, "pdf")))).toBe(true);
    }
    expect(answers.map((one) => one.ok && one.value.fileName)).toEqual([
      "oxytocin-pretest-posttest_protocol_1.0_id.pdf",
      "oxytocin-rct_protocol_1.0_en.pdf",
      "oxytocin-pretest-posttest_protocol_1.0_id.docx",
    ]);
    expect(threads).toHaveLength(1);
  });

  it("goes on in another one after one was killed at work, or something went wrong in it", async () => {
    const killed = documents.make({ ...pdf, text: trial });
    await new Promise((resolve) => setImmediate(resolve));
    await threads.at(-1)?.terminate();
    expect(await killed).toEqual({ ok: false, refusal: { code: "document_not_made", params: {} } });
    await expect(documents.make({ ...pdf, text: "{" })).rejects.toThrow(/JSON/u);
    expect((await documents.make({ ...pdf, text: pilot, format: "docx" })).ok).toBe(true);
    expect(threads).toHaveLength(3);
  });
});
