import { resolve } from "node:path";
import { lintDraft, type Finding } from "@kendali/builder";
import { protocolHash } from "@kendali/domain";
import { findingWords, problemWords } from "@kendali/i18n";
import { allocationWarnings, validateStudyDocument } from "@kendali/randomization";
import type { Command } from "../command.ts";
import { readDocument } from "../runtime/read-document.ts";
import { readStudyFile } from "../runtime/read-study-file.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";

export const studyValidateCommand: Command = {
  name: "study validate",
  summary: "check a protocol document",
  synopsis: "FILE [--findings] [--json] [--lang id|en]",
  details: [
    "Tells every problem with its place, and what a valid document should still be thought over. FILE is a protocol",
    "document, or a study as study export writes it, whose newest version is judged. --findings also lists what a live study",
    "needs mended or signed with a reason before it goes live. Needs no database.",
  ].join("\n"),
  positionals: ["FILE"],
  options: { findings: { type: "boolean" }, json: { type: "boolean" }, lang: { type: "string" } },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const json = options.json === true;
    const locale = settings.language;
    const path = resolve(cwd, positionals[0] ?? "");
    // What no part of a draft could be read of is judged as a document all the same, so that every rule is told.
    const file = await readStudyFile(path);
    const document = file.ok
      ? { ok: true as const, value: file.value.bundle === null ? file.value.content : file.value.newest }
      : await readDocument(path);
    if (!file.ok && file.refusal.code === "study_bundle_invalid")
      return sayRefusal(terminal, locale, file.refusal, json);
    const valid = document.ok ? validateStudyDocument(document.value) : document;
    if (!valid.ok) return sayRefusal(terminal, locale, valid.refusal, json);
    const protocol = valid.value;
    const summary = {
      key: protocol.key,
      version: protocol.version,
      design: protocol.design.type,
      hash: protocolHash(protocol),
    };
    const warnings = allocationWarnings(protocol);
    const open = lintDraft(protocol, { today: null });
    const findings: readonly Finding[] = options.findings === true ? open : [];
    const warned = warnings.map((warning) => `\n  ${warning.path}: ${problemWords(locale, warning)}`).join("");
    const found = findings.map((finding) => `\n  ${finding.path}: ${findingWords(locale, finding)}`).join("");
    terminal.out(
      json
        ? JSON.stringify({ ok: true, ...summary, warnings, ...(options.findings === true ? { findings } : {}) })
        : `${protocol.title[locale]}\n  ${summary.key} ${summary.version}, ${summary.design}\n  ${protocol.visits.length} visits, ${protocol.forms.length} forms\n  SHA-256 ${summary.hash}\nValid.${warned}${found}${findings.length < open.length ? `\n${open.length} things are open before it goes live: --findings lists them.` : ""}`,
    );
    return 0;
  },
};
