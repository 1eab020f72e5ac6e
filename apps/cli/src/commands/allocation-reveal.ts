import { resolve } from "node:path";
import { perform, revealAllocations } from "@kendali/api";
import { accept } from "@kendali/domain";
import { allocationCheckCatalogue, createTranslator } from "@kendali/i18n";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";
import { writeWholeFile } from "../runtime/write-whole-file.ts";

export const allocationRevealCommand: Command = {
  name: "allocation reveal",
  summary: "write the allocations and their secret, after unblinding",
  synopsis: "STUDY --out FILE.json [--as USERNAME] [--language id|en] [--json]",
  details: [
    "The bundle kendali-allocation-bundle/1 of a locked and unblinded study: scheme, parameters, protocol hash, secret, nonce,",
    "commitment and every allocation by participant number. Anybody can check it with `kendali allocation verify`.",
    "Who took it, and the SHA-256 of the file, stands in the audit trail.",
  ].join("\n"),
  positionals: ["STUDY"],
  options: {
    out: { type: "string" },
    as: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [study = ""] = positionals;
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    if (typeof options.out !== "string" || options.out === "")
      throw new UsageError("allocation reveal needs --out FILE.json.");
    const path = resolve(cwd, options.out);
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, { study, acts: ["allocation.reveal"], as: options.as });
      if (!account.ok) return account;
      const revealed = await perform(server, { accountId: account.value.id }, revealAllocations, { study });
      if (!revealed.ok) return revealed;
      const { text, ...given } = revealed.value;
      const written = await writeWholeFile(path, text);
      if (!written.ok) return written;
      return accept({ ...given, as: account.value.username });
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    const { allocations, sha256, as } = result.value;
    const say = createTranslator(locale, allocationCheckCatalogue);
    terminal.out(
      json
        ? JSON.stringify({ ok: true, file: path, ...result.value })
        : say("revealed", { file: path, count: allocations, hash: sha256, account: as }),
    );
    return 0;
  },
};
