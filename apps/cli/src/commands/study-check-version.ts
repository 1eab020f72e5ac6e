import { resolve } from "node:path";
import { checkVersion, perform, type CheckVersionAnswer } from "@kendali/api";
import { accept } from "@kendali/domain";
import { allocationCheckCatalogue, createTranslator, problemWords, type Locale } from "@kendali/i18n";
import type { Command } from "../command.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readDocument } from "../runtime/read-document.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

export const studyCheckVersionCommand: Command = {
  name: "study check-version",
  summary: "tell what a next protocol version would do to a running allocation",
  synopsis: "STUDY FILE [--live FILE] [--as USERNAME] [--language id|en] [--json]",
  details: [
    "Compares the document in FILE with the one the study runs by: arms, ratio, sites, strata, scheme and the visit that",
    "allocation follows stay as they were promised. Every part that would not is named, with what it would do and what to",
    "do instead. Changes nothing. Block sizes and other settings are not compared, and for an account that is masked neither",
    "are arms and ratio, because the answer would tell them; with --live, the file of the document that the study runs by,",
    "everything is.",
  ].join("\n"),
  positionals: ["STUDY", "FILE"],
  options: {
    live: { type: "string" },
    as: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [study = "", file = ""] = positionals;
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const document = await readDocument(resolve(cwd, file));
    if (!document.ok) return sayRefusal(terminal, locale, document.refusal, json);
    const live = typeof options.live === "string" ? await readDocument(resolve(cwd, options.live)) : null;
    if (live?.ok === false) return sayRefusal(terminal, locale, live.refusal, json);
    const input = { study, protocol: document.value, ...(live === null ? {} : { live: live.value }) };
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, { study, acts: ["study.checkVersion"], as: options.as });
      if (!account.ok) return account;
      const { id, username } = account.value;
      const checked = await perform(server, { accountId: id }, checkVersion, input);
      return checked.ok ? accept({ ...checked.value, as: username }) : checked;
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    terminal.out(
      json ? JSON.stringify({ ok: true, study, ...result.value }) : linesOf(locale, result.value).join("\n"),
    );
    return 0;
  },
};

function linesOf(locale: Locale, answer: CheckVersionAnswer & { readonly as: string }): readonly string[] {
  const say = createTranslator(locale, allocationCheckCatalogue);
  const { version, isRunning, allocated, notCompared, warnings, as } = answer;
  return [
    isRunning ? say("version_fits", version) : say("version_free", version),
    ...(isRunning ? [say("version_allocated", { count: allocated })] : []),
    ...(notCompared.includes("settings") ? [say("version_settings")] : []),
    ...(notCompared.includes("arms") ? [say("version_masked", { account: as })] : []),
    ...warnings.map((warning) => `${warning.path}: ${problemWords(locale, warning)}`),
  ];
}
