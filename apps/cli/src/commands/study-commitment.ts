import { getCommitment, getStudy, perform } from "@kendali/api";
import { accept } from "@kendali/domain";
import { authCatalogue, createTranslator, formatInstant, goLiveCatalogue } from "@kendali/i18n";
import type { Command } from "../command.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

export const studyCommitmentCommand: Command = {
  name: "study commitment",
  summary: "tell what a study promised about its allocation list",
  synopsis: "STUDY [--as USERNAME] [--language id|en] [--json]",
  details: [
    "The commitment made at go-live, when, for which document, and who approved it: the same for everybody in the study.",
    "After lock and unblinding `kendali allocation verify FILE --commitment HEX` checks the revealed list against it.",
  ].join("\n"),
  positionals: ["STUDY"],
  options: {
    as: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal }) => {
    const [study = ""] = positionals;
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, { study, acts: ["allocation.commitment"], as: options.as });
      if (!account.ok) return account;
      const who = { accountId: account.value.id };
      const view = await perform(server, who, getStudy, { study });
      if (!view.ok) return view;
      const promised = await perform(server, who, getCommitment, { study });
      return promised.ok ? accept({ promised: promised.value, protocol: view.value.protocol }) : promised;
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    const { promised, protocol } = result.value;
    if (json) {
      terminal.out(JSON.stringify({ ok: true, study, ...promised }));
      return 0;
    }
    const say = createTranslator(locale, goLiveCatalogue, authCatalogue);
    const zone = protocol.sites[0]?.timeZone ?? "UTC";
    const time = (instant: string): string => formatInstant(locale, instant, zone);
    const { commitment, protocolHash, madeAt, algorithmVersion, sites, strataFactors } = promised;
    const lines = [
      say("cli_study", { title: protocol.title[locale], study, version: protocol.version }),
      say("cli_document", { hash: protocolHash }),
      say("cli_commitment", { commitment }),
      say("cli_made", { time: time(madeAt), algorithm: algorithmVersion }),
      say("cli_counts", { sites, factors: strataFactors }),
      ...promised.approvals.map(({ name, role, at }) =>
        say("cli_approved", { name, role: say(`role_${role}`), time: time(at) }),
      ),
      ...(promised.hasPublishedSeed ? [say("commitment_seed_title")] : []),
      say("cli_verify", { commitment }),
    ];
    terminal.out(lines.join("\n"));
    return 0;
  },
};
