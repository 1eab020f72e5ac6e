import { resolve } from "node:path";
import { documentFileName, documentFormats } from "@kendali/api/protocol-document";
import { writeDocument } from "@kendali/api/write-document";
import { readDraft } from "@kendali/builder";
import { createTranslator, protocolDocumentCatalogue } from "@kendali/i18n";
import { buildProtocolDocument } from "@kendali/reports";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readDocument } from "../runtime/read-document.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { writeWholeFile } from "../runtime/write-whole-file.ts";

export const studyDocumentCommand: Command = {
  name: "study document",
  summary: "write a protocol as DOCX or PDF in the order of its guideline",
  synopsis: "FILE --format docx|pdf [--output FILE] [--language id|en] [--json]",
  details: [
    "Writes a protocol document's file as the protocol that an ethics committee reads: in the order of SPIRIT 2025 for a trial,",
    "of TREND for one group, with every item answered from the document or marked as missing. A document under construction",
    "can be written too. Needs no database and no network.",
  ].join("\n"),
  positionals: ["FILE"],
  options: {
    format: { type: "string" },
    output: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const format = documentFormats.find((one) => one === options.format);
    if (format === undefined) throw new UsageError("study document needs --format docx or --format pdf.");
    const document = await readDocument(resolve(cwd, positionals[0] ?? ""));
    const read = document.ok ? readDraft(document.value) : document;
    if (!read.ok) return sayRefusal(terminal, locale, read.refusal, json);
    const model = buildProtocolDocument(read.value, locale);
    const name = typeof options.output === "string" ? options.output : documentFileName(read.value.key, model, format);
    const file = resolve(cwd, name);
    const written = await writeWholeFile(file, await writeDocument(model, format));
    if (!written.ok) return sayRefusal(terminal, locale, written.refusal, json);
    const { items, open } = model.counts;
    const t = createTranslator(locale, protocolDocumentCatalogue);
    terminal.out(
      json
        ? JSON.stringify({ ok: true, file, hash: model.hash, guideline: model.guideline.name, items, open })
        : `${t("cli_written", { file })}\n${model.open.lead}${model.open.items.map(({ number, title }) => `\n  ${number} ${title}`).join("")}`,
    );
    return 0;
  },
};
