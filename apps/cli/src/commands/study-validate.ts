import { resolve } from "node:path";
import { protocolHash } from "@kendali/domain";
import { problemWords } from "@kendali/i18n";
import { allocationWarnings, validateStudyDocument } from "@kendali/randomization";
import type { Command } from "../command.ts";
import { readDocument } from "../runtime/read-document.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";

export const studyValidateCommand: Command = {
  name: "study validate",
  summary: "check a protocol document",
  synopsis: "FILE [--json] [--lang id|en]",
  details:
    "Tells every problem with its place, and what a valid document should still be thought over. Needs no database.",
  positionals: ["FILE"],
  options: { json: { type: "boolean" }, lang: { type: "string" } },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const json = options.json === true;
    const document = await readDocument(resolve(cwd, positionals[0] ?? ""));
    const valid = document.ok ? validateStudyDocument(document.value) : document;
    if (!valid.ok) return sayRefusal(terminal, settings.language, valid.refusal, json);
    const protocol = valid.value;
    const summary = {
      key: protocol.key,
      version: protocol.version,
      design: protocol.design.type,
      hash: protocolHash(protocol),
    };
    const warnings = allocationWarnings(protocol);
    const warned = warnings
      .map((warning) => `\n  ${warning.path}: ${problemWords(settings.language, warning)}`)
      .join("");
    terminal.out(
      json
        ? JSON.stringify({ ok: true, ...summary, warnings })
        : `${protocol.title[settings.language]}\n  ${summary.key} ${summary.version}, ${summary.design}\n  ${protocol.visits.length} visits, ${protocol.forms.length} forms\n  SHA-256 ${summary.hash}\nValid.${warned}`,
    );
    return 0;
  },
};
