import { resolve } from "node:path";
import { exportStudy, perform } from "@kendali/api";
import { createTranslator, protocolChangesCatalogue } from "@kendali/i18n";
import type { Command } from "../command.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";
import { writeWholeFile } from "../runtime/write-whole-file.ts";

export const studyExportCommand: Command = {
  name: "study export",
  summary: "write every version of a study's document to one file",
  synopsis: "STUDY [--output FILE] [--as USERNAME] [--language id|en] [--json]",
  details: [
    "Writes the study as text (format kendali-study/1): each version's document in canonical JSON with its SHA-256, the",
    "oldest first, and why each came. No data, no person, no secret. study import brings the file in again; exporting that",
    "study gives the same bytes.",
    "The settings of a randomization (block sizes, coin, urn …) are left out for a live trial until it is unblinded, and in",
    "other studies for an account that does not see the arms: by them the next allocation could be foreseen. Such a file says",
    "so, and can only be imported as a draft.",
  ].join("\n"),
  positionals: ["STUDY"],
  options: {
    output: { type: "string" },
    as: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [study = ""] = positionals;
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, { study, acts: ["study.export"], as: options.as });
      return account.ok ? perform(server, { accountId: account.value.id }, exportStudy, { study }) : account;
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    const { text, versions, isWithheld } = result.value;
    if (isWithheld) terminal.error(createTranslator(locale, protocolChangesCatalogue)("settings_not_in_file"));
    if (typeof options.output !== "string") {
      // The terminal ends the line.
      terminal.out(text.slice(0, -1));
      return 0;
    }
    const path = resolve(cwd, options.output);
    const written = await writeWholeFile(path, text);
    if (!written.ok) return sayRefusal(terminal, locale, written.refusal, json);
    terminal.out(
      json ? JSON.stringify({ ok: true, study, path, versions, isWithheld }) : `${path}\n  versions: ${versions}`,
    );
    return 0;
  },
};
